"""How the skills of an occupation fall into the groups of ESCO's skill hierarchy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
from kgqual.questions.esco.skill_sets import skill_sets

QUERY = Query.beside(__file__)
DEPTH = 2


class SkillGroup(Item):
    """A group of skills, the group or pillar above it, and how many of the skills are in it.

    ``depth`` is 1 directly below the pillars (skills, knowledge, transversal skills, languages),
    2 below that. A skill that ESCO has in several groups counts in each of them.
    """

    group: Named
    above: Named
    depth: int
    essential: int
    optional: int


@question
def skill_groups(
    graph: Graph, occupation: Annotated[Thing, Of(ESCO.Occupation, kind="esco")]
) -> Findings[SkillGroup]:
    """Return the groups of the two topmost depths, those with most essential skills first.

    A group rests on what ESCO lists for the occupation, and on the links of its hierarchy from
    each skill up to the group.
    """
    evidence = Evidence[SkillGroup](graph)
    if not esco_graphs(graph):
        return evidence.findings(Reason.not_loaded("esco"))
    essential = skill_sets(graph).essential(occupation.iri)
    hierarchy = _Hierarchy(graph, occupation.iri)
    inside = _inside(graph, occupation.iri, hierarchy)
    for item in _counted(graph, occupation.iri, hierarchy):
        links = []
        for skill in sorted(inside[item.group.iri]):
            needs = "relatedEssentialSkill" if skill in essential else "relatedOptionalSkill"
            links += [Link(occupation.iri, ESCO[needs], skill)]
            links += hierarchy.climb(skill, item.group.iri)
        evidence.answer(item, links)
    return evidence.findings(Reason("no-skills", occupation=occupation))


def skill_counts(graph: Graph, occupation: str) -> list[SkillGroup]:
    """Return the groups of an occupation without the steps they rest on, in the same order."""
    return _counted(graph, occupation, _Hierarchy(graph, occupation))


def _counted(graph: Graph, occupation: str, hierarchy: _Hierarchy) -> list[SkillGroup]:
    sets = skill_sets(graph)
    essential, optional = sets.essential(occupation), sets.optional(occupation)
    inside = _inside(graph, occupation, hierarchy)
    names = graph.named({iri for group in inside for iri in (group, *hierarchy.above[group])})
    found = [
        SkillGroup(
            group=names[group],
            above=names[hierarchy.parent(group)],
            depth=hierarchy.depths[group],
            essential=len(skills & essential),
            optional=len(skills & optional),
        )
        for group, skills in inside.items()
    ]
    return sorted(found, key=lambda i: (i.depth, -i.essential, -i.optional, i.group.iri))


def _inside(graph: Graph, occupation: str, hierarchy: _Hierarchy) -> Mapping[str, set[str]]:
    sets = skill_sets(graph)
    return hierarchy.members(sets.essential(occupation) | sets.optional(occupation))


class _Hierarchy:
    """The part of the hierarchy above some skills: a skill or a group may lie below several."""

    def __init__(self, graph: Graph, occupation: str) -> None:
        above: dict[str, list[str]] = defaultdict(list)
        below: dict[str, list[str]] = defaultdict(list)
        skills = set()
        for row in sorted(
            graph.rows(QUERY, occupation=occupation), key=lambda r: (r["narrower"], r["broader"])
        ):
            above[row["narrower"]].append(row["broader"])
            below[row["broader"]].append(row["narrower"])
            if row["skill"] == "true":
                skills.add(row["broader"])
        self.above: Mapping[str, list[str]] = above
        self.depths = _depths(below, [iri for iri in below if iri not in above])
        self._groups = {
            iri for iri, depth in self.depths.items() if 0 < depth <= DEPTH and iri in below
        } - skills

    def members(self, skills: Iterable[str]) -> Mapping[str, set[str]]:
        """Return group → those of the skills that are in it, however deep."""
        inside: dict[str, set[str]] = defaultdict(set)
        for skill in skills:
            for group in self._ancestors(skill) & self._groups:
                inside[group].add(skill)
        return inside

    def parent(self, group: str) -> str:
        """Return what is above a group: the topmost, of several."""
        return min(self.above[group], key=lambda iri: (self.depths[iri], iri))

    def climb(self, skill: str, group: str) -> list[Link]:
        """Return the links of the shortest way from a skill up to a group."""
        came: dict[str, str] = {}
        reached = [skill]
        for iri in reached:  # grows: breadth first
            for broader in self.above.get(iri, ()):
                if broader not in came:
                    came[broader] = iri
                    reached.append(broader)
        links = []
        while group != skill:
            links.append(Link(came[group], SKOS.broader, group))
            group = came[group]
        return links[::-1]

    def _ancestors(self, skill: str) -> set[str]:
        reached = [skill]
        for iri in reached:
            reached += [b for b in self.above.get(iri, ()) if b not in reached]
        return set(reached)


def _depths(below: Mapping[str, list[str]], tops: Iterable[str]) -> Mapping[str, int]:
    """Return how far each node is below the tops, by the shortest way."""
    depths = dict.fromkeys(tops, 0)
    reached = list(depths)
    for iri in reached:
        for narrower in below.get(iri, ()):
            if narrower not in depths:
                depths[narrower] = depths[iri] + 1
                reached.append(narrower)
    return depths
