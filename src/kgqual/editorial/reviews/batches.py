"""Deciding many at once: what is sure enough and undecided, recorded all together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kgqual.editorial.errors import KeyTaken, NotAllowed, Outdated, UnknownItem
from kgqual.editorial.people import Person
from kgqual.editorial.reviews import deciding
from kgqual.editorial.reviews.deciding import Recorded
from kgqual.editorial.reviews.decisions import Choice, Decision, Verdict
from kgqual.editorial.reviews.ledger import Ledger, decision, recorded
from kgqual.editorial.reviews.offering import Entry, Offering, Queue
from kgqual.editorial.reviews.standing import NOTHING, State
from kgqual.editorial.reviews.tables import DECISIONS
from kgqual.errors import BadUsage


@dataclass(frozen=True)
class Choosable:
    """A suggestion that a batch would accept, with its item and confidence."""

    suggestion: int
    item: int
    subject: str
    confidence: float


def acceptable(offered: Offering, queue: str, ledger: Ledger, threshold: float) -> list[Choosable]:
    """Return the surest suggestion of each open item, where it is at least so sure.

    Left out is an item about which anybody has decided anything, one whose surest suggestions are
    equally sure, and one for which it is as likely that nothing fits.
    """
    found = []
    for entry in offered.entries:
        surest = entry.surest()
        if surest and surest[1] >= threshold and _untouched(entry, queue, ledger):
            found.append(Choosable(surest[0], entry.number, entry.subject, surest[1]))
    return found


def _untouched(entry: Entry, queue: str, ledger: Ledger) -> bool:
    found = ledger.standing(entry.subject)
    if found is NOTHING:
        return True
    if found.state(queue, entry.objects) is not State.OPEN:
        return False
    return not any(object in found.candidates for object in entry.objects)


@dataclass(frozen=True)
class Batch:
    """Several decisions that a person records at once, in the transaction of ``connection``."""

    connection: Connection
    person: Person
    key: str
    queue: Queue
    offered: Offering
    ledger: Ledger

    def accept(self, suggestions: Sequence[int]) -> list[Recorded]:
        """Accept each of the suggestions; see ``Reviews.accept_all``."""
        wanted = list(dict.fromkeys(suggestions))
        if not wanted:
            raise BadUsage("A batch names the suggestions to accept.")
        old = _recorded(self.connection, self.key)
        if old:
            same = [one.suggestion for one in old] == wanted and all(
                one.verdict is Verdict.ACCEPT and one.person == self.person.name for one in old
            )
            if not same:
                raise KeyTaken(f"Another batch was recorded with the key {self.key!r} before.")
            return [Recorded(one, already=True) for one in old]
        entries = {number: e for e in self.offered.entries for number, _, _ in e.candidates}
        untouched = [
            number in entries and _untouched(entries[number], self.queue.name, self.ledger)
            for number in wanted
        ]
        if not all(untouched):
            raise Outdated(
                f"{untouched.count(False)} of {len(wanted)} suggestions are not offered any more, "
                "or somebody has decided about them meanwhile. Nothing was recorded; look again."
            )
        return [
            self._record(position, entries[number].subject, number)
            for position, number in enumerate(wanted)
        ]

    def _record(self, position: int, subject: str, number: int) -> Recorded:
        key = f"{self.key}.{position}"
        choice = Choice(key, self.queue.name, subject, Verdict.ACCEPT, number)
        return deciding.record(
            self.connection, self.person, choice, self.queue, self.offered, batch=self.key
        )


def undo(connection: Connection, person: Person, key: str, batch: str) -> list[Recorded]:
    """Undo what is not undone of a batch; see ``Reviews.undo_all``."""
    rows = _recorded(connection, batch)
    if not rows:
        raise UnknownItem(f"There is no batch {batch!r}.")
    if rows[0].person != person.name:
        raise NotAllowed(f"The batch {batch} is {rows[0].person}'s.")
    if old := _recorded(connection, key):
        if {one.undoes for one in old} <= {row.id for row in rows}:
            return [Recorded(one, already=True) for one in old]
        raise KeyTaken(f"Another batch was recorded with the key {key!r} before.")
    undone = set(connection.scalars(select(DECISIONS.c.undoes).where(DECISIONS.c.undoes > 0)))
    return [
        deciding.undo(connection, person, f"{key}.{position}", row, batch=key)
        for position, row in enumerate(rows)
        if row.id not in undone
    ]


def _recorded(connection: Connection, batch: str) -> list[Decision]:
    rows = connection.execute(recorded().where(DECISIONS.c.batch == batch))
    return [decision(row) for row in rows]
