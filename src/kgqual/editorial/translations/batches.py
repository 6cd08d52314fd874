"""What was recorded at once under one key: imports, adoptions, repairs, assignments of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from kgqual.editorial.people import PEOPLE
from kgqual.editorial.translations.changes import Act
from kgqual.editorial.translations.tables import CHANGES


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that one person recorded together, and that can be undone together.

    ``name`` is the key of the batch. ``act`` is one of its acts, another than a comment where there
    is one; ``comment`` is what was said of its first change, ``assignee`` whom that gave its
    concept to. ``changes`` counts its changes, ``undone`` those that count no more.
    """

    name: str
    person: str
    at: datetime
    act: Act
    comment: str
    assignee: str | None
    changes: int
    undone: int

    @property
    def undoable(self) -> bool:
        """Whether something of it can still be undone."""
        return self.act is not Act.UNDO and self.undone < self.changes


def batches(connection: Connection, language: str, most: int, name: str = "") -> Iterator[Batch]:
    """Yield the batches in a language, the newest first, ``most`` of them; or the one of a name."""
    undoing, assignees = CHANGES.alias(), PEOPLE.alias()
    named = CHANGES.c.batch == name if name else CHANGES.c.batch.is_not(None)
    other = case((CHANGES.c.act != Act.COMMENT, CHANGES.c.act))
    together = (
        select(
            func.min(CHANGES.c.id).label("first"),
            func.max(other).label("act"),  # a comment is kept where a text is so already
            func.count(CHANGES.c.id).label("changes"),
            func.count(undoing.c.id).label("undone"),
        )
        .outerjoin(undoing, undoing.c.undoes == CHANGES.c.id)
        .where(CHANGES.c.language == language, named)
        .group_by(CHANGES.c.batch, CHANGES.c.person)
        .subquery()
    )
    found = (
        select(
            *(CHANGES.c.batch, CHANGES.c.at, CHANGES.c.comment, PEOPLE.c.name, together),
            assignees.c.name.label("assignee"),
        )
        .join(together, together.c.first == CHANGES.c.id)
        .join(PEOPLE, PEOPLE.c.id == CHANGES.c.person)
        .outerjoin(assignees, assignees.c.id == CHANGES.c.assignee)
        .order_by(CHANGES.c.id.desc())
        .limit(most)
    )
    for row in connection.execute(found):
        yield Batch(
            name=row.batch,
            person=row.name,
            at=row.at,
            act=Act(row.act or Act.COMMENT),
            comment=row.comment,
            assignee=row.assignee,
            changes=row.changes,
            undone=row.undone,
        )
