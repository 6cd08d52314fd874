"""Which levels of other frameworks a level corresponds to, route by route."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

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
from kgqual.answering.level_chains import LevelChain, Scope
from kgqual.namespaces import KQ

QUERY = Query.beside(__file__)


class Correspondence(Item):
    """A level that corresponds, its framework, and the levels between, in the order walked.

    ``until`` is the last day on which all of the levels held, where one no longer does. ``scope``
    says for what the correspondence holds, where not for every qualification at the level.
    """

    level: Named
    framework: Named
    through: tuple[Named, ...] = ()
    until: str | None = None
    scope: Scope | None = None


@question
def level_correspondence(
    graph: Graph,
    framework: Annotated[Thing, Of(KQ.QualificationFramework)],
    level: Annotated[Thing, Of(KQ.FrameworkLevel, within="framework")],
    to: Annotated[Thing | None, Of(KQ.QualificationFramework)] = None,
) -> Findings[Correspondence]:
    """Return the levels that correspond to ``level``, directly or through EQF and QF-EHEA.

    Correspondences are close matches: a chain of them is an argument, not an equality. Links are
    walked in both directions; one walked against the direction stated says so.
    """
    chains = chains_from(graph, [level.iri], to)
    names = graph.named(iri for chain in chains for iri in (*chain.levels, chain.framework))
    evidence = Evidence[Correspondence](graph)
    for chain in chains:
        _, *through, last = (names[iri] for iri in chain.levels)
        found = Correspondence(
            level=last,
            framework=names[chain.framework],
            through=tuple(through),
            until=chain.until or None,
            scope=chain.scope,
        )
        evidence.answer(found, chain.links)
    return evidence.findings(Reason("no-route", level=level))


def chains_from(
    graph: Graph, levels: Iterable[str], to: Named | Iterable[str] | None = None
) -> list[LevelChain]:
    """Return the chains from each of the levels, to those of one framework or of any.

    Chains through a level that no longer holds come last.
    """
    chains = [LevelChain.of(row) for row in graph.rows(QUERY, level=list(levels), to=to)]
    return sorted(chains, key=lambda chain: bool(chain.until))
