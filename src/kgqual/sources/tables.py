"""Tables people fill in: CSV files and XLSX sheets as rows of text with their place.

CSV may be separated by comma, semicolon or tab and must be UTF-8 (a byte order mark is
allowed). XLSX is read with python-calamine, which neither runs formulas nor follows links.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from kgqual.errors import UnreadableInput
from kgqual.model import Location, SourceFile

MAX_CELL = 100_000
"""Characters in one cell; more is a broken file, not a table."""


@dataclass(frozen=True)
class Cells:
    """One sheet or CSV file: its name, the header, and the rows with their places."""

    name: str
    header: tuple[str, ...]
    rows: Iterator[tuple[Location, Sequence[object]]]
    where: Location


def read_cells(file: SourceFile) -> Iterator[Cells]:
    """Yield the tables in a CSV or XLSX file.

    Raises UnreadableInput for another kind of file, a wrong encoding or a damaged workbook.
    """
    suffix = Path(file.name).suffix.lower()
    if suffix in {".csv", ".tsv"}:
        yield from _csv(file)
    elif suffix == ".xlsx":
        yield from _xlsx(file)
    else:
        raise UnreadableInput(f"{file.name}: expected a .csv, .tsv or .xlsx file.")


def _csv(file: SourceFile) -> Iterator[Cells]:
    data = Path(file.path).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(
            f"{file.name}, row {row}: byte {error.start} is not UTF-8. "
            "Save the file as UTF-8 (in Excel: “CSV UTF-8”)."
        ) from error
    first = text.partition("\n")[0]
    if not first.strip():
        raise UnreadableInput(f"{file.name}: the first row must name the columns; it is empty.")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = tuple(cell.strip() for cell in next(reader))
    yield Cells(Path(file.name).stem, header, _csv_rows(file, reader), Location(file.name, row=1))


def _csv_rows(
    file: SourceFile, reader: Iterator[list[str]]
) -> Iterator[tuple[Location, list[str]]]:
    number = 1
    try:
        for number, row in enumerate(reader, start=2):
            if any(row):
                yield Location(file.name, row=number), row
    except csv.Error as error:
        raise UnreadableInput(
            f"{file.name}, after row {number}: {error}. Check the quotation marks there."
        ) from error


def _xlsx(file: SourceFile) -> Iterator[Cells]:
    try:
        book = CalamineWorkbook.from_path(file.path)
    except (CalamineError, OSError) as error:
        raise UnreadableInput(f"{file.name}: not a readable XLSX workbook ({error}).") from error
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).iter_rows()
        header = tuple(str(cell).strip() for cell in next(rows, []))
        if any(header):
            where = Location(file.name, name, 1)
            yield Cells(name, header, _xlsx_rows(file, name, rows), where)


def _xlsx_rows(
    file: SourceFile, sheet: str, rows: Iterable[Sequence[object]]
) -> Iterator[tuple[Location, Sequence[object]]]:
    for number, row in enumerate(rows, start=2):
        if any(cell not in ("", None) for cell in row):
            yield Location(file.name, sheet, number), row
