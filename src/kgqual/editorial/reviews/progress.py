"""How far the review of a queue has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kgqual.editorial.reviews.ledger import Ledger
from kgqual.editorial.reviews.offering import Entry, Offering
from kgqual.editorial.reviews.standing import NOTHING, State


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


def progress(queue: str, offering: Offering, ledger: Ledger, person: str | None) -> Progress:
    """Return how far a queue has come; for ``person``, what others put off is open."""
    states = Counter(dict.fromkeys(State, 0))
    reviewers: Counter[str] = Counter()
    touched = 0
    for subject in ledger.subjects():
        number = offering.numbers.get(subject)
        if number is None:
            continue
        touched += 1
        entry = offering.entries[number - 1]
        found = ledger.standing(subject)
        states[found.state(queue, entry.objects, person)] += 1
        people = {one.person for one in ledger.decisions(subject)}
        reviewers.update(p for p in people if found.judged_by(p, queue, entry.objects))
    states[State.OPEN] += len(offering.entries) - touched
    return Progress(len(offering.entries), dict(states), dict(sorted(reviewers.items())))


def chooser(
    wanted: State | None, queue: str, ledger: Ledger, person: str | None, unjudged: bool
) -> Callable[[Entry], bool]:
    """Return what tells whether an item is in the wanted state; None wants every one.

    ``unjudged`` wants only those that ``person`` has not decided.
    """

    def chosen(entry: Entry) -> bool:
        """Tell whether this item is wanted."""
        found = ledger.standing(entry.subject)
        if found is NOTHING:  # as most are: there is no need to look closer
            return wanted in (None, State.OPEN)
        if unjudged and person and found.judged_by(person, queue, entry.objects):
            return False
        return wanted is None or found.state(queue, entry.objects, person) is wanted

    return chosen
