"""How far the concepts of a part of ESCO have come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kgqual.editorial.translations import State, Translation
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


def counts(
    concepts: Iterable[Concept],
    translations: Mapping[str, Translation],
    published: Collection[str],
) -> Counts:
    """Count concepts; ``published`` are those with a label in the snapshot."""
    states = dict.fromkeys(State, 0)
    total = submitted = stale = in_snapshot = 0
    for concept in concepts:
        total += 1
        in_snapshot += concept.iri in published
        done = translations.get(concept.iri)
        state = done.state if done else State.UNTRANSLATED
        if state is State.DRAFT and done and done.submitted:
            submitted += 1
        else:
            states[state] += 1
        stale += bool(stale_fields(concept, done))
    return Counts(
        concepts=total,
        untranslated=states[State.UNTRANSLATED],
        draft=states[State.DRAFT],
        submitted=submitted,
        reviewed=states[State.REVIEWED],
        approved=states[State.APPROVED],
        published=in_snapshot,
        stale=stale,
    )
