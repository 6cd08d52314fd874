"""Which WorldSkills skills are about an occupation, or about a group of occupations."""

from __future__ import annotations

from typing import Annotated, Literal

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Item,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.answering.graph import Row
from kgqual.chaining import Step, refused_by
from kgqual.namespaces import ESCO, KQ, ONET
from kgqual.questions.chained import Hierarchy, alike, assumed, link

QUERY = Query.beside(__file__)


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
    says nothing about the others. Skills of a national group that has the code of a group of
    ISCO-08, where no source compares the two, are leads.
    """
    assumptions = alike(graph, [occupation.iri])
    chains = [
        *_chains(graph, occupation.iri),
        *([step, *chain] for step in assumptions for chain in _chains(graph, step.end)),
    ]
    shortest: dict[str, list[Step]] = {}
    for chain in sorted(chains, key=len):
        if refused_by(chain) is None:
            shortest.setdefault(chain[-1].end, chain)
    names = graph.named(step.end for chain in shortest.values() for step in chain)
    evidence = Evidence[AlignedSkill](graph)
    for skill, chain in shortest.items():
        between = tuple(names[step.end] for step in chain[:-1])
        item = AlignedSkill(skill=names[skill], route=_route(chain), through=between)
        links = (assumed(graph, s) if s in assumptions else link(s) for s in chain)
        evidence.answer(item, links)
    return evidence.findings(Reason("none", occupation=occupation))


def _chains(graph: Graph, occupation: str) -> list[list[Step]]:
    """Return the chains from an occupation or group to skills."""
    rows = list(graph.rows(QUERY, occupation=occupation))
    hierarchy = Hierarchy(graph, ((row["through"], row["aligned"]) for row in rows))
    return [_chain(occupation, row, hierarchy) for row in rows]


def _chain(occupation: str, row: Row, hierarchy: Hierarchy) -> list[Step]:
    """Return the steps from the occupation to the skill of a row."""
    chain = []
    through, aligned = row["through"], row["aligned"]
    if comparison := row.get("comparison"):
        against = row["direction"] == "against"
        ends = (through, occupation) if against else (occupation, through)
        chain.append(Step(ends[0], comparison, ends[1], against))
    chain += hierarchy.climb(through, aligned)
    return [*chain, Step(row["skill"], row["alignment"], aligned, against=True)]


def _route(chain: list[Step]) -> Literal["stated", "wider", "narrower", "compared"]:
    if len(chain) == 1:
        return "stated"
    if chain[0].relation.maps:
        return "compared"
    return "narrower" if chain[0].against else "wider"
