"""All decisions in memory, kept up with the database: what stands about each subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from kgqual.editorial.people import PEOPLE
from kgqual.editorial.reviews.decisions import Decision, Verdict
from kgqual.editorial.reviews.standing import NOTHING, Standing, standing
from kgqual.editorial.reviews.tables import DECISIONS, QUEUES, SUGGESTIONS


def recorded() -> Select[Any]:
    """Return the query of all decisions, in their order."""
    return (
        select(
            *(column for column in DECISIONS.c if column.name not in ("person", "queue")),
            PEOPLE.c.name.label("person"),
            QUEUES.c.name.label("queue"),
            SUGGESTIONS.c.object,
            SUGGESTIONS.c.predicate,
        )
        .join(PEOPLE, PEOPLE.c.id == DECISIONS.c.person)
        .join(QUEUES, QUEUES.c.id == DECISIONS.c.queue)
        .outerjoin(SUGGESTIONS, SUGGESTIONS.c.id == DECISIONS.c.suggestion)
        .order_by(DECISIONS.c.id)
    )


def decision(row: Row[Any]) -> Decision:
    """Return the decision that a row of ``recorded`` holds."""
    verdict = Verdict(row.verdict)
    return Decision(
        id=row.id,
        key=row.key,
        person=row.person,
        decided=row.decided,
        queue=row.queue,
        subject=row.subject,
        verdict=verdict,
        loading=row.loading,
        suggestion=row.suggestion,
        object=row.object,
        predicate=verdict.predicate or row.predicate,
        comment=row.comment,
        batch=row.batch,
        undoes=row.undoes,
    )


class Ledger:
    """The decisions of a database by subject; ``follow`` reads those that came since.

    Rows only come, and are numbered in the order in which they are committed, so that nothing
    that was read changes.
    """

    def __init__(self) -> None:
        self._last = 0
        self._decisions: dict[str, list[Decision]] = {}
        self._standing: dict[str, Standing] = {}
        self._lock = Lock()

    def follow(self, connection: Connection) -> None:
        """Read what was recorded since the last time."""
        with self._lock:
            for row in connection.execute(recorded().where(DECISIONS.c.id > self._last)):
                one = decision(row)
                self._decisions.setdefault(one.subject, []).append(one)
                self._standing.pop(one.subject, None)
                self._last = one.id

    def decisions(self, subject: str) -> Sequence[Decision]:
        """Return all decisions about a subject in their order, also undone ones."""
        return tuple(self._decisions.get(subject, ()))

    def count(self, subject: str) -> int:
        """Return how many decisions about a subject there are."""
        return len(self._decisions.get(subject, ()))

    def standing(self, subject: str) -> Standing:
        """Return what stands of the decisions about a subject."""
        if subject not in self._decisions:
            return NOTHING
        known = self._standing.get(subject)
        if known is None:
            with self._lock:
                known = self._standing[subject] = standing(self._decisions[subject])
        return known

    def subjects(self) -> Iterator[str]:
        """Yield the subjects of all decisions, in the order in which they were first decided."""
        return iter(tuple(self._decisions))

    def everything(self, queue: str | None = None) -> list[Decision]:
        """Return all decisions in their order, or those of a queue."""
        every = (one for some in list(self._decisions.values()) for one in list(some))
        return sorted((o for o in every if queue in (None, o.queue)), key=lambda one: one.id)
