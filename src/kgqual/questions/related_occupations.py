"""Which occupations are most alike by the skills that ESCO lists as essential."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Item,
    Link,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.namespaces import ESCO, SKOS
from kgqual.questions.esco.loaded import esco_graphs
from kgqual.questions.esco.skill_sets import Neighbour, SkillSets, skill_sets

QUERY = Query.beside(__file__)
LIMIT = 20


class RelatedOccupation(Item):
    """An occupation, how alike it is, and the skills that both need, the rarest first.

    ``similarity`` and ``coverage`` (how much of what this occupation needs the one asked about
    needs as well) are those of :mod:`kgqual.questions.esco.skill_sets`; only essential skills
    count. ``optional_shared`` counts beside them the skills that are optional for one of the two
    and essential or optional for the other. ``group`` is its ISCO group.
    """

    occupation: Named
    similarity: float
    coverage: float
    essential_shared: tuple[Named, ...]
    optional_shared: int
    group: Named | None = None


@question
def related_occupations(
    graph: Graph, occupation: Annotated[Thing, Of(ESCO.Occupation, kind="esco")]
) -> Findings[RelatedOccupation]:
    """Return the 20 occupations most like ``occupation`` that share an essential skill with it.

    Each rests on a computed step whose confidence is the similarity.
    """
    evidence = Evidence[RelatedOccupation](graph)
    if not esco_graphs(graph):
        return evidence.findings(Reason.not_loaded("esco"))
    sets = skill_sets(graph)
    found = sets.neighbours(occupation.iri, LIMIT)
    groups = _groups(graph, found)
    skills = {s for n in found for s in _both(sets, occupation.iri, n.occupation)}
    names = graph.named({n.occupation for n in found} | skills | set(groups.values()))
    for neighbour in found:
        item = _item(sets, occupation.iri, neighbour, names, groups)
        evidence.answer(item, [_computed(graph, occupation.iri, neighbour)])
    return evidence.findings(Reason("no-skill-shared", occupation=occupation))


def _item(
    sets: SkillSets,
    occupation: str,
    neighbour: Neighbour,
    names: Mapping[str, Named],
    groups: Mapping[str, str],
) -> RelatedOccupation:
    other = neighbour.occupation
    group = groups.get(other)
    return RelatedOccupation(
        occupation=names[other],
        similarity=round(neighbour.similarity, 4),
        coverage=round(neighbour.coverage, 4),
        essential_shared=tuple(names[skill] for skill in _both(sets, occupation, other)),
        optional_shared=len(
            (sets.optional(occupation) & (sets.optional(other) | sets.essential(other)))
            | (sets.essential(occupation) & sets.optional(other))
        ),
        group=names[group] if group else None,
    )


def _both(sets: SkillSets, a: str, b: str) -> list[str]:
    both = sets.essential(a) & sets.essential(b)
    return sorted(both, key=lambda skill: (sets.needing(skill), skill))


def _computed(graph: Graph, occupation: str, neighbour: Neighbour) -> Link:
    return Link(
        occupation,
        SKOS.related,
        neighbour.occupation,
        computed_from=esco_graphs(graph),
        confidence=round(neighbour.similarity, 4),
    )


def _groups(graph: Graph, found: list[Neighbour]) -> Mapping[str, str]:
    rows = graph.rows(QUERY, occupation=[n.occupation for n in found])
    return {row["occupation"]: row["group"] for row in rows}
