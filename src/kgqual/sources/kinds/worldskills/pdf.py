"""From the bytes of a PDF to the words on its pages.

pypdfium2 is used because it gives every character its box in a sixth of pdfplumber's time, has no
dependencies, runs no scripts, and its engine is the one a browser shows PDFs with. It is native
code, so this module belongs into a confined process (:mod:`kgqual.confined`).
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.sources.kinds.worldskills.lines import Document, Page, Word, in_lines

EDGE = 0.5
"""Points a word may stick out of the page and still count as shown: less than a stroke."""
SLOPE = 5.0
"""Degrees that text may rise or fall; more is a watermark or a label, not part of a line."""
LINE_END_HYPHEN = 0x2
"""What pdfium calls a hyphen after which the line breaks."""
GAP = 0.25
"""Distance between characters, in their height, from which they belong to two words."""
SCALE = 1000
"""Steps in a point when pdfium, which counts in whole steps, turns coordinates."""

Point = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def read_pdf(data: bytes) -> Document:
    """Return the lines on each page of a PDF.

    Raises UnreadableInput when it is damaged, needs a password, or has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableInput("it is protected by a password; save it without one.") from error
        raise UnreadableInput("it is not a PDF, or a damaged one. Download it again.") from error
    if not 0 < len(document) <= (most := current().pages):
        raise UnreadableInput(f"it has {len(document):,} pages; {most:,} at most.")
    scripts = max(0, pdfium.FPDFDoc_GetJavaScriptActionCount(document))
    return Document(tuple(_page(document, number) for number in range(len(document))), scripts)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        text = page.get_textpage()
        width, height = page.get_size()
        words = list(_words(page, text, width, height))
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(f"page {number + 1} is damaged. Download it again.") from error
    page.close()
    return Page(height, tuple(in_lines(number + 1, words)))


@dataclass
class _Growing:
    """A word being put together, with the boxes of its characters."""

    bold: bool
    text: str = ""
    boxes: list[Box] = field(default_factory=list)

    def goes_on_with(self, box: Box) -> bool:
        """Tell whether a character in ``box`` belongs to the same word."""
        x0, top, _, bottom = box
        _, last_top, last_x1, last_bottom = self.boxes[-1]
        height = max(bottom - top, last_bottom - last_top)
        level = abs((top + bottom) - (last_top + last_bottom)) < height
        return level and -height / 2 < x0 - last_x1 < GAP * height

    def word(self, width: float, height: float) -> Word:
        """Return the word, on a page of this size."""
        lefts, tops, rights, bottoms = zip(*self.boxes, strict=True)
        x0, x1, top, bottom = min(lefts), max(rights), min(tops), max(bottoms)
        across = x0 >= -EDGE and x1 <= width + EDGE
        down = top >= -EDGE and bottom <= height + EDGE
        return Word(self.text, x0, x1, top, bottom, self.bold, across and down)


def _words(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, width: float, height: float
) -> Iterator[Word]:
    """Yield the words of a page in the order in which they are drawn."""
    upright = _upright(page)
    growing: _Growing | None = None
    for index, character, box in _characters(text, _frame(page, width, height)):
        if growing and (box is None or not growing.goes_on_with(box)):
            yield growing.word(width, height)
            growing = None
        if box and growing is None and upright(text, index):
            growing = _Growing(_is_bold(text, index))
        if box and growing:
            growing.text += character
            growing.boxes.append(box)
    if growing:
        yield growing.word(width, height)


def _characters(text: pypdfium2.PdfTextPage, place: Point) -> Iterator[tuple[int, str, Box | None]]:
    """Yield each character with its number and its box; a space has none."""
    rectangle = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        character = _character(pdfium.FPDFText_GetUnicode(text, index))
        if character == " ":
            yield index, character, None
        elif character:
            pdfium.FPDFText_GetLooseCharBox(text, index, rectangle)
            corners = (
                place(rectangle.left, rectangle.top),
                place(rectangle.right, rectangle.bottom),
            )
            (x0, x1), (y0, y1) = map(sorted, zip(*corners, strict=True))
            yield index, character, (x0, y0, x1, y1)


def _character(code: int) -> str:
    """Return the character as text: ligatures spelt out, spaces plain, invisible ones empty."""
    if code == LINE_END_HYPHEN:
        return "-"
    character = chr(code) if code <= 0x10FFFF else ""
    if not character or character.isspace():
        return character and " "
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    if unicodedata.category(character) in {"Cc", "Cf", "Cn", "Cs"}:
        return ""
    return character


def _frame(page: pypdfium2.PdfPage, width: float, height: float) -> Point:
    """Return what turns pdfium's coordinates into points from the top left of the page shown."""
    x, y = ctypes.c_int(), ctypes.c_int()
    size = (round(width * SCALE), round(height * SCALE))

    def shown(at_x: float, at_y: float) -> tuple[float, float]:
        """Return where a point of the page's own lies on the page shown."""
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, at_x, at_y, x, y)
        return x.value / SCALE, y.value / SCALE

    x_0, y_0 = shown(0, 0)
    (x_x, y_x), (x_y, y_y) = shown(SCALE, 0), shown(0, SCALE)
    right = ((x_x - x_0) / SCALE, (y_x - y_0) / SCALE)
    up = ((x_y - x_0) / SCALE, (y_y - y_0) / SCALE)
    return lambda a, b: (x_0 + right[0] * a + up[0] * b, y_0 + right[1] * a + up[1] * b)


def _upright(page: pypdfium2.PdfPage) -> Callable[[pypdfium2.PdfTextPage, int], bool]:
    """Return what tells whether a character stands upright on the page as it is shown."""
    turned = page.get_rotation()

    def check(text: pypdfium2.PdfTextPage, index: int) -> bool:
        """Return whether the character of that index stands upright."""
        radians = pdfium.FPDFText_GetCharAngle(text, index)
        off = (math.degrees(radians) + turned) % 360  # pdfium counts clockwise
        return bool(min(off, 360 - off) <= SLOPE)

    return check


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.c_int())
    lowered = name.value.lower()
    return any(style in lowered for style in (b"bold", b"black", b"heavy", b"demi"))
