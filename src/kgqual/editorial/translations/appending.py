"""Writing changes into the database, as many as there are, with the sources that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

from kgqual.editorial.people import Person, everyone
from kgqual.editorial.translations.changes import Change
from kgqual.editorial.translations.fields import source_hash
from kgqual.editorial.translations.reading import in_parts
from kgqual.editorial.translations.tables import CHANGES, SOURCES, TEXTS, WAIVERS
from kgqual.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Row:
    """A change that is to be appended; its ``id`` is not known yet.

    ``digest`` is of the request, ``sources`` are the texts of sources that it brings along.
    """

    change: Change
    digest: str
    sources: tuple[tuple[str, ...], ...] = ()


def append(connection: Connection, person: Person, rows: Sequence[Row]) -> dict[str, Change]:
    """Append changes in their order and return them by their keys, with their ids.

    Raises BadUsage for a source that is neither known nor given, or an assignee who is nobody.
    """
    if not rows:
        return {}
    _append_sources(connection, rows)
    assignees = _assignees(connection, rows)
    values = [
        {
            "key": one.key,
            "digest": row.digest,
            "batch": one.batch,
            "person": person.id,
            "at": one.at,
            "language": one.language,
            "concept": one.concept,
            "act": one.act,
            "version": one.version,
            "comment": one.comment,
            "assignee": assignees[one.assignee] if one.assignee else None,
            "undoes": one.undoes,
        }
        for row in rows
        for one in (row.change,)
    ]
    returning = insert(CHANGES).returning(CHANGES.c.id, sort_by_parameter_order=True)
    numbers = connection.execute(returning, values).scalars()
    recorded = [replace(row.change, id=number) for row, number in zip(rows, numbers, strict=True)]
    _append_parts(connection, recorded)
    return {change.key: change for change in recorded}


def _append_parts(connection: Connection, recorded: Sequence[Change]) -> None:
    texts = [
        {
            "change": change.id,
            "field": field,
            "texts": list(written.texts),
            "state": written.state,
            "submitted": written.submitted,
            "source_hash": written.source_hash,
        }
        for change in recorded
        for field, written in change.fields.items()
    ]
    if texts:
        connection.execute(insert(TEXTS), texts)
    waivers = [
        {
            "change": change.id,
            "field": change.waived.field,
            "check_id": change.waived.check,
            "texts_hash": change.waived.texts_hash,
        }
        for change in recorded
        if change.waived
    ]
    if waivers:
        connection.execute(insert(WAIVERS), waivers)


def _append_sources(connection: Connection, rows: Sequence[Row]) -> None:
    """Keep the sources that are not known yet. Raises BadUsage for one that nobody gives."""
    named = {
        written.source_hash: row.change for row in rows for written in row.change.fields.values()
    }
    wanted = named.keys() - known_sources(connection, named).keys()
    given = {source_hash(texts): texts for row in rows for texts in row.sources}
    if missing := sorted(wanted - given.keys()):
        raise BadUsage(
            f"<{named[missing[0]].concept}>: nobody has said what the source with the hash "
            f"{missing[0]!r} is, of which this is a translation."
        )
    if wanted:
        values = [{"hash": one, "texts": list(given[one])} for one in sorted(wanted)]
        connection.execute(insert(SOURCES), values)


def known_sources(connection: Connection, hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the texts of those of the sources that are kept, by their hashes."""
    query = select(SOURCES)
    return {
        row.hash: tuple(row.texts)
        for some in in_parts(hashes)
        for row in connection.execute(query.where(SOURCES.c.hash.in_(some)))
    }


def _assignees(connection: Connection, rows: Sequence[Row]) -> Mapping[str, int]:
    """Return the ids of assignees by name. Raises BadUsage for who cannot be one."""
    names = {row.change.assignee for row in rows if row.change.assignee}
    found = {one.name: one.id for one in everyone(connection) if one.translates} if names else {}
    if unknown := sorted(names - found.keys()):
        there = ", ".join(found) or "nobody"
        raise BadUsage(f"There is no translator {unknown[0]!r}. There is: {there}.")
    return found
