"""What a WorldSkills skill consists of, what it corresponds to, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pyoxigraph import Literal as RdfLiteral
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
from kgqual.namespaces import DCTERMS, ESCO_OCCUPATION, ISCO, KQ, ONET
from kgqual.namespaces import thing as kqid
from kgqual.store.interface import Term

QUERY = Query.beside(__file__)
_SYSTEMS = {ESCO_OCCUPATION.iri: "ESCO", ISCO.iri: "ISCO-08", ONET.iri: "O*NET"}
Part = Literal["description", "section", "alignment", "counterpart"]


class ProfilePart(Item):
    """One part of the profile.

    ``description`` is the document that describes the skill, with what is known to be missing
    from it (``gaps``); ``section`` a section of the occupational standard with its ``weight`` in
    percent, None where none was found; ``alignment`` an occupation or a group of ``system`` that
    the description names; ``counterpart`` a skill of another competition.
    """

    part: Part
    thing: Named
    system: str = ""
    weight: Decimal | None = None
    gaps: tuple[Named, ...] = ()


@question
def worldskills_profile(
    graph: Graph, skill: Annotated[Thing, Of(KQ.WorldSkillsSkill)]
) -> Findings[ProfilePart]:
    """Return the parts of the profile: description, sections in order, alignments, counterparts.

    Where the description and ESCO disagree about the occupation group, the conflict is with the
    answer. Which skills of TurkicSkills are alike no source says, so they are leads.
    """
    rows = list(graph.solutions(QUERY, skill=skill))
    names = graph.named(_iri(row) for row in rows)
    gaps = _gaps(graph, skill.iri)
    evidence = Evidence[ProfilePart](graph)
    for row in rows:
        thing = names[_iri(row)]
        part = _part(row, thing, gaps)
        evidence.answer(part, _links(skill.iri, part, row))
    return evidence.findings(Reason("nothing", skill=skill))


def _part(row: Mapping[str, Term], thing: Named, gaps: tuple[Named, ...]) -> ProfilePart:
    weight = row.get("weight")
    part: Part = row["part"].value  # type: ignore[assignment,union-attr]
    return ProfilePart(
        part=part,
        thing=thing,
        system=next((s for path, s in _SYSTEMS.items() if thing.iri.startswith(path)), ""),
        weight=Decimal(weight.value) if isinstance(weight, RdfLiteral) else None,
        gaps=gaps if part == "description" else (),
    )


def _links(skill: str, part: ProfilePart, row: Mapping[str, Term]) -> Iterator[Link]:
    """Yield what states a part, as the query found it."""
    thing = part.thing.iri
    match part.part:
        case "description":
            yield Link(skill, DCTERMS.source, thing)
        case "section":
            yield Link(skill, KQ.hasSection, thing)
            if isinstance(weight := row.get("weight"), RdfLiteral):
                yield Link(thing, KQ.weight, weight)
        case "alignment":
            yield Link(skill, _predicate(row), thing)
        case "counterpart":
            yield Link(thing, _predicate(row), skill, against=True)


def _predicate(row: Mapping[str, Term]) -> NamedNode:
    predicate = row["predicate"]
    assert isinstance(predicate, NamedNode)
    return predicate


def _iri(row: Mapping[str, Term]) -> str:
    thing = row["thing"]
    assert isinstance(thing, NamedNode)
    return thing.value


def _gaps(graph: Graph, skill: str) -> tuple[Named, ...]:
    """Return what was looked for about the skill and not found."""
    return tuple(
        Named(iri=kqid("gap", gap.name).value, label=gap.label)
        for entry in graph.entries.values()
        for gap in entry.gaps
        if skill in gap.about
    )
