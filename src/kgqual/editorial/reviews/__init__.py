"""Reviews of suggested mappings: queues, decisions that only come, and what stands of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import Connection

from kgqual.editorial.database import Database
from kgqual.editorial.people import Person
from kgqual.editorial.reviews import batches, deciding, loading
from kgqual.editorial.reviews.batches import Choosable
from kgqual.editorial.reviews.deciding import Recorded
from kgqual.editorial.reviews.decisions import Choice, Decision, Verdict
from kgqual.editorial.reviews.items import Candidate, Item, Summaries, Summary, seen
from kgqual.editorial.reviews.ledger import Ledger
from kgqual.editorial.reviews.loading import Loaded
from kgqual.editorial.reviews.offering import (
    Entry,
    Queue,
    offering,
    queues,
    suggested,
    suggestions,
)
from kgqual.editorial.reviews.progress import Board, Progress, progress
from kgqual.editorial.reviews.standing import State
from kgqual.editorial.reviews.statements import Stated, Statement, stated
from kgqual.editorial.reviews.suggestions import NO_TERM, Extension, Offered, Suggestion

__all__ = [
    "NO_TERM",
    "Candidate",
    "Choice",
    "Choosable",
    "Decision",
    "Entry",
    "Extension",
    "Item",
    "Loaded",
    "Offered",
    "Progress",
    "Queue",
    "Recorded",
    "Reviews",
    "State",
    "Stated",
    "Statement",
    "Suggestion",
    "Summary",
    "Verdict",
]

BOARDS_KEPT = 8
"""Queues whose items are kept in memory."""


class Reviews:
    """The reviews in a database; safe to use from several threads.

    Whatever records has committed when it returns. Errors are those of ``Database``, and
    UnknownQueue and UnknownItem for what is not there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ledger = Ledger()
        self._boards: LRUCache[int, Board] = LRUCache(BOARDS_KEPT)
        self._lock = Lock()

    def load(self, offered: Offered) -> Loaded:
        """Load a file of suggestions into the queue of its name; see ``loading``."""
        _ = offered.items  # takes seconds for a large file, which nobody else should wait for
        with self._database.writing() as connection:
            return loading.load(connection, offered)

    def queues(self) -> list[Queue]:
        """Return the queues by name."""
        with self._database.reading() as connection:
            return queues(connection)

    def queue(self, name: str) -> Queue:
        """Return the queue of that name."""
        with self._database.reading() as connection:
            [found] = queues(connection, name)
            return found

    def progress(self, queue: str, person: str | None = None) -> Progress:
        """Return how far a queue has come; for ``person``, what others put off is open."""
        with self._reading(queue) as (_, _, board):
            return progress(board, person)

    def items(
        self,
        queue: str,
        state: State | None = None,
        person: str | None = None,
        *,
        unjudged: bool = False,
    ) -> Sequence[Summary]:
        """Return the items of a queue in their order, all or those in a state.

        ``unjudged`` leaves out those that ``person`` has decided, whoever else has.
        """
        with self._reading(queue) as (_, _, board):
            wanted = board.chooser(state, person, unjudged)
            entries = [entry for entry in board.offering.entries if wanted(entry)]
            return Summaries(entries, lambda entry: _summary(board, entry, person))

    def next(
        self,
        queue: str,
        after: int = 0,
        state: State | None = State.OPEN,
        person: str | None = None,
        *,
        unjudged: bool = False,
    ) -> int | None:
        """Return the number of the next item in a state, from the first again after the last.

        ``unjudged`` passes over those that ``person`` has decided, whoever else has.
        """
        with self._reading(queue) as (_, _, board):
            wanted = board.chooser(state, person, unjudged)
            entries = board.offering.entries
            around = (*entries[after:], *entries[:after])
            return next((entry.number for entry in around if wanted(entry)), None)

    def item(self, queue: str, number: int, person: str | None = None) -> Item:
        """Return an item with its candidates and all that was decided about it."""
        with self._reading(queue) as (connection, described, board):
            entry = board.offering.entry(number)
            found = self._ledger.standing(entry.subject)
            others = found.candidates.keys() - set(entry.objects)
            gone = {
                one.suggestion
                for object in others
                for one in found.candidates[object].values()
                if one.suggestion
            }
            return seen(
                queue,
                entry,
                suggestions(connection, described, number),
                suggested(connection, sorted(gone)),
                found,
                self._ledger.decisions(entry.subject),
                person,
            )

    def decide(self, person: Person, choice: Choice) -> Recorded:
        """Record a decision; the same choice with the same key is recorded once.

        Raises NotAllowed, KeyTaken when the key belongs to another decision, Outdated when the
        queue suggests this no more, BadUsage for a choice that is none.
        """
        with self._writing(person, choice.queue) as (connection, described, board):
            return deciding.record(connection, person, choice, described, board.offering)

    def undo(self, person: Person, key: str, number: int, comment: str = "") -> Recorded:
        """Record that decision ``number`` of the same person does not count.

        Raises NotAllowed for somebody else's, UnknownItem and BadUsage for one that cannot be
        undone.
        """
        with self._database.writing() as connection:
            deciding.refuse_who_may_not(connection, person)
            undone = deciding.with_id(connection, number)
            return deciding.undo(connection, person, key, undone, comment)

    def above(self, queue: str, threshold: float) -> list[Choosable]:
        """Return what a batch would accept: see ``batches.acceptable``."""
        with self._reading(queue) as (_, _, board):
            return batches.acceptable(board, threshold)

    def suggested(self, numbers: Sequence[int]) -> Mapping[int, Suggestion]:
        """Return suggestions by their ids; what is none is left out."""
        with self._database.reading() as connection:
            return {one.id: one for one in suggested(connection, numbers)}

    def accept_all(
        self, person: Person, key: str, queue: str, suggested: Sequence[int]
    ) -> list[Recorded]:
        """Accept suggestions of open items, all or none; with the same key they are recorded once.

        Raises NotAllowed, KeyTaken for the key of another batch, Outdated when one is not what the
        queue suggests, or its item is decided.
        """
        with self._writing(person, queue) as (connection, described, board):
            return batches.Batch(connection, person, key).accept(described, board, suggested)

    def undo_all(self, person: Person, key: str, batch: str) -> list[Recorded]:
        """Undo what is not undone of a batch of the same person, all or none; once for a key."""
        with self._database.writing() as connection:
            deciding.refuse_who_may_not(connection, person)
            return batches.Batch(connection, person, key).undo(batch)

    def decisions(self, queue: str | None = None) -> list[Decision]:
        """Return every decision in its order, those of a queue or all."""
        with self._database.reading() as connection:
            self._ledger.follow(connection)
            return self._ledger.everything(queue)

    def stated(self) -> Stated | None:
        """Return what reviewers state in all queues together; None when nothing stands."""
        ledger = Ledger()  # the shared one goes on with what others decide meanwhile
        with self._database.reading() as connection:
            ledger.follow(connection)
            return stated(connection, ledger)

    @contextmanager
    def _reading(self, queue: str) -> Iterator[tuple[Connection, Queue, Board]]:
        with self._database.reading() as connection:
            yield self._opened(connection, queue)

    @contextmanager
    def _writing(self, person: Person, queue: str) -> Iterator[tuple[Connection, Queue, Board]]:
        with self._database.writing() as connection:
            deciding.refuse_who_may_not(connection, person)
            yield self._opened(connection, queue)

    def _opened(self, connection: Connection, name: str) -> tuple[Connection, Queue, Board]:
        [queue] = queues(connection, name)
        self._ledger.follow(connection)
        with self._lock:
            board = self._boards.get(queue.loading)
        if board is None:
            board = Board(name, offering(connection, queue), self._ledger)
            with self._lock:
                self._boards[queue.loading] = board
        return connection, queue, board


def _summary(board: Board, entry: Entry, person: str | None) -> Summary:
    found = board.outcome(entry)
    _, best, confidence = entry.candidates[0] if entry.candidates else (0, None, None)
    return Summary(
        entry.number,
        entry.subject,
        entry.label,
        found.seen_by(person),
        len(entry.candidates),
        best,
        confidence,
        tuple(sorted(found.judged)),
    )
