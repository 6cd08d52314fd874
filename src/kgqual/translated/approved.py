"""What is approved, as the database has it: read, written as a file, told from other states."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from kgqual.editorial import Editorial, Person
from kgqual.editorial.schema import DATABASE
from kgqual.editorial.translations import Field


@dataclass(frozen=True)
class Approved:
    """The approved texts of one field of a concept in a language.

    They stay so while others are drafted, until those are approved or these are withdrawn.
    ``source_hash`` tells from which source they were made. ``read_by_another`` says that somebody
    other than their ``writer`` reviewed or approved them.
    """

    concept: str
    language: str
    field: Field
    texts: tuple[str, ...]
    source_hash: str
    written: datetime
    writer: Person
    approved: datetime
    approver: Person
    read_by_another: bool


@dataclass(frozen=True)
class Approvals:
    """All that is approved, in the order of languages, concepts and fields.

    ``database`` tells the database from others.
    """

    database: str = ""
    entries: Sequence[Approved] = ()


def approvals(data: Path, database: str = "") -> Approvals:
    """Return what is approved in the database of that URL, or of the data directory.

    Raises StorageFailed where it cannot be read.
    """
    editorial = Editorial(data, database)
    try:
        if not editorial.exists():
            return Approvals()
        entries = list(_entries(editorial))
        with editorial.database.reading() as connection:
            return Approvals(connection.execute(select(DATABASE.c.name)).scalar_one(), entries)
    finally:
        editorial.close()


def _entries(editorial: Editorial) -> Iterator[Approved]:
    found = {
        language: editorial.translations.all(language)
        for language in sorted(editorial.translations.languages())
    }
    people = {person.name: person for person in editorial.people.all()}
    for language, concepts in found.items():
        for concept, translation in sorted(concepts.items()):
            for field in Field:
                entry = translation.published.get(field)
                if entry and entry.approved:
                    yield Approved(
                        concept=concept,
                        language=language,
                        field=field,
                        texts=entry.texts,
                        source_hash=entry.source_hash,
                        written=entry.written.at,
                        writer=people[entry.written.person],
                        approved=entry.approved.at,
                        approver=people[entry.approved.person],
                        read_by_another=entry.read_by_another,
                    )


def as_lines(approved: Iterable[Approved]) -> bytes:
    """Return approved texts as lines of JSON: the file that their graph is made from."""
    lines = (json.dumps(_line(one), ensure_ascii=False, separators=(",", ":")) for one in approved)
    return "".join(line + "\n" for line in lines).encode()


def inputs_with(built: str, found: Approvals) -> str:
    """Return a digest of all that a snapshot is made from; ``built`` is that of the sources.

    It may be one that already tells of other approvals.
    """
    sources = built.partition(".")[0]
    if not found.entries:
        return sources
    return f"{sources}.{hashlib.sha256(as_lines(found.entries)).hexdigest()}"


def _line(one: Approved) -> dict[str, object]:
    return {
        "concept": one.concept,
        "language": one.language,
        "field": one.field,
        "texts": one.texts,
        "sourceHash": one.source_hash,
        "written": one.written.isoformat(),
        "writer": [one.writer.iri, one.writer.name],
        "approved": one.approved.isoformat(),
        "approver": [one.approver.iri, one.approver.name],
        "readByAnother": one.read_by_another,
    }
