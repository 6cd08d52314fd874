"""How much of a scheme is mapped to another one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    Step,
    Thing,
    question,
)
from kgqual.answering.envelope import Frozen
from kgqual.answering.evidence import steps_of
from kgqual.chaining import PREDICATES
from kgqual.chaining import Step as Walked
from kgqual.model import Strength
from kgqual.namespaces import SKOS
from kgqual.questions.chained import link

QUERY = Query.beside(__file__)
_THINGS = Query.beside(__file__, "things")
_NONE = Query.beside(__file__, "none")


class Related(Frozen):
    """How many things one relation relates, read from the scheme asked for first."""

    relation: Named
    things: int


class MappingCoverage(Item):
    """How many things of a class, of those in the scheme, are mapped to the other scheme.

    ``relations`` says how many of them by which relation. ``unmapped`` are the things for which
    nothing is stated, ``absent`` those of which a source states that nothing corresponds.
    """

    kind: Named
    concepts: int
    mapped: int
    share: float
    relations: tuple[Related, ...]
    unmapped: tuple[Named, ...]
    absent: tuple[Named, ...]


@dataclass(frozen=True)
class _Mapped:
    """A mapping of a thing: the link, the relation as read from the thing, and who states it."""

    thing: str
    predicate: str
    link: Link
    step: Step

    @property
    def verified(self) -> bool:
        """Whether a source that was verified states it."""
        return self.step.strength is not Strength.UNVERIFIED


@question
def mapping_coverage(
    graph: Graph,
    from_: Annotated[Thing, Of(SKOS.ConceptScheme)],
    to: Annotated[Thing, Of(SKOS.ConceptScheme)],
) -> Findings[MappingCoverage]:
    """Return how much of each class of things in ``from_`` is mapped to ``to``.

    A mapping counts whichever of the two schemes it begins with, as long as it holds. What only
    unverified mappings cover is a lead.
    """
    if from_.iri == to.iri:
        return Findings((), otherwise=Reason("same", start=from_))
    found = list(_mapped(graph, from_, to))
    absent = {row["thing"] for row in graph.rows(_NONE, **{"from": from_, "to": to})}
    evidence = Evidence[MappingCoverage](graph, lambda links: {m.link: m.step for m in found})
    for kind, things in sorted(_kinds(graph, from_).items()):
        all_of_kind = [mapped for mapped in found if mapped.thing in things]
        verified = [mapped for mapped in all_of_kind if mapped.verified]
        for counted in (verified, all_of_kind):
            resting = verified if counted is verified else [m for m in counted if not m.verified]
            if resting:
                item = _counted(graph, kind, things, counted, absent)
                evidence.answer(item, (mapped.link for mapped in resting))
    return evidence.findings(Reason("nothing", start=from_, end=to))


def _mapped(graph: Graph, from_: Thing, to: Thing) -> Iterable[_Mapped]:
    """Yield the mappings between two schemes that hold."""
    walked = [
        Walked(row["subject"], row["predicate"], row["object"], row["thing"] != row["subject"])
        for row in graph.rows(QUERY, **{"from": from_, "to": to})
    ]
    steps = steps_of(graph, map(link, walked))
    today = graph.day.isoformat()
    for one in walked:
        step = steps[link(one)]
        if step.until is None or step.until >= today:
            yield _Mapped(one.start, PREDICATES[one.move], link(one), step)


def _kinds(graph: Graph, scheme: Thing) -> Mapping[str, set[str]]:
    """Return class → the things of a scheme that are of it; ``skos:Concept`` for the others."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in graph.rows(_THINGS, **{"from": scheme}):
        found[row.get("kind", SKOS.Concept.value)].add(row["thing"])
    return found


def _counted(
    graph: Graph, kind: str, things: set[str], found: Iterable[_Mapped], absent: set[str]
) -> MappingCoverage:
    by_relation = {(mapped.thing, mapped.predicate) for mapped in found}
    mapped = {thing for thing, _ in by_relation}
    left = things - mapped
    relations = Counter(predicate for _, predicate in by_relation)
    names = graph.named({kind, *relations, *left})
    return MappingCoverage(
        kind=names[kind],
        concepts=len(things),
        mapped=len(mapped),
        share=round(len(mapped) / len(things), 4),
        relations=tuple(Related(relation=names[p], things=n) for p, n in relations.most_common()),
        unmapped=tuple(names[iri] for iri in sorted(left - absent)),
        absent=tuple(names[iri] for iri in sorted(left & absent)),
    )
