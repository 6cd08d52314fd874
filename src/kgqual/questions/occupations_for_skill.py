"""Which occupations need a skill."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Literal

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

QUERY = Query.beside(__file__)
ESSENTIAL, OPTIONAL = ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill
Need = Literal["essential", "essential-below", "optional"]
_ORDER = ("essential", "essential-below", "optional")


class NeedingOccupation(Item):
    """An occupation that needs the skill.

    ``need`` is how ESCO lists the skill itself for it; ``essential-below`` when it does not list
    it as essential but one or several directly below it: ``through`` are those.
    """

    occupation: Named
    need: Need
    through: tuple[Named, ...] = ()


@question
def occupations_for_skill(
    graph: Graph, skill: Annotated[Thing, Of(ESCO.Skill, kind="esco")]
) -> Findings[NeedingOccupation]:
    """Return the occupations to which ``skill`` is essential, then those to which it is optional.

    In between are those to which a skill directly below it is essential. Skills below it that are
    optional are left out: they say little of the occupation, and nothing of the skill.
    """
    evidence = Evidence[NeedingOccupation](graph)
    if not esco_graphs(graph):
        return evidence.findings(Reason.not_loaded("esco"))
    found: dict[tuple[Need, str], list[str]] = defaultdict(list)
    for row in graph.rows(QUERY, skill=skill):
        found[_need(row.get("through"), row["relation"]), row["occupation"]].append(
            row.get("through", skill.iri)
        )
    essential = {occupation for need, occupation in found if need == "essential"}
    names = graph.named({iri for (_, o), skills in found.items() for iri in (o, *skills)})
    for need, occupation in sorted(
        found, key=lambda one: (_ORDER.index(one[0]), names[one[1]].code, one[1])
    ):
        if need == "essential-below" and occupation in essential:
            continue
        links = []
        for needed in found[need, occupation]:
            if needed != skill.iri:
                links.append(Link(needed, SKOS.broader, skill.iri, against=True))
            relation = OPTIONAL if need == "optional" else ESSENTIAL
            links.append(Link(occupation, relation, needed, against=True))
        item = NeedingOccupation(
            occupation=names[occupation],
            need=need,
            through=tuple(names[iri] for iri in found[need, occupation] if iri != skill.iri),
        )
        evidence.answer(item, links)
    return evidence.findings(Reason("nobody-needs", skill=skill))


def _need(through: str | None, relation: str) -> Need:
    if through:
        return "essential-below"
    return "essential" if relation == ESSENTIAL.value else "optional"
