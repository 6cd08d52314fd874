"""How useful a translation is: the impact by which the queue is ordered, as a sum of reasons.

A reason that holds of many things counts by the logarithm of their number, so that ten users of
a skill matter much against one, and a thousand little against nine hundred.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from kgqual.namespaces import ESCO
from kgqual.translation.units.concept import Kind, Reason, ReasonKind
from kgqual.translation.units.release import Place, Release

WEIGHTS = {
    ReasonKind.ESSENTIAL: 1.0,
    ReasonKind.OPTIONAL: 0.5,
    ReasonKind.SKILLS: 0.5,
    ReasonKind.NEEDS: 0.5,
    ReasonKind.BELOW: 1.0,
    ReasonKind.WORLDSKILLS: 3.0,
    ReasonKind.KAZAKHSTAN: 3.0,
    ReasonKind.ALIGNED: 1.0,
}
"""What a reason weighs: times log₂(1 + the number of things of which it holds)."""
_ALIGNMENTS = {ReasonKind.WORLDSKILLS, ReasonKind.KAZAKHSTAN}
Counts = Mapping[str, Counter[ReasonKind]]
"""Concept → of how many things each reason holds."""


def counted(release: Release, aligned: Iterable[tuple[str, ReasonKind]]) -> Counts:
    """Count what speaks for each concept of a release.

    ``aligned`` has a concept and ``WORLDSKILLS`` or ``KAZAKHSTAN`` for each thing that a mapping
    compares with it.
    """
    counts: dict[str, Counter[ReasonKind]] = defaultdict(Counter)
    for concept, kind in aligned:
        counts[concept][kind] += 1
    occupations = {iri for iri, place in release.places.items() if place.kind is Kind.OCCUPATION}
    compared = occupations & counts.keys()
    for concept, property, skill in release.needs:
        essential = property == ESCO.relatedEssentialSkill.value
        if concept in occupations:
            counts[concept][ReasonKind.NEEDS] += 1
            counts[skill][ReasonKind.ESSENTIAL if essential else ReasonKind.OPTIONAL] += 1
            if essential and concept in compared:
                counts[skill][ReasonKind.ALIGNED] += 1
        else:
            counts[skill][ReasonKind.SKILLS] += 1
    for iri in release.places:
        for above in ancestors(iri, release.places):
            counts[above][ReasonKind.BELOW] += 1
    return counts


def reasons(counts: Counter[ReasonKind]) -> tuple[Reason, ...]:
    """Return the reasons with what each adds, the heaviest first."""
    found = (
        Reason(kind, count, round(WEIGHTS[kind] * log2(1 + count), 2))
        for kind, count in counts.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.points, one.kind)))


def ancestors(iri: str, places: Mapping[str, Place]) -> list[str]:
    """Return everything above a concept, the nearest first; a concept is not above itself."""
    found: dict[str, None] = {}
    level = [iri]
    while level:
        level = sorted({up for one in level if one in places for up in places[one].broader})
        level = [up for up in level if up not in found and up != iri]
        found.update(dict.fromkeys(level))
    return list(found)
