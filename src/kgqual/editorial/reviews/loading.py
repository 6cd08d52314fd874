"""Loading a file of suggestions into a queue: what it has no more stays on record."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from kgqual.editorial.reviews.suggestions import Offered, Suggestion
from kgqual.editorial.reviews.tables import LOADINGS, OFFERS, QUEUES, SUGGESTIONS
from kgqual.editorial.schema import now
from kgqual.errors import BadUsage

_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_LONGEST = 100


@dataclass(frozen=True)
class Loaded:
    """What loading a file did to its queue.

    ``changed`` suggestions are about a pair that was suggested before, otherwise; ``gone`` pairs
    are suggested no more. ``already`` says that the queue held this file.
    """

    queue: str
    items: int
    suggestions: int
    new: int = 0
    changed: int = 0
    gone: int = 0
    already: bool = False


def load(connection: Connection, offered: Offered) -> Loaded:
    """Make the suggestions of a file those of its queue; decisions stay as they are.

    Raises BadUsage for a name that no address can hold, or a file without suggestions.
    """
    if not _NAME.fullmatch(offered.name) or len(offered.name) > _LONGEST:
        raise BadUsage(
            f"{offered.name!r} cannot name a queue. Give it a name of small Latin letters, digits "
            "and hyphens with --name."
        )
    if not offered.suggestions:
        raise BadUsage(f"{offered.file}: there are no suggestions to review in it.")
    queue = _queue(connection, offered.name)
    items = offered.items
    latest = _latest(connection, queue)
    if latest is not None and latest.sha256 == offered.sha256:
        return Loaded(offered.name, latest.items, latest.suggestions, already=True)
    before = _pairs(connection, latest.id) if latest is not None else {}
    ids = _stored(connection, queue, offered)
    after = {(s.subject, s.object): s.digest for some in items for s in some}
    loading = _record(connection, queue, offered, len(items))
    connection.execute(
        insert(OFFERS),
        [
            {"loading": loading, "item": item, "rank": rank, "suggestion": ids[one.digest]}
            for item, some in enumerate(items, start=1)
            for rank, one in enumerate(some)
        ],
    )
    return Loaded(
        offered.name,
        len(items),
        sum(map(len, items)),
        new=len(after.keys() - before.keys()),
        changed=sum(after[pair] != digest for pair, digest in before.items() if pair in after),
        gone=len(before.keys() - after.keys()),
    )


def _queue(connection: Connection, name: str) -> int:
    known = connection.scalar(select(QUEUES.c.id).where(QUEUES.c.name == name))
    if known is not None:
        return int(known)
    made = insert(QUEUES).values(name=name).returning(QUEUES.c.id)
    return int(connection.execute(made).scalar_one())


def _latest(connection: Connection, queue: int) -> Row[tuple[Any, ...]] | None:
    newest = select(LOADINGS).where(LOADINGS.c.queue == queue).order_by(LOADINGS.c.id.desc())
    return connection.execute(newest.limit(1)).one_or_none()


def _pairs(connection: Connection, loading: int) -> dict[tuple[str, str], str]:
    """Return the digest of what a loading suggests, by subject and object."""
    columns = SUGGESTIONS.c.subject, SUGGESTIONS.c.object, SUGGESTIONS.c.digest
    found = select(*columns).join(OFFERS).where(OFFERS.c.loading == loading)
    return {(row.subject, row.object): row.digest for row in connection.execute(found)}


def _stored(connection: Connection, queue: int, offered: Offered) -> dict[str, int]:
    """Keep the suggestions that the queue never had; return the ids of all it has, by digest."""
    held = select(SUGGESTIONS.c.digest, SUGGESTIONS.c.id).where(SUGGESTIONS.c.queue == queue)
    known = {row.digest for row in connection.execute(held)}
    missing = {one.digest: one for one in offered.suggestions if one.digest not in known}
    if missing:
        rows = [{"queue": queue, "digest": d, **_row(one)} for d, one in missing.items()]
        connection.execute(insert(SUGGESTIONS), rows)
    return {row.digest: row.id for row in connection.execute(held)}


def _row(suggestion: Suggestion) -> dict[str, object]:
    extensions = {name: asdict(one) for name, one in suggestion.extensions.items()}
    values = {name: getattr(suggestion, name) for name in _COLUMNS}
    return {**values, "extensions": extensions}


_COLUMNS = {column.name for column in SUGGESTIONS.c} - {"id", "queue", "digest", "extensions"}


def _record(connection: Connection, queue: int, offered: Offered, items: int) -> int:
    loading = insert(LOADINGS).values(
        queue=queue,
        loaded=now(),
        file=offered.file,
        sha256=offered.sha256,
        title=offered.title,
        mapping_set=offered.mapping_set,
        about=dict(offered.about),
        items=items,
        suggestions=len({one.digest for one in offered.suggestions}),
    )
    return int(connection.execute(loading.returning(LOADINGS.c.id)).scalar_one())
