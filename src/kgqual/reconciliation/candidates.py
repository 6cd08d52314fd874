"""A batch of queries answered: candidates found, weighed, and described, the best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kgqual.answering import Graph
from kgqual.reconciliation.agreement import Agreement
from kgqual.reconciliation.description import Described, describe
from kgqual.reconciliation.requests import LANGUAGE, ReconciliationQuery
from kgqual.reconciliation.responses import Candidate, Feature, Result
from kgqual.reconciliation.retrieval import retrieve
from kgqual.reconciliation.schema import properties, types_of
from kgqual.reconciliation.scoring import Scored, fit, the_match
from kgqual.search import Hit

Batch = Mapping[str, ReconciliationQuery | str]
"""Key → query, or what is wrong with it."""


def reconcile(graph: Graph, batch: Batch, language: str) -> dict[str, Result]:
    """Return the candidates of each query of a batch, named in ``language`` where possible.

    Queries are answered as if each were alone; what they need of the graph is read together.
    """
    asked = {key: query for key, query in batch.items() if not isinstance(query, str)}
    hits = {key: retrieve(graph, query, language) for key, query in asked.items()}
    agreements = _agreements(graph, asked, hits)
    scored = {key: _scored(query, hits[key], agreements) for key, query in asked.items()}
    best = {key: scored[key][: query.most] for key, query in asked.items()}
    found = describe(graph, {one.hit.iri for row in best.values() for one in row}, language)
    return {
        key: Result(error=query)
        if isinstance(query, str)
        else Result(result=_candidates(best[key], the_match(scored[key]), found))
        for key, query in batch.items()
    }


def _agreements(
    graph: Graph, asked: Mapping[str, ReconciliationQuery], hits: Mapping[str, Sequence[Hit]]
) -> dict[str, Agreement]:
    """Return property → what the graph says, of all things for which a query gives it."""
    things: dict[str, set[str]] = defaultdict(set)
    for key, query in asked.items():
        for condition in query.properties:
            things[condition.pid] |= {hit.iri for hit in hits[key]}
    return {
        pid: Agreement(graph, iris, properties()[pid])
        for pid, iris in things.items()
        if pid != LANGUAGE
    }


def _scored(
    query: ReconciliationQuery, hits: Iterable[Hit], agreements: Mapping[str, Agreement]
) -> list[Scored]:
    """Return the things that fit at all, the best first."""
    found = [_score(query, hit, agreements) for hit in hits]
    if query.type_strict == "all":
        found = [one for one in found if one.typed is not False]
    return sorted(
        (one for one in found if one.score > 0 and not one.unlike),
        key=lambda one: (-one.score, -one.hit.features["centrality"], one.hit.iri),
    )


def _score(query: ReconciliationQuery, hit: Hit, agreements: Mapping[str, Agreement]) -> Scored:
    agrees = {
        condition.pid: hit.matched.language in condition.v
        if condition.pid == LANGUAGE
        else agreements[condition.pid].of(hit.iri, condition.v)
        for condition in query.properties
    }
    known = {pid: value for pid, value in agrees.items() if value is not None}
    return Scored(hit, fit(query.query, hit), _typed(query, hit), known)


def _typed(query: ReconciliationQuery, hit: Hit) -> bool | None:
    """Return whether a thing has a type asked for, or all of them; None where none is."""
    if not query.type:
        return None
    has = {kind.id for kind in types_of(hit.types)}
    return has >= {*query.type} if query.type_strict == "all" else bool(has & {*query.type})


def _candidates(
    scored: Iterable[Scored], match: Scored | None, found: Mapping[str, Described]
) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            id=one.hit.iri,
            name=found[one.hit.iri].name,
            description=found[one.hit.iri].text(one.hit),
            type=found[one.hit.iri].types(one.hit.types),
            score=one.score,
            features=tuple(Feature(id=key, value=v) for key, v in one.features.items()),
            match=one is match,
        )
        for one in scored
    )
