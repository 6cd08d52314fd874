"""XLSX for people: the rows of the CSV with columns of a readable width, and every cell as text.

No text can become a formula, a number or a date: cells are written as strings and formatted as
text, also for what is typed into them later. Reading runs no formula, see
:mod:`kgqual.sources.tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kgqual.errors import BadUsage
from kgqual.harmless import no_formula
from kgqual.translation.formats import rows
from kgqual.translation.record import Heading, Record, Unread

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import NamedStyle

LONGEST = 32_767
"""UTF-16 units that a cell holds, and rows below: "Excel specifications and limits", Microsoft."""
MOST_ROWS = 1_048_576
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""ISO/IEC 29500-1, 22.9.2.19: readers take ``_x0041_`` in a string for an ``A``."""
_KEPT_IN_SIGHT = "F2"
"""The cell above and left of which nothing scrolls away: the header, what is translated."""


class Xlsx:
    """XLSX in the layout of :mod:`.rows`."""

    name = "xlsx"
    suffix = ".xlsx"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write a sheet with the records in their order.

        Raises BadUsage for a text that is longer than a cell, or more rows than a sheet holds.
        """
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.utils import get_column_letter

        book = Workbook(write_only=True)
        style = _text_style()
        book.add_named_style(style)
        sheet = book.create_sheet(f"{heading.source_language}-{heading.language}")
        for number, width in enumerate(rows.COLUMNS.values(), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = _KEPT_IN_SIGHT

        def cell(text: str) -> Cell:
            """Return a cell that holds a text, whatever it looks like."""
            kept = no_formula(text) if text.startswith("'") else text  # which reading takes away
            made = WriteOnlyCell(sheet, value=_LIKE_AN_ESCAPE.sub("_x005F_", kept))
            made.data_type = "s"  # openpyxl takes what begins with = for a formula
            made.style = style.name
            return made

        sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows.COLUMNS))}1"
        with closing(sheet):  # else a refused text would leave it open
            sheet.append([cell(name) for name in rows.COLUMNS])
            for number, record in enumerate(records, start=2):
                texts = rows.to_row(record)
                _check(record, number, texts)
                sheet.append([cell(text) for text in texts])
        book.save(file)

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield the rows of all sheets. Raises UnreadableInput for a file that is no workbook."""
        yield from rows.read(path)


def _text_style() -> NamedStyle:
    from openpyxl.styles import Alignment, NamedStyle

    return NamedStyle(
        "translation",
        number_format="@",
        alignment=Alignment(vertical="top", wrap_text=True),
    )


def _check(record: Record, number: int, texts: Iterable[str]) -> None:
    if number > MOST_ROWS:
        raise BadUsage(f"A sheet holds {MOST_ROWS:,} rows; export fewer, or as csv.")
    for text in texts:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2 if len(text) > 16_000 else 0
        if units > LONGEST:
            raise BadUsage(
                f"{record.field} of {record.concept} has {units:,} characters; a cell of a "
                f"workbook holds {LONGEST:,}. Export it as csv or xliff."
            )


FORMAT = Xlsx()
