"""Translations as rows of a table for people: one field of one concept in each, ready to be filled.

Hashes begin with ``#``: a spreadsheet takes one that happens to have digits only, or an ``e`` in
the right place, for a number. What guards a cell of a CSV from being run as a formula is taken away
from workbooks as well: people open the one and save the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kgqual.editorial.translations.fields import Field, State
from kgqual.errors import UnreadableInput
from kgqual.harmless import as_typed
from kgqual.model import Location, SourceFile
from kgqual.sources.tables import Cells, cells_beyond, read_cells
from kgqual.translation.formats.cells import from_cell, to_cell
from kgqual.translation.record import Record, Unread

COLUMNS: Mapping[str, int] = {
    "code": 10,
    "field": 12,
    "source": 45,
    "russian": 45,
    "translation": 45,
    "state": 12,
    "note": 30,
    "language": 9,
    "concept": 30,
    "source_hash": 20,
    "base": 20,
}
"""Column → how wide a spreadsheet shows it, in characters."""
_REQUIRED = frozenset({"concept", "field", "translation"})
_IGNORED = frozenset({"code"})
"""A spreadsheet makes numbers of codes, and they name nothing that the address does not."""
_HASH = "#"


def to_row(record: Record) -> list[str]:
    """Return the cells of a record, in the order of the columns."""
    field = record.field
    row = {
        "code": record.code,
        "field": field,
        "source": to_cell(field, record.source),
        "russian": to_cell(field, record.russian),
        "translation": to_cell(field, record.target),
        "state": record.state,
        "note": record.note,
        "language": record.language,
        "concept": record.concept,
        "source_hash": _HASH + record.source_hash if record.source_hash else "",
        "base": _HASH + record.base if record.base else "",
    }
    return [row[column] for column in COLUMNS]


def read(path: Path) -> Iterator[Record | Unread]:
    """Yield the rows of a CSV or XLSX file in this layout; columns may be moved, added, left out.

    Raises UnreadableInput for a file that is damaged, of another kind, or has no such columns.
    """
    if not path.is_file():
        raise UnreadableInput(f"{path}: there is no such file.")
    file = SourceFile(path.name, str(path), "", path.stat().st_size)
    for cells in read_cells(file):
        header = _header(cells)
        for where, values in cells.rows:
            if beyond := cells_beyond(header, values):
                yield Unread(str(where), "more-cells", {"found": beyond})
            else:
                yield _record(where, dict(zip(header, values, strict=False)))


def _header(cells: Cells) -> list[str]:
    header = [name.lower() for name in cells.header]
    if missing := sorted(_REQUIRED - set(header)):
        raise UnreadableInput(
            f"{cells.where}: this is no table of translations; missing columns: "
            f"{', '.join(missing)}. Columns are: {', '.join(COLUMNS)}."
        )
    twice = [name for name in COLUMNS if header.count(name) > 1]
    if twice:
        raise UnreadableInput(f"{cells.where}: the column {twice[0]} is there twice; keep one.")
    return header


def _record(where: Location, row: Mapping[str, object]) -> Record | Unread:
    texts: dict[str, str] = {}
    for column in COLUMNS.keys() - _IGNORED:
        cell = row.get(column)
        if why := _fault(cell):
            return Unread(str(where.at(column)), why, {"found": _shown(cell)})
        text = cell if isinstance(cell, str) else ""
        texts[column] = as_typed(text)
    concept, name, state = (texts[column].strip() for column in ("concept", "field", "state"))
    if not concept:
        return Unread(str(where.at("concept")), "no-concept")
    if name not in [*Field]:
        return _other_value(where.at("field"), name, Field)
    if state and state not in [*State]:
        return _other_value(where.at("state"), state, State)
    field, code = Field(name), row.get("code")
    return Record(
        concept=concept,
        field=field,
        language=texts["language"].strip(),
        source=from_cell(field, texts["source"]),
        source_hash=texts["source_hash"].strip().removeprefix(_HASH),
        target=from_cell(field, texts["translation"]),
        state=State(state) if state else State.UNTRANSLATED,
        base=texts["base"].strip().removeprefix(_HASH),
        russian=from_cell(field, texts["russian"]),
        code=code if isinstance(code, str) else "",
        note=texts["note"],
        where=str(where),
    )


def _other_value(where: Location, found: str, known: Iterable[str]) -> Unread:
    return Unread(str(where), "other-value", {"found": found, "known": ", ".join(known)})


def _fault(cell: object) -> str:
    """Return the id of the reason why a cell is no text, or ''."""
    if cell is None or isinstance(cell, str):
        return ""
    if isinstance(cell, bool):
        return "cell-truth"
    return "cell-number" if isinstance(cell, int | float) else "cell-date"


def _shown(cell: object) -> str:
    """Return a cell that is no text as a sheet shows it, about."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:g}"
    return str(cell).upper()
