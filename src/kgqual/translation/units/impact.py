"""How useful a translation is: the impact by which the queue is ordered, as a sum of reasons.

A reason that holds of many things counts by the logarithm of their number, so that ten users of
a skill matter much against one, and a thousand little against nine hundred.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from kgqual.namespaces import ESCO
from kgqual.translation.units.concept import Reason, ReasonKind
from kgqual.translation.units.release import Release

WEIGHTS = {
    ReasonKind.ESSENTIAL: 1.0,
    ReasonKind.OPTIONAL: 0.5,
    ReasonKind.NEEDS: 0.5,
    ReasonKind.BELOW: 1.0,
    ReasonKind.WORLDSKILLS: 3.0,
    ReasonKind.KAZAKHSTAN: 3.0,
    ReasonKind.ALIGNED: 1.0,
}
"""What a reason weighs: times log₂(1 + the number of things of which it holds)."""
Counts = Mapping[str, Counter[ReasonKind]]
"""Concept → of how many things each reason holds."""


def counted(
    release: Release, compared: Iterable[tuple[str, ReasonKind]], needed: Iterable[str]
) -> Counts:
    """Count what speaks for each concept of a release.

    ``compared`` has a concept and ``WORLDSKILLS`` or ``KAZAKHSTAN`` for each thing that is
    compared with it, ``needed`` the skills that each occupation so compared needs in any case.
    """
    counts: dict[str, Counter[ReasonKind]] = defaultdict(Counter)
    for concept, kind in compared:
        counts[concept][kind] += 1
    for skill in needed:
        counts[skill][ReasonKind.ALIGNED] += 1
    for skill, users in release.users.items():
        for property, count in users.items():
            essential = property == ESCO.relatedEssentialSkill.value
            kind = ReasonKind.ESSENTIAL if essential else ReasonKind.OPTIONAL
            counts[skill][kind] += count
    for concept, needs in release.needs.items():
        counts[concept][ReasonKind.NEEDS] += sum(needs.values())
    for above in release.above.values():
        for one in above:
            counts[one][ReasonKind.BELOW] += 1
    return counts


def reasons(counts: Counter[ReasonKind]) -> tuple[Reason, ...]:
    """Return the reasons with what each adds, the heaviest first."""
    found = (
        Reason(kind, count, round(WEIGHTS[kind] * log2(1 + count), 2))
        for kind, count in counts.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.points, one.kind)))
