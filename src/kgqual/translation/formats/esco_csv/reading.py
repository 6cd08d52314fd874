"""Translations out of ESCO's tables, official ones or ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from kgqual.editorial.translations.fields import Field, State
from kgqual.errors import UnreadableInput
from kgqual.model import Location, SourceFile
from kgqual.sources.archives import Member
from kgqual.sources.kinds.esco.cells import read_cells
from kgqual.sources.kinds.esco.layout import IN_LANGUAGE
from kgqual.sources.kinds.esco.release import contents
from kgqual.sources.kinds.esco.sheet import TableFile
from kgqual.translation.formats.esco_csv.columns import BESIDE, BESIDE_COLUMNS, COLUMNS, FIELDS
from kgqual.translation.record import Record, Unread


@dataclass
class _Beside:
    """What the file beside the tables says of a text: its source, its state, what it was."""

    source_hash: str = ""
    base: str = ""
    state: State = State.UNTRANSLATED


@dataclass
class _Origins:
    """What is said beside the tables, by language, concept and field."""

    known: dict[tuple[str, str, str], _Beside] = field(default_factory=dict)

    def add(self, language: str, member: Member) -> None:
        """Read the file beside the tables of a language."""
        for where, row in _rows(member, set(BESIDE_COLUMNS)):
            if not row or row["state"] not in [*State]:
                raise UnreadableInput(f"{where}: this is not as an export writes it.")
            key = language, row["conceptUri"], row["field"]
            self.known[key] = _Beside(row["source_hash"], row["base"], State(row["state"]))


def read(path: Path) -> Iterator[Record | Unread]:
    """Yield the texts of the tables in a zip, a folder or one file, those of a concept together."""
    found = contents(_files(path))
    origins = _Origins()
    for member in found.unknown:
        stem = member.path.stem
        if stem.startswith(f"{BESIDE}_"):
            origins.add(stem.removeprefix(f"{BESIDE}_"), member)
    for table in found.tables:
        if table.layout in IN_LANGUAGE:
            yield from _table(table, origins)


def is_table(path: Path) -> bool:
    """Return whether a file is named as a table of ESCO in some language."""
    name, _, language = path.stem.rpartition("_")
    return path.suffix.lower() == ".csv" and name in COLUMNS and language.isalpha()


def _files(path: Path) -> list[SourceFile]:
    if not path.exists():
        raise UnreadableInput(f"{path}: there is no such file or folder.")
    paths = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    names = [f"{path.name}/{one.name}" if path.is_dir() else one.name for one in paths]
    return [
        SourceFile(name, str(one), "", one.stat().st_size)
        for name, one in zip(names, paths, strict=True)
    ]


def _table(table: TableFile, origins: _Origins) -> Iterator[Record | Unread]:
    uri = table.layout.uri
    for where, row in _rows(table.member, table.layout.required):
        if not row:
            yield Unread(str(where), "ragged")
            continue
        for column, name in FIELDS.items():
            origin = origins.known.get((table.language, row[uri], name), _Beside())
            texts = _texts(name, row.get(column, ""))
            if texts or origin.base:
                yield Record(
                    concept=row[uri],
                    field=name,
                    language=table.language,
                    source=(),
                    source_hash=origin.source_hash,
                    target=texts,
                    state=origin.state if texts else State.UNTRANSLATED,
                    base=origin.base,
                    code=row.get("code", ""),
                    where=str(where.at(column)),
                )


def _texts(name: Field, cell: str) -> tuple[str, ...]:
    parts = cell.split("\n") if name.many else [cell]
    return tuple(part for part in parts if part)


def _rows(
    member: Member, required: AbstractSet[str]
) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """Yield the rows by column with their places, an empty one for a row of another width.

    Raises UnreadableInput where a column is missing.
    """
    rows = read_cells(member)
    header = next(rows, [])
    if missing := sorted(required - set(header)):
        raise UnreadableInput(f"{member.name}, row 1: missing columns: {', '.join(missing)}.")
    for number, cells in enumerate(rows, start=2):
        if cells:
            row = dict(zip(header, cells, strict=True)) if len(cells) == len(header) else {}
            yield Location(member.name, row=number), row
