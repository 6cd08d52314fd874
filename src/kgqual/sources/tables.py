"""Tables people fill in: CSV files and XLSX sheets as rows of text with their place.

CSV may be separated by comma, semicolon or tab and must be UTF-8 (a byte order mark is
allowed). XLSX is read with python-calamine, which neither runs formulas nor follows links; it
makes room for every cell up to the last one, so a sheet with one cell in its far corner would
end the process: it runs confined.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from kgqual.confined import running
from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import Location, SourceFile
from kgqual.sources.archives import Member, check_workbook
from kgqual.sources.characters import shortened
from kgqual.sources.csv_rows import first_line, read_rows

NO_HEADER = "the first row must name the columns; it is empty."
AS_UTF8 = "Save the file as UTF-8 (in Excel: “CSV UTF-8”)."
_SHOWN = 80
"""Characters that are quoted of cells in a message."""


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


def cells_beyond(header: Sequence[str], values: Sequence[object]) -> str:
    """Return what a row holds beyond the columns, such as half of a text with a comma, or ''.

    Columns at the end without a name are none: spreadsheets give all rows as many cells as the
    longest has.
    """
    named = max((number for number, name in enumerate(header, start=1) if name), default=0)
    found = " | ".join(str(cell) for cell in values[named:] if cell not in ("", None))
    return shortened(found, _SHOWN)


def _csv(file: SourceFile) -> Iterator[Cells]:
    member = Member(file)
    delimiter = max(",;\t", key=first_line(member).count)
    rows = _csv_rows(file, read_rows(member, delimiter, AS_UTF8))
    where, names = next(rows, (Location(file.name), []))
    if where.row != 1:
        raise UnreadableInput(f"{file.name}: {NO_HEADER}")
    yield Cells(Path(file.name).stem, tuple(name.strip() for name in names), rows, where)


def _csv_rows(
    file: SourceFile, reader: Iterator[list[str]]
) -> Iterator[tuple[Location, list[str]]]:
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(cell.strip() for cell in row):
                yield Location(file.name, row=number), row
    except csv.Error as error:
        raise UnreadableInput(
            f"{file.name}, after row {number}: {error}. Check the quotation marks there."
        ) from error


def _xlsx(file: SourceFile) -> Iterator[Cells]:
    check_workbook(file)
    with running(partial(_workbook, path=file.path), name=file.name) as answer:
        for (_, name), lines in groupby(map(json.loads, answer), key=lambda line: line[:2]):
            rows = _xlsx_rows(file, name, lines)
            where, names = next(rows)
            if where.row != 1:
                raise UnreadableInput(f"{file.name}, sheet {name}: {NO_HEADER}")
            yield Cells(name, tuple(str(cell).strip() for cell in names), rows, where)


def _xlsx_rows(
    file: SourceFile, sheet: str, lines: Iterable[Sequence[Any]]
) -> Iterator[tuple[Location, Sequence[object]]]:
    for _, _, number, cells in lines:
        yield Location(file.name, sheet, number), [_cell(cell) for cell in cells]


def _cell(stored: object) -> object:
    if not isinstance(stored, dict):
        return stored
    text = stored["date"]
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _workbook(_: bytes, path: str) -> Iterator[bytes]:
    """Yield the rows of a workbook that are not empty, as JSON: what the confined process does."""
    from python_calamine import CalamineError, CalamineWorkbook

    limits = current()
    try:
        book = CalamineWorkbook.from_path(path)
        for index, name in enumerate(book.sheet_names):
            sheet = book.get_sheet_by_name(name)
            if sheet.height > limits.rows or sheet.width > limits.columns:
                raise UnreadableInput(
                    f"the sheet {name!r} has {sheet.height:,} rows and {sheet.width:,} columns; "
                    f"{limits.rows:,} and {limits.columns:,} at most."
                )
            for number, row in enumerate(sheet.iter_rows(), start=1):
                if any(cell not in ("", None) for cell in row):
                    cells = [_storable(cell) for cell in row]
                    yield json.dumps([index, name, number, cells]).encode() + b"\n"
    except (CalamineError, OSError) as error:
        raise UnreadableInput(f"not a readable XLSX workbook ({error}).") from error


def _storable(cell: object) -> object:
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    return {"date": cell.isoformat()} if isinstance(cell, date) else str(cell)
