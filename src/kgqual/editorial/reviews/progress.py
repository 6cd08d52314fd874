"""How far the items of a queue have come, and the review of the queue as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kgqual.editorial.reviews.ledger import Ledger
from kgqual.editorial.reviews.offering import Entry, Offering
from kgqual.editorial.reviews.standing import State


@dataclass(frozen=True)
class Outcome:
    """What has come of an item: its state for whoever has not put it off, and who did what.

    ``untouched`` says that nobody has decided anything about it.
    """

    state: State = State.OPEN
    later: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    untouched: bool = True

    def seen_by(self, person: str | None) -> State:
        """Return the state for a person: what others put off is open; for None, put off."""
        put_off = person in self.later if person else bool(self.later)
        return State.LATER if put_off and self.state is State.OPEN else self.state


UNTOUCHED = Outcome()


class Board:
    """The items of a queue and what has come of each, worked out when decisions came."""

    def __init__(self, queue: str, offering: Offering, ledger: Ledger) -> None:
        self.queue = queue
        self.offering = offering
        self._ledger = ledger
        self._known: dict[str, tuple[int, Outcome]] = {}

    def outcome(self, entry: Entry) -> Outcome:
        """Return what has come of an item by now."""
        decided = self._ledger.count(entry.subject)
        if not decided:
            return UNTOUCHED
        known = self._known.get(entry.subject)
        if known is None or known[0] != decided:
            known = self._known[entry.subject] = decided, self._outcome(entry)
        return known[1]

    def _outcome(self, entry: Entry) -> Outcome:
        found = self._ledger.standing(entry.subject)
        objects = entry.objects
        state = found.state(self.queue, objects)
        later = frozenset(found.later.get(self.queue, ()))
        people = {one.person for one in self._ledger.decisions(entry.subject)}
        return Outcome(
            State.OPEN if state is State.LATER else state,
            later,
            frozenset(one for one in people if found.judged_by(one, self.queue, objects)),
            state is State.OPEN and found.candidates.keys().isdisjoint(objects),
        )

    def touched(self) -> Mapping[int, Outcome]:
        """Return what has come of the items that somebody has decided about, by number."""
        numbers = (self.offering.numbers.get(subject) for subject in self._ledger.subjects())
        entries = (self.offering.entries[number - 1] for number in numbers if number)
        return {entry.number: self.outcome(entry) for entry in entries}

    def chooser(
        self, wanted: State | None, person: str | None, unjudged: bool
    ) -> Callable[[Entry], bool]:
        """Return what tells whether an item is in the wanted state; None wants every one.

        ``unjudged`` wants only those that ``person`` has not decided.
        """

        def chosen(entry: Entry) -> bool:
            """Tell whether this item is wanted."""
            found = self.outcome(entry)
            if unjudged and person in found.judged:
                return False
            return wanted is None or found.seen_by(person) is wanted

        return chosen


@dataclass(frozen=True)
class Progress:
    """Items of a queue by state, and how many of them each reviewer has decided."""

    items: int
    states: Mapping[State, int]
    reviewers: Mapping[str, int]

    @property
    def left(self) -> int:
        """Items about which nobody has decided yet, put off or not."""
        return self.states[State.OPEN] + self.states[State.LATER]


def progress(board: Board, person: str | None) -> Progress:
    """Return how far a queue has come; for ``person``, what others put off is open."""
    touched = board.touched()
    states = Counter(dict.fromkeys(State, 0))
    states.update(found.seen_by(person) for found in touched.values())
    reviewers = Counter(one for found in touched.values() for one in found.judged)
    items = len(board.offering.entries)
    states[State.OPEN] += items - len(touched)
    return Progress(items, dict(states), dict(sorted(reviewers.items())))
