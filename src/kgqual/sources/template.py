"""Templates: which tables and columns a kind of source has, and what each cell must be.

The same templates read what kgqual ships (``ontology/tables``) and what users fill in, and
``docs/templates.md`` is made from them. A column may be headed by its name or, in Kazakh or
Russian, by what ``headers.csv`` lists for it; messages name it as the file does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from kgqual.errors import UnreadableInput
from kgqual.limits import current
from kgqual.model import Location, SourceFile
from kgqual.sources.characters import CONTROL, code_point, shortened
from kgqual.sources.headers import Headers, comparable, headers
from kgqual.sources.log import Log
from kgqual.sources.tables import Cells, read_cells

LANGUAGES = ("kk", "ru", "en")
LIST_SEPARATOR = "|"
HEADERS_SHOWN, HEADER_LENGTH = 10, 60
"""Unknown headers that a message lists, and how much of each."""


@dataclass(frozen=True)
class Column:
    """A column of a template.

    ``pattern`` must match the whole cell (each item, when ``many``); ``expects`` says in words
    what the cell must be and is shown when it is not. ``many`` cells list items separated by
    ``|``. ``code`` columns must be text in XLSX, so that leading zeros survive.
    """

    name: str
    meaning: str
    required: bool = False
    pattern: str = ""
    expects: str = ""
    many: bool = False
    code: bool = False

    @property
    def translated(self) -> Headers:
        """The Kazakh and Russian headers of the column."""
        return headers().get(self.name, Headers())

    @property
    def headers(self) -> tuple[str, ...]:
        """Everything that may head the column: its name first, then Kazakh, then Russian."""
        return (self.name, *self.translated.kk, *self.translated.ru)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def fault(self, item: str) -> str | None:
        """Return why ``item`` is not acceptable here, or None."""
        if self.pattern and not self._regex.fullmatch(item):
            hint = f" {suspicion}" if (suspicion := suspect(item)) else ""
            return f"{item!r} is not {self.expects or self.meaning}.{hint}"
        return _address_fault(item) if self.pattern and "://" in item else None


@dataclass(frozen=True)
class Table:
    """A table of a template: its columns and those that together identify a row."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def _by_header(self) -> Mapping[str, Column]:
        return {comparable(h): column for column in self.columns for h in column.headers}

    def column(self, header: str) -> Column | None:
        """Return the column that ``header`` heads, in any language, or None."""
        return self._by_header.get(comparable(header))

    def fits(self, header: Sequence[str]) -> bool:
        """Tell whether these headers are all known, and all those that must be there are."""
        found = {column.name if (column := self.column(h)) else "" for h in header}
        return "" not in found and self.required <= found

    @cached_property
    def required(self) -> frozenset[str]:
        """The names of the columns that every row fills."""
        return frozenset(column.name for column in self.columns if column.required)


@dataclass(frozen=True)
class Template:
    """The tables that one kind of source is made of; each is optional in a source.

    ``meaning`` tells whoever fills them in what they should know of all tables together.
    """

    kind: str
    tables: tuple[Table, ...]
    meaning: str = ""

    def read(self, files: Sequence[SourceFile], log: Log) -> Iterator[tuple[str, Row]]:
        """Yield ``(table name, row)`` for every acceptable row of every table.

        Wrong rows go to ``log.refuse``. Raises UnreadableInput for a table whose header fits
        none of the template's.
        """
        seen: dict[tuple[str, ...], Location] = {}
        for file in files:
            for cells in read_cells(file):
                table = self._recognise(cells)
                columns = _columns(table, cells)
                for where, values in cells.rows:
                    log.read += 1
                    row = _row(table, columns, where, values, log)
                    if row and _is_new(table, row, seen, log):
                        log.kept += 1
                        yield table.name, row

    def _recognise(self, cells: Cells) -> Table:
        stem = Path(cells.name).stem.lower()
        named = [t for t in self.tables if t.name == stem]
        fitting = [t for t in self.tables if t.fits(cells.header)]
        if named and named[0] in fitting:
            return named[0]
        if len(fitting) == 1:
            return fitting[0]
        raise UnreadableInput(self._misfit(cells, named or list(self.tables), fitting))

    def _misfit(self, cells: Cells, wanted: list[Table], fitting: list[Table]) -> str:
        if fitting:
            names = ", ".join(t.name for t in fitting)
            return f"{cells.where}: the header fits several tables; name the file {names}."
        closest = max(wanted, key=lambda t: sum(t.column(h) is not None for h in cells.header))
        found = {column.name for h in cells.header if (column := closest.column(h))}
        missing = [c for c in closest.columns if c.required and c.name not in found]
        unknown = sorted(h for h in set(cells.header) if not closest.column(h))
        parts = [f"{cells.where}: this is not the {self.kind} table {closest.name!r}."]
        if missing:
            parts.append(f"Missing columns: {', '.join(' / '.join(c.headers) for c in missing)}.")
        if unknown:
            shown = ", ".join(repr(shortened(u, HEADER_LENGTH)) for u in unknown[:HEADERS_SHOWN])
            more = len(unknown) - HEADERS_SHOWN
            parts.append(f"Unknown columns: {shown}{f' and {more} more' if more > 0 else ''}.")
        parts.append(f"Columns are: {', '.join(closest.by_name)}.")
        return " ".join(parts)


@dataclass(frozen=True)
class Row:
    """One accepted row: text by column, trimmed; an absent or empty cell is the empty string.

    ``headed`` are the headers of the columns that the file has, by column name.
    """

    table: Table
    where: Location
    values: Mapping[str, str]
    headed: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def at(self, column: str) -> Location:
        """Return the place of the row's cell in ``column``, named as in the file."""
        return self.where.at(self.headed.get(column, column))

    def items(self, column: str) -> list[str]:
        """Return the items of a ``many`` column."""
        return split_list(self[column])

    def titles(self, column: str = "title") -> dict[str, str]:
        """Return language → text of ``title_kk``, ``title_ru``, ``title_en`` that are filled."""
        return {lang: text for lang in LANGUAGES if (text := self[f"{column}_{lang}"])}


def split_list(text: str) -> list[str]:
    """Return the items of a ``|``-separated cell, trimmed, without empty ones."""
    return [item for part in text.split(LIST_SEPARATOR) if (item := part.strip())]


def _address_fault(item: str) -> str | None:
    """Return why a web address cannot name anything, or None."""
    try:
        NamedNode(item)
    except ValueError as error:
        return f"{item!r} is not a web address: {error}."
    return None


def suspect(item: str) -> str:
    """Say which letter of a code is probably of the wrong alphabet, or return ''."""
    cyrillic = [c for c in item if "\u0400" <= c <= "\u04ff"]
    if cyrillic and any(c.isdigit() for c in item):
        return f"It contains the Cyrillic letter {cyrillic[0]}; type the Latin one."
    return ""


@dataclass(frozen=True)
class _Columns:
    """The columns of a file in their order, and by column name what heads them there."""

    columns: tuple[Column, ...]
    headed: Mapping[str, str]


def _columns(table: Table, cells: Cells) -> _Columns:
    """Return the columns of a file that fits the table. Raises UnreadableInput for one twice."""
    columns = tuple(column for header in cells.header if (column := table.column(header)))
    headed: dict[str, str] = {}
    for column, header in zip(columns, cells.header, strict=True):
        if column.name in headed:
            both = f"{headed[column.name]!r} and {header!r}"
            raise UnreadableInput(
                f"{cells.where}: {both} are both the column {column.name}; keep one of the two."
            )
        headed[column.name] = header
    return _Columns(columns, headed)


def _row(
    table: Table, file: _Columns, where: Location, cells: Sequence[object], log: Log
) -> Row | None:
    short = len(cells) < len(file.columns)
    if short or any(str(cell).strip() for cell in cells[len(file.columns) :]):
        log.refuse(where, f"the row has {len(cells)} cells under {len(file.columns)} column names.")
        return None
    before = log.refused
    values: dict[str, str] = {}
    refused: set[str] = set()
    for column, cell in zip(file.columns, cells, strict=False):  # blank cells may follow
        text = _text(column, cell, where.at(file.headed[column.name]), log)
        if text is None:
            refused.add(column.name)
        elif text:
            values[column.name] = text
    for name in sorted(table.required - values.keys() - refused):
        log.refuse(
            where.at(file.headed[name]), f"is empty; it must be {table.by_name[name].meaning}."
        )
    return Row(table, where, values, file.headed) if log.refused == before else None


def _text(column: Column, cell: object, where: Location, log: Log) -> str | None:
    """Return the text of the cell at ``where``, or None when it was refused."""
    if isinstance(cell, bool) or cell is None:
        text = "" if cell is None else str(cell).lower()
    elif isinstance(cell, float | int):
        text = str(int(cell)) if float(cell).is_integer() else str(cell)
        if column.code:
            log.refuse(
                where,
                f"{text} is a number in the sheet, so leading zeros are lost; format the "
                "column as text and type the code again.",
            )
            return None
    elif isinstance(cell, date) and column.code:
        log.refuse(
            where,
            "was turned into a date by the sheet; format the column as text and type the code "
            "again.",
        )
        return None
    else:
        text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = text.replace("\u00a0", " ").strip()
    if len(text) > (most := current().cell_characters):
        log.refuse(where, f"has {len(text):,} characters; {most:,} at most.")
        return None
    if control := CONTROL.search(text):
        log.refuse(where, f"contains the control character {code_point(control[0])}; remove it.")
        return None
    for item in split_list(text) if column.many else [text] if text else []:
        if fault := column.fault(item):
            log.refuse(where, fault)
            return None
    return text


def _is_new(table: Table, row: Row, seen: dict[tuple[str, ...], Location], log: Log) -> bool:
    if not table.key:
        return True
    key = (table.name, *(row[name] for name in table.key))
    first = seen.setdefault(key, row.where)
    if first is row.where:
        return True
    named = ", ".join(f"{row.headed.get(name, name)} {row[name]!r}" for name in table.key)
    log.refuse(row.where, f"repeats {named} of {first}; keep one of the two.")
    return False
