"""PDFs drawn word by word: technical descriptions with whatever a test wants wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
NUMBERS, TEXTS, WEIGHTS = 110, 136, 452
"""Where the columns of a drawn table begin."""
KNOW = "The individual needs to know and understand:"
ABLE = "The individual shall be able to:"


def pdf(pages: list[list[str]], page: str = "", catalog: str = "", trailer: str = "") -> bytes:
    """Return a PDF: each page is a list of drawing operators; the rest is added to its objects."""
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding << /Type /Encoding "
        "/BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>"
        for name, face in (("F", "Helvetica"), ("B", "Helvetica-Bold"))
    )
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    box = "" if "/MediaBox" in page else f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /Resources << /Font << {fonts} >> >> "
        f"{box} {page} >>".encode(),
    ]
    for number, operators in enumerate(pages):
        stream = "\n".join(operators).encode("cp1252")
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {4 + 2 * number} 0 R >>".encode())
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n"
    return out + head.encode() + tail.encode() + b"%%EOF\n"


@dataclass
class Drawing:
    """A technical description drawn line by line, downwards, page after page."""

    skill: str = "17"
    title: tuple[str, ...] = ("Web Technologies",)
    updated: str = "23.06.2026"
    code: str = "WSC2026_TD{}_en"
    turn: str = "1 0 0 1 0 0 cm"
    pages: list[list[str]] = field(default_factory=list)
    y: float = 0

    def __post_init__(self) -> None:
        self.page(footer=False)
        for line in ("Technical Description", *self.title, f"Skill {self.skill}"):
            self.line(line, size=30)
        self.page()
        self.line("1.1.1 The name of the skill competition is")
        self.line(" ".join(self.title))
        self.line("1.1.4 Age limit of Competitors")
        self.line("The Competitors must not be older than 22 years in the year of the Competition.")
        self.line("2.2 WorldSkills Occupational Standards", x=70, size=16)

    def page(self, *, footer: bool = True, head: bool = False) -> Drawing:
        """Begin a page; ``head`` repeats the header of the table."""
        self.pages.append([self.turn])
        self.y = 90
        if footer:
            self.put(57, 800, self.code.format(self.skill), size=7)
            self.put(57, 810, f"Last updated: {self.updated} 11:02 (GMT)", size=7)
            self.put(517, 805, f"{len(self.pages)} of @", size=7)
        return self.head() if head else self

    def put(
        self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False
    ) -> Drawing:
        """Draw text whose baseline begins at (x, y), y counted from the top of the page."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "B" if bold else "F"
        operator = f"BT /{font} {size} Tf {x} {HEIGHT - y} Td ({escaped}) Tj ET"
        self.pages[-1].append(operator)
        return self

    def line(self, text: str, x: float = 99, *, size: float = 10, gap: float = 0) -> Drawing:
        """Draw a line of text below the last one."""
        self.y += max(13, size * 1.3) + gap
        return self.put(x, self.y, text, size=size)

    def head(self, weights: float = WEIGHTS, *, bold: bool = True) -> Drawing:
        """Draw the header of the table."""
        self.line("", gap=10).put(NUMBERS, self.y, "Section", bold=bold)
        self.put(weights, self.y, "Relative", bold=bold)
        self.line("").put(weights, self.y, "importance (%)", bold=bold)
        return self

    def section(self, number: int, title: str, weight: str, at: float = WEIGHTS) -> Drawing:
        """Draw the row of a section."""
        self.line("", gap=16).put(NUMBERS, self.y, str(number), bold=True)
        self.put(TEXTS, self.y, title, bold=True)
        return self.put(at, self.y, weight, bold=True)

    def list(self, introduction: str, *items: str) -> Drawing:
        """Draw an introduction and items, each with its bullet or without; ``>`` indents."""
        self.line(introduction, x=TEXTS, gap=16)
        for number, item in enumerate(items):
            indented = item.startswith(">")
            text = item.lstrip(">")
            x = TEXTS + (7 if indented else 1)
            if text.startswith("| "):
                x, text = TEXTS + 7, text[2:]
            self.line(text, x=x, gap=0 if number else 6)
        return self

    def total(self, weight: str = "100", at: float = WEIGHTS) -> Drawing:
        """Draw the last row of the table."""
        self.line("", gap=16).put(TEXTS, self.y, "Total", bold=True)
        return self.put(at, self.y, weight, bold=True)

    def references(self, *lines: str) -> Drawing:
        """Draw the section of references on a page of its own."""
        self.page().line("13.2 References", x=61, size=16)
        for line in lines:
            self.line(line)
        return self.line("The following table indicates which organizations were approached.")

    def bytes(self, page: str = "", catalog: str = "", trailer: str = "") -> bytes:
        """Return the PDF."""
        last = str(len(self.pages))
        drawn = [[operator.replace("@", last) for operator in p] for p in self.pages]
        return pdf(drawn, page, catalog, trailer)


def two_sections(weight: str = "60") -> Drawing:
    """A plain description of two sections."""
    drawn = Drawing().head().section(1, "Planning", weight)
    drawn.list(KNOW, "• Materials", "• Tools").list(ABLE, "• Plan the work")
    drawn.section(2, "Building", "40").list(KNOW, "• Joints").list(ABLE, "• Build it")
    return drawn.total()


def form_bomb() -> bytes:
    """Return a PDF whose page draws a form ten times, which draws a form ten times, and so on."""
    depth = 9
    forms = " ".join(f"/X{n} {5 + n} 0 R" for n in range(depth))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = f"/MediaBox [0 0 595 842] /Resources << /XObject << {forms} >> /Font << /F {font} >> >>"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>",
        "<< /Length 6 >> stream\n/X0 Do\nendstream",
    ]
    form = "/Type /XObject /Subtype /Form " + page.replace("/MediaBox", "/BBox")
    for level in range(1, depth + 1):
        drawn = f"/X{level} Do " * 10 if level < depth else "BT /F 9 Tf 99 99 Td (word) Tj ET"
        bodies.append(f"<< {form} /Length {len(drawn)} >> stream\n{drawn}\nendstream")
    objects = "".join(f"{n} 0 obj\n{body}\nendobj\n" for n, body in enumerate(bodies, start=1))
    return f"%PDF-1.7\n{objects}trailer << /Root 1 0 R >>\n%%EOF\n".encode()
