"""What stands of the decisions about one subject: each reviewer's last word, and who disagrees.

Decisions are rows that only come; everything here follows from them. A later decision of the same
person about the same candidate takes the place of the earlier one, in whatever queue it was made.
Who says that nothing fits takes back what they accepted for that item before, and the other way
round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kgqual.editorial.reviews.decisions import Decision, Verdict

ByPerson = Mapping[str, Decision]


class State(StrEnum):
    """How far an item of a queue has come."""

    OPEN = "open"
    LATER = "later"
    DECIDED = "decided"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Standing:
    """The decisions about one subject that count: by object, and by queue for its items.

    ``none`` are those who found that nothing fits, ``later`` those who put the item off and have
    not decided about it since.
    """

    candidates: Mapping[str, ByPerson] = field(default_factory=dict)
    none: Mapping[str, ByPerson] = field(default_factory=dict)
    later: Mapping[str, ByPerson] = field(default_factory=dict)

    def disputed(self, object: str) -> bool:
        """Tell whether reviewers disagree about the candidate ``object``.

        They do where they state different relations, where one states a relation and another denies
        it, or where another found for one of those queues that nothing fits.
        """
        standing = self.candidates.get(object, {}).values()
        said = {decision.states for decision in standing}
        return len(said) > 1 or any(self._denied(one) for one in standing if one.states)

    def contradicted(self, queue: str) -> bool:
        """Tell whether somebody states a mapping where another found that nothing fits."""
        return any(
            one.states and one.queue == queue and self._denied(one)
            for standing in self.candidates.values()
            for one in standing.values()
        )

    def _denied(self, decision: Decision) -> bool:
        return bool(self.none.get(decision.queue, {}).keys() - {decision.person})

    def state(self, queue: str, objects: Collection[str], person: str | None = None) -> State:
        """Return how far the item of ``queue`` that offers ``objects`` has come.

        An item that somebody put off is open to everybody else, so that ``person`` matters.
        """
        here = {
            object
            for object, people in self.candidates.items()
            if object in objects or any(one.queue == queue for one in people.values())
        }
        if any(self.disputed(object) for object in here):
            return State.DISPUTED
        stated = any(one.states for object in here for one in self.candidates[object].values())
        if stated or self.none.get(queue) or (objects and here.issuperset(objects)):
            return State.DECIDED
        later = self.later.get(queue, {})
        return State.LATER if (later if person is None else person in later) else State.OPEN

    def judged_by(self, person: str, queue: str, objects: Collection[str]) -> bool:
        """Tell whether this person has decided the item of ``queue`` that offers ``objects``."""
        if person in self.none.get(queue, {}):
            return True
        own = {
            object: people[person] for object, people in self.candidates.items() if person in people
        }
        stated = any(one.states for object, one in own.items() if object in objects)
        return stated or (bool(objects) and own.keys() >= set(objects))


NOTHING = Standing()
"""Of a subject that nobody has decided about."""


def standing(decisions: Iterable[Decision]) -> Standing:
    """Return what stands of the decisions about one subject, given in their order."""
    rows = list(decisions)
    undone = {row.undoes for row in rows}
    candidates: dict[str, dict[str, Decision]] = defaultdict(dict)
    none: dict[str, dict[str, Decision]] = defaultdict(dict)
    later: dict[str, dict[str, Decision]] = defaultdict(dict)
    for row in rows:
        if row.id in undone or row.verdict is Verdict.UNDO:
            continue
        if row.verdict is Verdict.LATER:
            later[row.queue][row.person] = row
            continue
        later[row.queue].pop(row.person, None)
        if row.verdict is Verdict.NO_MATCH:
            none[row.queue][row.person] = row
            _take_back(candidates, row)
        elif row.object is not None:
            candidates[row.object][row.person] = row
            if row.states:
                none[row.queue].pop(row.person, None)
    return Standing(_filled(candidates), _filled(none), _filled(later))


def _take_back(candidates: Mapping[str, dict[str, Decision]], row: Decision) -> None:
    """Leave out what the person of ``row`` stated of the item for which nothing fits now."""
    for people in candidates.values():
        own = people.get(row.person)
        if own and own.queue == row.queue and own.states:
            del people[row.person]


def _filled(people: Mapping[str, dict[str, Decision]]) -> Mapping[str, ByPerson]:
    return {key: by_person for key, by_person in people.items() if by_person}
