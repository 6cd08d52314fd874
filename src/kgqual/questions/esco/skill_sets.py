"""How alike occupations are by the skills that ESCO lists for them as essential.

A skill weighs more the fewer occupations need it: two occupations that share "manage staff" are
hardly alike for it, two that share "tune keyboard instruments" are. With ``N`` the number of
occupations for which ESCO lists essential skills, and ``n(s)`` the number of those that have the
skill ``s`` among them::

    weight(s)        = 1 + log2(N / n(s))
    similarity(a, b) = weight(E(a) ∩ E(b)) / weight(E(a) ∪ E(b))
    coverage(a, b)   = weight(E(a) ∩ E(b)) / weight(E(b))

where ``E(a)`` are the essential skills of ``a``, and the weight of a set is the sum over its
skills. Optional skills do not count: they belong to some employers, specialisations or countries
only.

- The weight is the collection frequency weight of K. Spärck Jones, "A statistical interpretation
  of term specificity and its application in retrieval", Journal of Documentation 28 (1972) 11-21,
  without her rounding of the logarithms. The summand 1 keeps a skill that all need above zero.
- The similarity is P. Jaccard's ("The distribution of the flora in the alpine zone", New
  Phytologist 11 (1912) 37-50) with a measure in place of the number of elements. One less it is a
  metric: E. Marczewski and H. Steinhaus, "On a certain distance of sets and the corresponding
  distance of functions", Colloquium Mathematicum 6 (1958) 319-327. Hence it is symmetric, from 0
  to 1, and 1 exactly for equal sets.
- The coverage is the ratio model of A. Tversky, "Features of similarity", Psychological Review 84
  (1977) 327-352, with α = 0 and β = 1: how much of what ``b`` needs is needed in ``a`` as well.

No measure of this kind is the right one for every purpose: P. Boškoski et al., "Occupation
similarity through bipartite graphs" (2022, arXiv:2202.11064), find several plausible when they
compare them with moves between jobs. This one has not been compared with moves; it says what the
lists of skills have in common, and that only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum, log2
from typing import NamedTuple

from kgqual.answering import Graph, Query

_LISTS = Query.beside(__file__)
NONE: frozenset[str] = frozenset()
Skills = Mapping[str, frozenset[str]]
"""Occupation → its skills."""


class Neighbour(NamedTuple):
    """Another occupation, how alike it is, and how much of what it needs is needed in this one."""

    occupation: str
    similarity: float
    coverage: float


class SkillSets:
    """The skills of occupations, and what their essential skills weigh."""

    def __init__(self, essential: Skills, optional: Skills) -> None:
        self._essential = essential
        self._optional = optional
        needing: dict[str, list[str]] = defaultdict(list)
        for occupation, skills in essential.items():
            for skill in skills:
                needing[skill].append(occupation)
        self._needing = dict(needing)
        self._weights = {
            skill: 1 + log2(len(essential) / len(some)) for skill, some in needing.items()
        }
        self._sums = {occupation: self.weight(skills) for occupation, skills in essential.items()}

    def essential(self, occupation: str) -> frozenset[str]:
        """Return the essential skills of an occupation: none when ESCO lists none."""
        return self._essential.get(occupation, NONE)

    def optional(self, occupation: str) -> frozenset[str]:
        """Return the optional skills of an occupation: none when ESCO lists none."""
        return self._optional.get(occupation, NONE)

    def weight(self, skills: Iterable[str]) -> float:
        """Return what some skills weigh together. Raises KeyError for one essential to nothing."""
        return fsum(self._weights[skill] for skill in skills)

    def needing(self, skill: str) -> int:
        """Return to how many occupations a skill is essential."""
        return len(self._needing.get(skill, ()))

    def similarity(self, a: str, b: str) -> float:
        """Return how alike two occupations are, from 0 to 1; 0 when either has no skills."""
        either = self.weight(self.essential(a) | self.essential(b))
        return self._shared(a, b) / either if either else 0.0

    def coverage(self, a: str, b: str) -> float:
        """Return how much of what ``b`` needs is needed in ``a``, from 0 to 1."""
        needed = self._sums.get(b, 0.0)
        return self._shared(a, b) / needed if needed else 0.0

    def neighbours(self, occupation: str, limit: int) -> list[Neighbour]:
        """Return the ``limit`` most alike of the occupations that share an essential skill.

        Of equally alike ones the first by IRI comes first.
        """
        shared: dict[str, float] = defaultdict(float)
        for skill in sorted(self.essential(occupation)):  # sets have no order, sums of floats do
            for other in self._needing[skill]:
                shared[other] += self._weights[skill]
        shared.pop(occupation, None)
        own = self._sums.get(occupation, 0.0)
        found = (
            Neighbour(
                other, weight / (own + self._sums[other] - weight), weight / self._sums[other]
            )
            for other, weight in shared.items()
        )
        return sorted(found, key=lambda n: (-n.similarity, n.occupation))[:limit]

    def _shared(self, a: str, b: str) -> float:
        return self.weight(self.essential(a) & self.essential(b))


def skill_sets(graph: Graph) -> SkillSets:
    """Return the skills of the occupations in a graph, read once for a snapshot."""
    return graph.once(SkillSets, lambda: _read(graph))


def _read(graph: Graph) -> SkillSets:
    same: dict[str, str] = {}
    """One text for each IRI: skills are listed ten times on average."""
    listed: dict[str, dict[str, frozenset[str]]] = {"essential": {}, "optional": {}}
    for row in graph.rows(_LISTS):
        skills = (same.setdefault(skill, skill) for skill in row["skills"].split(" "))
        listed[row["need"]][row["occupation"]] = frozenset(skills)
    return SkillSets(listed["essential"], listed["optional"])
