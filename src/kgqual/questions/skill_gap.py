"""What an occupation needs that another one does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Literal

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
from kgqual.namespaces import ESCO, SKOS
from kgqual.questions.esco.loaded import esco_graphs
from kgqual.questions.esco.skill_sets import skill_sets

QUERY = Query.beside(__file__)
ESSENTIAL, OPTIONAL = ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill
KNOWLEDGE = "http://data.europa.eu/esco/skill-type/knowledge"
_WORDS: Mapping[NamedNode | None, str] = {ESSENTIAL: "essential", OPTIONAL: "optional", None: "no"}
_ORDER = ("no", "optional", "essential")


class NeededSkill(Item):
    """A skill or piece of knowledge of the target occupation, and whether the other has it.

    ``needed`` is how the target needs it, ``held`` how the other does: ``no`` when ESCO lists it
    for that one neither as essential nor as optional. ``share`` is its part of the weight of all
    that is essential to the target (:mod:`kgqual.questions.esco.skill_sets`), 0 for an optional
    one: the shares of what is not held add up to the gap.
    """

    skill: Named
    kind: Literal["skill", "knowledge"]
    needed: Literal["essential", "optional"]
    held: Literal["essential", "optional", "no"]
    share: float


@question
def skill_gap(
    graph: Graph,
    from_: Annotated[Thing, Of(ESCO.Occupation, kind="esco")],
    to: Annotated[Thing, Of(ESCO.Occupation, kind="esco")],
) -> Findings[NeededSkill]:
    """Return what ``to`` needs: first the essential skills that ``from_`` lacks, the rarest first.

    Every item rests on what ESCO lists for the two, and on a computed step that says how alike
    they are, when they share anything essential.
    """
    evidence = Evidence[NeededSkill](graph)
    if not esco_graphs(graph):
        return evidence.findings(Reason.not_loaded("esco"))
    listed, types = _listed(graph, from_, to)
    for occupation in (from_, to):
        if not listed[occupation.iri]:
            return evidence.findings(Reason("no-skills", occupation=occupation))
    alike = _alike(graph, from_, to)
    names = graph.named(listed[to.iri])
    for item in _items(graph, listed[from_.iri], listed[to.iri], types, names):
        skill = item.skill.iri
        links = [Link(to.iri, listed[to.iri][skill], skill)]
        if held := listed[from_.iri].get(skill):
            links.append(Link(from_.iri, held, skill))
        evidence.answer(item, [*links, *alike])
    return evidence.findings(Reason("no-skills", occupation=to))


def _listed(
    graph: Graph, *occupations: Thing
) -> tuple[Mapping[str, Mapping[str, NamedNode]], Mapping[str, str]]:
    """Return occupation → skill → relation, and skill → type."""
    listed: dict[str, dict[str, NamedNode]] = defaultdict(dict)
    types: dict[str, str] = {}
    for row in graph.rows(QUERY, occupation=occupations):
        listed[row["occupation"]][row["skill"]] = NamedNode(row["relation"])
        types[row["skill"]] = row.get("type", "")
    return listed, types


def _items(
    graph: Graph,
    held: Mapping[str, NamedNode],
    needed: Mapping[str, NamedNode],
    types: Mapping[str, str],
    names: Mapping[str, Named],
) -> list[NeededSkill]:
    sets = skill_sets(graph)
    essential = [skill for skill, relation in needed.items() if relation == ESSENTIAL]
    whole = sets.weight(essential)
    items = [
        NeededSkill.model_validate(
            {
                "skill": names[skill],
                "kind": "knowledge" if types[skill] == KNOWLEDGE else "skill",
                "needed": _WORDS[relation],
                "held": _WORDS[held.get(skill)],
                "share": round(sets.weight([skill]) / whole, 4) if relation == ESSENTIAL else 0,
            }
        )
        for skill, relation in needed.items()
    ]
    return sorted(items, key=_place)


def _place(item: NeededSkill) -> tuple[bool, int, float, str]:
    return item.needed != "essential", _ORDER.index(item.held), -item.share, item.skill.iri


def _alike(graph: Graph, a: Thing, b: Thing) -> list[Link]:
    value = round(skill_sets(graph).similarity(a.iri, b.iri), 4)
    computed = Link(a.iri, SKOS.related, b.iri, computed_from=esco_graphs(graph), confidence=value)
    return [computed] if value and a.iri != b.iri else []
