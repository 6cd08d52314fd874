"""Deciding many at once: what is sure enough and undecided, recorded all together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from kgqual.editorial.errors import KeyTaken, NotAllowed, Outdated, UnknownItem
from kgqual.editorial.keeping import refuse_unkeepable
from kgqual.editorial.people import Person
from kgqual.editorial.reviews.deciding import Recorded
from kgqual.editorial.reviews.decisions import Decision, Verdict
from kgqual.editorial.reviews.ledger import decision, recorded
from kgqual.editorial.reviews.offering import Queue
from kgqual.editorial.reviews.progress import Board
from kgqual.editorial.reviews.tables import DECISIONS
from kgqual.editorial.schema import now
from kgqual.errors import BadUsage


@dataclass(frozen=True)
class Choosable:
    """A suggestion that a batch would accept, with its item and confidence."""

    suggestion: int
    item: int
    subject: str
    confidence: float


def acceptable(board: Board, threshold: float) -> list[Choosable]:
    """Return the surest suggestion of each open item, where it is at least so sure.

    Left out is an item about which anybody has decided anything, one whose surest suggestions are
    equally sure, and one for which it is as likely that nothing fits.
    """
    found = []
    for entry in board.offering.entries:
        surest = entry.surest()
        if surest and surest[1] >= threshold and board.outcome(entry).untouched:
            found.append(Choosable(surest[0], entry.number, entry.subject, surest[1]))
    return found


@dataclass(frozen=True)
class Batch:
    """Several decisions that a person records at once, in the transaction of ``connection``."""

    connection: Connection
    person: Person
    key: str

    def accept(self, queue: Queue, board: Board, suggestions: Sequence[int]) -> list[Recorded]:
        """Accept each of the suggestions; see ``Reviews.accept_all``."""
        wanted = list(dict.fromkeys(suggestions))
        if not wanted:
            raise BadUsage("A batch names the suggestions to accept.")
        if old := self._earlier([(number, None) for number in wanted]):
            return old
        entries = {number: e for e in board.offering.entries for number, _, _ in e.candidates}
        gone = sum(
            number not in entries
            or (entries[number].surest() or (0,))[0] != number
            or not board.outcome(entries[number]).untouched
            for number in wanted
        )
        if gone:
            raise Outdated(
                f"{gone} of {len(wanted)} suggestions are not the surest of their items now, or "
                "somebody has decided about them meanwhile. Nothing was recorded; look again."
            )
        return self._append(
            {
                "queue": queue.id,
                "loading": queue.loading,
                "subject": entries[number].subject,
                "suggestion": number,
                "verdict": Verdict.ACCEPT,
            }
            for number in wanted
        )

    def undo(self, batch: str) -> list[Recorded]:
        """Undo what is not undone of a batch; see ``Reviews.undo_all``."""
        of_batch = select(DECISIONS).where(DECISIONS.c.batch == batch).order_by(DECISIONS.c.id)
        rows = self.connection.execute(of_batch).all()
        if not rows:
            raise UnknownItem(f"There is no batch {batch!r}.")
        if rows[0].person != self.person.id:
            raise NotAllowed(f"The batch {batch} is somebody else's.")
        if rows[0].verdict == Verdict.UNDO:
            raise BadUsage("An undo cannot be undone: accept again.")
        undoing = select(DECISIONS.c.undoes, DECISIONS.c.batch).where(DECISIONS.c.undoes > 0)
        undone = {one.undoes for one in self.connection.execute(undoing) if one.batch != self.key}
        left = [row for row in rows if row.id not in undone]
        if old := self._earlier([(row.suggestion, row.id) for row in left]):
            return old
        return self._append(
            {
                "queue": row.queue,
                "loading": row.loading,
                "subject": row.subject,
                "suggestion": row.suggestion,
                "verdict": Verdict.UNDO,
                "undoes": row.id,
            }
            for row in left
        )

    def _earlier(self, wanted: list[tuple[int | None, int | None]]) -> list[Recorded] | None:
        """Return what was recorded with the key. Raises KeyTaken where that is something else."""
        old = self._recorded()
        if not old:
            return None
        same = [(one.suggestion, one.undoes) for one in old] == wanted
        if not same or old[0].person != self.person.name:
            raise KeyTaken(f"Another batch was recorded with the key {self.key!r} before.")
        return [Recorded(one, already=True) for one in old]

    def _append(self, rows: Iterable[dict[str, object]]) -> list[Recorded]:
        refuse_unkeepable(self.key)
        single = DECISIONS.c.key.startswith(f"{self.key}.", autoescape=True)
        if self.connection.scalar(select(DECISIONS.c.id).where(single).limit(1)):
            raise KeyTaken(
                f"A decision was recorded with a key that begins with '{self.key}.' before. Choose "
                "a new key, such as a UUID, for each batch."
            )
        shared = {"batch": self.key, "person": self.person.id, "decided": now(), "comment": ""}
        values = [
            {**shared, **row, "key": f"{self.key}.{number}"} for number, row in enumerate(rows)
        ]
        if values:
            self.connection.execute(insert(DECISIONS), values)
        return [Recorded(one, already=False) for one in self._recorded()]

    def _recorded(self) -> list[Decision]:
        found = self.connection.execute(recorded().where(DECISIONS.c.batch == self.key))
        return [decision(row) for row in found]
