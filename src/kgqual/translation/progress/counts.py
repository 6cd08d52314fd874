"""How far the concepts of a part of ESCO have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kgqual.editorial.translations import State, Translation
from kgqual.translation.queue import SUBMITTED
from kgqual.translation.standing import stale_fields
from kgqual.translation.units import Concept


@dataclass(frozen=True, slots=True)
class Counts:
    """How many concepts there are, and in which state their preferred terms are.

    ``untranslated``, ``draft``, ``submitted``, ``reviewed`` and ``approved`` add up to
    ``concepts``; ``submitted`` are the drafts that are offered for review. ``published`` have a
    preferred label in the snapshot, from whatever source: it is what the question label-coverage
    counts. ``stale`` have a translation whose source has changed since, in any field.
    """

    concepts: int
    untranslated: int
    draft: int
    submitted: int
    reviewed: int
    approved: int
    published: int
    stale: int

    @property
    def share(self) -> float:
        """The part of the concepts that is published, from 0 to 1, as label-coverage rounds it."""
        return round(self.published / self.concepts, 4) if self.concepts else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Where one concept counts: a state, or ``submitted``; whether published, whether stale."""

    state: str
    published: bool
    stale: bool

    @classmethod
    def of(cls, concept: Concept, done: Translation, published: bool) -> Tally:
        """Return where a concept counts, with what stands of its translation."""
        state: str = done.state
        if state == State.DRAFT and done.submitted:
            state = SUBMITTED
        return cls(state, published, bool(stale_fields(concept, done)))


_NOBODY_BEGAN = {
    published: Tally(State.UNTRANSLATED, published, stale=False) for published in (True, False)
}


class Tallies:
    """Where concepts count in a snapshot, kept as long as nobody changes their translation.

    ``published`` are the concepts that have a preferred label in the snapshot. Any number of
    threads may ask. Nothing is kept of what nobody has begun: anyone may ask for any language.
    """

    def __init__(self, published: Collection[str]) -> None:
        self._published = published
        self._known: dict[str, tuple[Translation, Tally]] = {}

    def of(self, concept: Concept, done: Translation | None) -> Tally:
        """Return where a concept counts, with what stands of its translation."""
        if done is None:
            return _NOBODY_BEGAN[concept.iri in self._published]
        known = self._known.get(concept.iri)
        if known is None or known[0] is not done:
            known = done, Tally.of(concept, done, concept.iri in self._published)
            self._known[concept.iri] = known
        return known[1]


def counts(tallies: Mapping[Tally, int]) -> Counts:
    """Count concepts; ``tallies`` says how many count where."""
    states: Counter[str] = Counter()
    for one, number in tallies.items():
        states[one.state] += number
    return Counts(
        concepts=states.total(),
        untranslated=states[State.UNTRANSLATED],
        draft=states[State.DRAFT],
        submitted=states[SUBMITTED],
        reviewed=states[State.REVIEWED],
        approved=states[State.APPROVED],
        published=sum(number for one, number in tallies.items() if one.published),
        stale=sum(number for one, number in tallies.items() if one.stale),
    )
