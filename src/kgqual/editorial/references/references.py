"""Memories and glossaries in the database: added, replaced, removed, read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select

from kgqual.editorial.database import Database
from kgqual.editorial.errors import NotAllowed
from kgqual.editorial.people import PEOPLE, Person
from kgqual.editorial.references.rows import Added, Brought, Entry, Kind, Reference, Segment
from kgqual.editorial.references.tables import REFERENCES, REMOVALS, SEGMENTS, TERMS
from kgqual.editorial.schema import now
from kgqual.errors import BadUsage

_LONGEST_NAME = 100


class References:
    """The reference files in a database; safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_memory(self, person: Person, memory: Brought[Segment]) -> Added:
        """Record a memory, in place of one of that name and language.

        Raises NotAllowed for a person who may not translate, BadUsage for a name that cannot be
        shown in a line or a file without segments.
        """
        rows: list[dict[str, object]] = [segment._asdict() for segment in memory.rows]
        return self._add(person, Kind.MEMORY, memory, SEGMENTS, rows)

    def add_glossary(self, person: Person, glossary: Brought[Entry]) -> Added:
        """Record a glossary, in place of one of that name and language.

        Raises as ``add_memory`` does.
        """
        rows: list[dict[str, object]] = [
            {
                "terms": dict(entry.terms),
                "translations": entry.translations,
                "forbidden": entry.forbidden,
                "note": entry.note,
                "source": entry.source,
            }
            for entry in glossary.rows
        ]
        return self._add(person, Kind.GLOSSARY, glossary, TERMS, rows)

    def remove(self, person: Person, kind: Kind, language: str, name: str) -> Reference:
        """Use a reference file no more; return it. Raises NotAllowed, or BadUsage if none is so."""
        refuse_unless_translating(person)
        with self._database.writing() as connection:
            used = _of(connection, _in_use(kind, language))
            for one in used:
                if one.name == name:
                    _record_removal(connection, one, person)
                    return _of(connection, _recorded().where(REFERENCES.c.id == one.id))[0]
        names = ", ".join(one.name for one in used) or "none"
        raise BadUsage(f"There is no {kind} {name!r} for {language!r}. There is: {names}.")

    def all(self) -> list[Reference]:
        """Return every reference file, also those that are used no more, in the order of adding."""
        with self._database.reading() as connection:
            return _of(connection, _recorded())

    def in_use(self, kind: Kind, language: str) -> list[Reference]:
        """Return the memories or glossaries for translations into a language, oldest first."""
        with self._database.reading() as connection:
            return _of(connection, _in_use(kind, language))

    def segments(self, reference: Reference) -> list[Segment]:
        """Return the segments of a memory, in the order of its file."""
        columns = SEGMENTS.c.source_language, SEGMENTS.c.source, SEGMENTS.c.target
        held = select(*columns).where(SEGMENTS.c.reference == reference.id).order_by(SEGMENTS.c.id)
        with self._database.reading() as connection:
            return [Segment(*row) for row in connection.execute(held)]

    def entries(self, reference: Reference) -> list[Entry]:
        """Return the entries of a glossary, in the order of its file."""
        held = select(TERMS).where(TERMS.c.reference == reference.id).order_by(TERMS.c.id)
        with self._database.reading() as connection:
            return [
                Entry(
                    terms={language: tuple(terms) for language, terms in row.terms.items()},
                    translations=tuple(row.translations),
                    forbidden=tuple(row.forbidden),
                    note=row.note,
                    source=row.source,
                    glossary=reference.name,
                )
                for row in connection.execute(held)
            ]

    def _add(
        self,
        person: Person,
        kind: Kind,
        brought: Brought[Any],
        table: Table,
        rows: Sequence[dict[str, object]],
    ) -> Added:
        refuse_unless_translating(person)
        if not rows:
            raise BadUsage(f"{brought.file}: there is nothing for {brought.language!r} in it.")
        name = " ".join(brought.name.split())
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise BadUsage(
                f"{brought.name!r} cannot name a {kind}: a name has 1 to {_LONGEST_NAME} "
                "characters that can be shown. Give one with --name."
            )
        with self._database.writing() as connection:
            used = _of(connection, _in_use(kind, brought.language))
            old = next((one for one in used if one.name == name), None)
            if old and old.sha256 == brought.sha256:
                return Added(old, already=True)
            if old:
                _record_removal(connection, old, person)
            values = {
                "kind": kind,
                "language": brought.language,
                "name": name,
                "file": brought.file,
                "sha256": brought.sha256,
                "rows": len(rows),
                "person": person.id,
                "added": now(),
            }
            made = insert(REFERENCES).values(values).returning(REFERENCES.c.id)
            number = connection.scalar(made)
            connection.execute(insert(table), [{**row, "reference": number} for row in rows])
            [new] = _of(connection, _recorded().where(REFERENCES.c.id == number))
            return Added(new, replaced=old)


def refuse_unless_translating(person: Person) -> None:
    """Raise NotAllowed for a person who may not change memories and glossaries."""
    if not person.translates:
        raise NotAllowed(
            f"{person.name} may not change memories and glossaries: translators and reviewers may."
        )


def _record_removal(connection: Connection, reference: Reference, person: Person) -> None:
    values = {"reference": reference.id, "person": person.id, "removed": now()}
    connection.execute(insert(REMOVALS).values(values))


def _recorded() -> Select[Any]:
    columns = (column for column in REFERENCES.c if column.name != "person")
    return (
        select(*columns, PEOPLE.c.name.label("person"), REMOVALS.c.removed)
        .join(PEOPLE, PEOPLE.c.id == REFERENCES.c.person)
        .outerjoin(REMOVALS, REMOVALS.c.reference == REFERENCES.c.id)
        .order_by(REFERENCES.c.id)
    )


def _in_use(kind: Kind, language: str) -> Select[Any]:
    which = REFERENCES.c.kind == kind, REFERENCES.c.language == language
    return _recorded().where(*which, REMOVALS.c.removed.is_(None))


def _of(connection: Connection, query: Select[Any]) -> list[Reference]:
    rows = (row._asdict() for row in connection.execute(query))
    return [Reference(**{**row, "kind": Kind(row["kind"])}) for row in rows]
