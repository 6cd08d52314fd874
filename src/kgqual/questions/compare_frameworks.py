"""Which levels of two frameworks meet, on what basis, and which meet none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
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
from kgqual.answering.level_chains import LevelChain, Scope
from kgqual.answering.level_order import ordered
from kgqual.namespaces import KQ, SKOS

QUERY = Query.beside(__file__)
_LEVELS = Query.beside(__file__, "levels")


class PlacedLevel(Named):
    """A level with its place in its framework, 1 for the lowest, and until when it held."""

    order: int
    until: str | None = None


class Pair(Item):
    """A level of each framework that meet, and the levels between, in the order walked from a.

    A level that no chain leads from is listed alone: the other side is None. ``scope`` says for
    what the pair holds, where not for every qualification at the levels.
    """

    a: PlacedLevel | None = None
    b: PlacedLevel | None = None
    through: tuple[Named, ...] = ()
    scope: Scope | None = None


@question
def compare_frameworks(
    graph: Graph,
    a: Annotated[Thing, Of(KQ.QualificationFramework)],
    b: Annotated[Thing, Of(KQ.QualificationFramework)],
) -> Findings[Pair]:
    """Return the pairs of levels that meet, directly or through the EQF and the QF-EHEA.

    A level may meet several and a pair several times, by different routes. Where none meets, the
    answer is an abstention, whatever levels there are.
    """
    of_a, of_b = (_placed(graph, framework) for framework in (a, b))
    chains = [LevelChain.of(row) for row in graph.rows(QUERY, a=a, **{"in": b})]
    chains.sort(key=lambda chain: _place(chain, of_a, of_b))
    names = graph.named(level for chain in chains for level in chain.levels[1:-1])
    evidence = Evidence[Pair](graph)
    for chain in chains:
        through = tuple(names[level] for level in chain.levels[1:-1])
        first, last = of_a[chain.levels[0]], of_b[chain.levels[-1]]
        pair = Pair(a=first, b=last, through=through, scope=chain.scope)
        evidence.answer(pair, chain.links)
    met = {level for chain in chains for level in chain.levels}
    for level in (one for one in of_a.values() if one.iri not in met):
        evidence.answer(Pair(a=level), [Link(level.iri, SKOS.inScheme, a.iri)])
    for level in (one for one in of_b.values() if one.iri not in met):
        evidence.answer(Pair(b=level), [Link(level.iri, SKOS.inScheme, b.iri)])
    found = evidence.findings(Reason("no-pair", a=a, b=b))
    if any(pair.a and pair.b for pair in found.items):
        return found
    return replace(found, items=(), steps=())


def _placed(graph: Graph, framework: Named) -> dict[str, PlacedLevel]:
    """Return the levels of a framework by IRI, in order."""
    eqf: dict[str, set[str]] = defaultdict(set)
    until: dict[str, str] = {}
    for row in graph.rows(_LEVELS, framework=framework):
        eqf[row["level"]] |= {row["eqf"]} if "eqf" in row else set()
        if "until" in row:
            until[row["level"]] = row["until"]
    names = graph.named(eqf)
    order: Sequence[str] = ordered({iri: level.code for iri, level in names.items()}, eqf)
    return {
        iri: PlacedLevel(**dict(names[iri]), order=place, until=until.get(iri))
        for place, iri in enumerate(order, 1)
    }


def _place(
    chain: LevelChain, of_a: dict[str, PlacedLevel], of_b: dict[str, PlacedLevel]
) -> tuple[int, int, int]:
    """Put pairs in the order of the levels, shorter chains first."""
    first, last = of_a[chain.levels[0]], of_b[chain.levels[-1]]
    return first.order, last.order, len(chain.levels)
