"""An item of a queue as a reviewer sees it: candidates, what was decided, and who disagrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from kgqual.editorial.reviews.decisions import Decision
from kgqual.editorial.reviews.offering import Entry
from kgqual.editorial.reviews.standing import Standing, State
from kgqual.editorial.reviews.suggestions import Suggestion


@dataclass(frozen=True)
class Candidate:
    """A suggestion and what stands of the decisions about it, each reviewer's last.

    ``offered`` is False for one that somebody decided about and that the newest file has no more.
    """

    suggestion: Suggestion
    decisions: tuple[Decision, ...]
    disputed: bool
    offered: bool = True

    def changed_since(self, decision: Decision) -> bool:
        """Tell whether the reviewer saw another row of this queue about the same pair."""
        return decision.suggestion != self.suggestion.id


@dataclass(frozen=True)
class Item:
    """One subject with its candidates, the surest first.

    ``none`` is the suggestion that nothing fits, if there is one; ``no_match`` are the standing
    decisions that nothing does, ``later`` those to put it off. ``history`` is everything that was
    decided about the subject, in any queue, the oldest first; ``undone`` the ids of what does not
    count in it.
    """

    queue: str
    number: int
    subject: str
    label: str
    state: State
    candidates: tuple[Candidate, ...]
    none: Suggestion | None
    no_match: tuple[Decision, ...]
    later: tuple[Decision, ...]
    history: tuple[Decision, ...]
    undone: frozenset[int]


@dataclass(frozen=True)
class Summary:
    """An item in a list: how far it has come, and who has decided it.

    ``object`` is the best that is offered, None where nothing is.
    """

    number: int
    subject: str
    label: str
    state: State
    candidates: int
    object: str | None
    confidence: float | None
    people: tuple[str, ...]


class Summaries(Sequence[Summary]):
    """Items in a list: how far one has come is looked up when it is taken from the list."""

    def __init__(self, entries: Sequence[Entry], summary: Callable[[Entry], Summary]) -> None:
        self._entries, self._summary = entries, summary

    @overload
    def __getitem__(self, place: int) -> Summary: ...

    @overload
    def __getitem__(self, place: slice) -> Summaries: ...

    def __getitem__(self, place: int | slice) -> Summary | Summaries:
        if isinstance(place, slice):
            return Summaries(self._entries[place], self._summary)
        return self._summary(self._entries[place])

    def __len__(self) -> int:
        return len(self._entries)


def seen(
    queue: str,
    entry: Entry,
    suggestions: Sequence[Suggestion],
    gone: Sequence[Suggestion],
    found: Standing,
    history: Sequence[Decision],
    person: str | None,
) -> Item:
    """Return an item with what is offered, and ``gone``: what was, and was decided about."""
    offered = [one for one in suggestions if not one.nothing_fits]
    none = next((one for one in suggestions if one.nothing_fits), None)
    candidates = [*(_candidate(one, found, True) for one in offered)]
    candidates += [_candidate(one, found, False) for one in gone]
    return Item(
        queue,
        entry.number,
        entry.subject,
        entry.label,
        found.state(queue, entry.objects, person),
        tuple(candidates),
        none,
        _in_order(found.none.get(queue, {})),
        _in_order(found.later.get(queue, {})),
        tuple(history),
        frozenset(one.undoes for one in history if one.undoes),
    )


def _candidate(suggestion: Suggestion, found: Standing, offered: bool) -> Candidate:
    standing = found.candidates.get(suggestion.object, {})
    return Candidate(suggestion, _in_order(standing), found.disputed(suggestion.object), offered)


def _in_order(standing: Mapping[str, Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(standing.values(), key=lambda one: one.id))
