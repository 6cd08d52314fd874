"""How the skills of an occupation fall into the groups of ESCO's skill hierarchy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
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
from kgqual.answering.graph import Row
from kgqual.namespaces import ESCO, SKOS
from kgqual.questions.esco.loaded import esco_graphs
from kgqual.questions.esco.skill_sets import skill_sets

QUERY = Query.beside(__file__)
DEPTH = 2
Way = Mapping[str, str]
"""What lies above a skill → what leads there from below."""


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
    graph.show(QUERY, occupation=occupation)
    essential = skill_sets(graph).essential(occupation.iri)
    hierarchy = _hierarchy(graph)
    ways = _ways(graph, occupation.iri)
    inside = hierarchy.members(ways)
    for item in _counted(graph, occupation.iri, inside):
        links = []
        for skill in sorted(inside[item.group.iri]):
            needs = "relatedEssentialSkill" if skill in essential else "relatedOptionalSkill"
            links += [Link(occupation.iri, ESCO[needs], skill)]
            links += _climb(ways[skill], skill, item.group.iri)
        evidence.answer(item, links)
    return evidence.findings(Reason("no-skills", occupation=occupation))


def skill_counts(graph: Graph, occupation: str) -> list[SkillGroup]:
    """Return the groups of an occupation without the steps they rest on, in the same order."""
    inside = _hierarchy(graph).members(_ways(graph, occupation))
    return _counted(graph, occupation, inside)


def _counted(
    graph: Graph, occupation: str, inside: Mapping[str, Collection[str]]
) -> list[SkillGroup]:
    sets, hierarchy = skill_sets(graph), _hierarchy(graph)
    essential, optional = sets.essential(occupation), sets.optional(occupation)
    names = graph.named({iri for group in inside for iri in (group, hierarchy.parent(group))})
    found = [
        SkillGroup(
            group=names[group],
            above=names[hierarchy.parent(group)],
            depth=hierarchy.depths[group],
            essential=len(essential.intersection(skills)),
            optional=len(optional.intersection(skills)),
        )
        for group, skills in inside.items()
    ]
    return sorted(found, key=lambda i: (i.depth, -i.essential, -i.optional, i.group.iri))


def _ways(graph: Graph, occupation: str) -> Mapping[str, Way]:
    """Return the way up from each skill of an occupation."""
    sets, hierarchy = skill_sets(graph), _hierarchy(graph)
    return {s: hierarchy.way(s) for s in sets.essential(occupation) | sets.optional(occupation)}


def _climb(way: Way, skill: str, group: str) -> list[Link]:
    """Return the links of a way up from a skill, as far as a group."""
    links = []
    while group != skill:
        links.append(Link(way[group], SKOS.broader, group))
        group = way[group]
    return links[::-1]


class _Hierarchy:
    """What lies above the skills of occupations: a skill or a group may lie below several."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._above: dict[str, list[str]] = defaultdict(list)
        below: dict[str, list[str]] = defaultdict(list)
        skills = set()
        for row in sorted(rows, key=lambda r: (r["narrower"], r["broader"])):
            self._above[row["narrower"]].append(row["broader"])
            below[row["broader"]].append(row["narrower"])
            if row["skill"] == "true":
                skills.add(row["broader"])
        self.depths = _depths(below, [iri for iri in below if iri not in self._above])
        self._groups = {
            iri for iri, depth in self.depths.items() if 0 < depth <= DEPTH and iri in below
        } - skills

    def way(self, skill: str) -> Way:
        """Return the shortest ways up from a skill: all above it, the nearest first."""
        came: dict[str, str] = {}
        reached = [skill]
        for iri in reached:  # grows: breadth first
            for broader in self._above.get(iri, ()):
                if broader not in came:
                    came[broader] = iri
                    reached.append(broader)
        return came

    def members(self, ways: Mapping[str, Way]) -> Mapping[str, set[str]]:
        """Return group → the skills whose ways up lead to it, however deep they are in it."""
        inside: dict[str, set[str]] = defaultdict(set)
        for skill, way in ways.items():
            for group in self._groups.intersection(way):
                inside[group].add(skill)
        return inside

    def parent(self, group: str) -> str:
        """Return what is above a group: the topmost, of several."""
        return min(self._above[group], key=lambda iri: (self.depths[iri], iri))


def _hierarchy(graph: Graph) -> _Hierarchy:
    """Return what lies above all skills, read once for a snapshot."""
    return graph.once(_Hierarchy, lambda: _Hierarchy(graph.rows(QUERY, occupation=None)))


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
