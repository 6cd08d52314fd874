"""Templates: which tables and columns a kind of source has, and what each cell must be.

The same templates read what kgqual ships (``ontology/tables``) and what users fill in, and
``docs/templates.md`` is made from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kgqual.errors import UnreadableInput
from kgqual.model import Location, SourceFile
from kgqual.sources.log import Log
from kgqual.sources.tables import MAX_CELL, Cells, read_cells

LANGUAGES = ("kk", "ru", "en")
LIST_SEPARATOR = "|"


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

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def fault(self, item: str) -> str | None:
        """Return why ``item`` is not acceptable here, or None."""
        if self.pattern and not self._regex.fullmatch(item):
            hint = f" {suspicion}" if (suspicion := suspect(item)) else ""
            return f"{item!r} is not {self.expects or self.meaning}.{hint}"
        return None


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
    def required(self) -> frozenset[str]:
        """The names of the columns that every row fills."""
        return frozenset(column.name for column in self.columns if column.required)


@dataclass(frozen=True)
class Template:
    """The tables that one kind of source is made of; each is optional in a source."""

    kind: str
    tables: tuple[Table, ...]

    def read(self, files: Sequence[SourceFile], log: Log) -> Iterator[tuple[str, Row]]:
        """Yield ``(table name, row)`` for every acceptable row of every table.

        Wrong rows go to ``log.refuse``. Raises UnreadableInput for a table whose header fits
        none of the template's.
        """
        seen: dict[tuple[str, ...], Location] = {}
        for file in files:
            for cells in read_cells(file):
                table = self._recognise(cells)
                for where, values in cells.rows:
                    log.read += 1
                    row = _row(table, cells.header, where, values, log)
                    if row and _is_new(table, row, seen, log):
                        log.kept += 1
                        yield table.name, row

    def _recognise(self, cells: Cells) -> Table:
        stem = Path(cells.name).stem.lower()
        header = frozenset(cells.header)
        named = [t for t in self.tables if t.name == stem]
        fitting = [t for t in self.tables if t.required <= header <= t.by_name.keys()]
        if named and named[0] in fitting:
            return named[0]
        if len(fitting) == 1:
            return fitting[0]
        raise UnreadableInput(self._misfit(cells, named or list(self.tables), fitting))

    def _misfit(self, cells: Cells, wanted: list[Table], fitting: list[Table]) -> str:
        if fitting:
            names = ", ".join(t.name for t in fitting)
            return f"{cells.where}: the header fits several tables; name the file {names}."
        closest = max(wanted, key=lambda t: len(t.by_name.keys() & set(cells.header)))
        missing = sorted(closest.required - set(cells.header))
        unknown = sorted(set(cells.header) - closest.by_name.keys())
        parts = [f"{cells.where}: this is not the {self.kind} table {closest.name!r}."]
        if missing:
            parts.append(f"Missing columns: {', '.join(missing)}.")
        if unknown:
            parts.append(f"Unknown columns: {', '.join(repr(u) for u in unknown)}.")
        parts.append(f"Columns are: {', '.join(closest.by_name)}.")
        return " ".join(parts)


@dataclass(frozen=True)
class Row:
    """One accepted row: text by column, trimmed; an absent or empty cell is the empty string."""

    table: Table
    where: Location
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def items(self, column: str) -> list[str]:
        """Return the items of a ``many`` column."""
        return split_list(self[column])

    def titles(self, column: str = "title") -> dict[str, str]:
        """Return language → text of ``title_kk``, ``title_ru``, ``title_en`` that are filled."""
        return {lang: text for lang in LANGUAGES if (text := self[f"{column}_{lang}"])}


def split_list(text: str) -> list[str]:
    """Return the items of a ``|``-separated cell, trimmed, without empty ones."""
    return [item for part in text.split(LIST_SEPARATOR) if (item := part.strip())]


def suspect(item: str) -> str:
    """Say what is probably wrong with a code of the kinds seen in real use, or return ''."""
    cyrillic = [c for c in item if "\u0400" <= c <= "\u04ff"]
    if cyrillic and any(c.isdigit() for c in item):
        return f"It contains the Cyrillic letter {cyrillic[0]}; type the Latin one."
    if item.isdigit() and len(item) in (3, 7):
        return "A leading zero may be lost: format the column as text."
    return ""


def _row(
    table: Table, header: Sequence[str], where: Location, cells: Sequence[object], log: Log
) -> Row | None:
    extra = len(cells) - len(header)
    if extra > 0 and any(str(c).strip() for c in cells[len(header) :]):
        log.refuse(where, f"the row has {len(cells)} cells under {len(header)} column names.")
        return None
    before = log.refused
    values: dict[str, str] = {}
    refused: set[str] = set()
    for name, cell in zip(header, cells, strict=False):
        if column := table.by_name.get(name):
            text = _text(column, cell, where, log)
            if text is None:
                refused.add(name)
            elif text:
                values[name] = text
    for name in sorted(table.required - values.keys() - refused):
        log.refuse(where.at(name), f"is empty; it must be {table.by_name[name].meaning}.")
    return Row(table, where, values) if log.refused == before else None


def _text(column: Column, cell: object, where: Location, log: Log) -> str | None:
    """Return the cell's text, or None when it was refused."""
    if isinstance(cell, bool) or cell is None:
        text = "" if cell is None else str(cell).lower()
    elif isinstance(cell, float | int):
        text = str(int(cell)) if float(cell).is_integer() else str(cell)
        if column.code:
            log.refuse(
                where.at(column.name),
                f"{text} is a number in the sheet, so leading zeros are lost; format the "
                "column as text and type the code again.",
            )
            return None
    else:
        text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = text.replace("\u00a0", " ").strip()
    if len(text) > MAX_CELL:
        log.refuse(where.at(column.name), f"has {len(text)} characters; {MAX_CELL} at most.")
        return None
    for item in split_list(text) if column.many else [text] if text else []:
        if fault := column.fault(item):
            log.refuse(where.at(column.name), fault)
            return None
    return text


def _is_new(table: Table, row: Row, seen: dict[tuple[str, ...], Location], log: Log) -> bool:
    if not table.key:
        return True
    key = (table.name, *(row[name] for name in table.key))
    first = seen.setdefault(key, row.where)
    if first is row.where:
        return True
    named = ", ".join(f"{name} {row[name]!r}" for name in table.key)
    log.refuse(row.where, f"repeats {named} of {first}; keep one of the two.")
    return False
