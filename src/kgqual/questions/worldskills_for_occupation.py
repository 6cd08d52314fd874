"""Which WorldSkills skills are about an occupation, or about a group of occupations."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal

import networkx as nx
from pyoxigraph import NamedNode

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
from kgqual.chaining import Step, refused_by
from kgqual.namespaces import ESCO, KQ, ONET, SKOS

QUERY = Query.beside(__file__)
_HIERARCHY = Query.beside(__file__, "hierarchy")


class AlignedSkill(Item):
    """A skill of WorldSkills, and how it comes to be an answer.

    ``route`` is ``stated`` when its technical description names the occupation itself, ``wider``
    or ``narrower`` when it names something above or below it, ``compared`` when the group was
    looked up in ISCO-08 first. ``through`` are the things between the two, nearest first.
    """

    skill: Named
    route: Literal["stated", "wider", "narrower", "compared"]
    through: tuple[Named, ...] = ()


@question
def worldskills_for_occupation(
    graph: Graph,
    occupation: Annotated[Thing, Of(ESCO.Occupation, KQ.OccupationGroup, below=ONET.iri)],
) -> Findings[AlignedSkill]:
    """Return the skills aligned with the occupation, each by its shortest chain, shortest first.

    Neighbours in a group are left out: that a skill is aligned with one occupation of a group
    says nothing about the others.
    """
    rows = list(graph.rows(QUERY, occupation=occupation))
    hierarchy = _hierarchy(graph, rows)
    chains = [_chain(occupation.iri, row, hierarchy) for row in rows]
    shortest: dict[str, list[Step]] = {}
    for chain in sorted(chains, key=len):
        if refused_by(chain) is None:
            shortest.setdefault(chain[-1].end, chain)
    names = graph.named(step.end for chain in shortest.values() for step in chain)
    evidence = Evidence[AlignedSkill](graph)
    for skill, chain in shortest.items():
        between = tuple(names[step.end] for step in chain[:-1])
        item = AlignedSkill(skill=names[skill], route=_route(chain), through=between)
        evidence.answer(item, (_link(step) for step in chain))
    return evidence.findings(Reason("none", occupation=occupation))


def _hierarchy(graph: Graph, rows: Iterable[Row]) -> nx.DiGraph[str]:
    """Return what lies between the two ends of each row, from the narrower to the broader."""
    ends = {(row["through"], row["aligned"]) for row in rows if row["through"] != row["aligned"]}
    pairs = tuple(sorted(ends | {(high, low) for low, high in ends}))
    found = graph.rows(_HIERARCHY, lowest__highest=pairs)
    hierarchy: nx.DiGraph[str] = nx.DiGraph()
    hierarchy.add_edges_from((row["narrower"], row["broader"]) for row in found)
    return hierarchy


def _chain(occupation: str, row: Row, hierarchy: nx.DiGraph[str]) -> list[Step]:
    """Return the steps from the occupation to the skill of a row."""
    chain = []
    through, aligned = row["through"], row["aligned"]
    if comparison := row.get("comparison"):
        against = row["direction"] == "against"
        ends = (through, occupation) if against else (occupation, through)
        chain.append(Step(ends[0], comparison, ends[1], against))
    chain += _climb(through, aligned, hierarchy)
    return [*chain, Step(row["skill"], row["alignment"], aligned, against=True)]


def _climb(start: str, end: str, hierarchy: nx.DiGraph[str]) -> list[Step]:
    """Return the steps up, or else down, from one thing to another of a hierarchy."""
    if start == end:
        return []
    broader = SKOS.broader.value
    if nx.has_path(hierarchy, start, end):
        up: list[str] = nx.shortest_path(hierarchy, start, end)
        return [Step(low, broader, high) for low, high in pairwise(up)]
    down: list[str] = nx.shortest_path(hierarchy, end, start)[::-1]
    return [Step(low, broader, high, against=True) for high, low in pairwise(down)]


def _route(chain: list[Step]) -> Literal["stated", "wider", "narrower", "compared"]:
    if len(chain) == 1:
        return "stated"
    if chain[0].relation.maps:
        return "compared"
    return "narrower" if chain[0].against else "wider"


def _link(step: Step) -> Link:
    return Link(step.subject, NamedNode(step.predicate), step.object, against=step.against)
