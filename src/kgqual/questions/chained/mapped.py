"""The mappings and hierarchies around some things, as far as mappings follow from them.

They are fetched round by round, a query for each batch of things, until no mapping follows any
further: of a graph with ESCO that is what lies around the things, not the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgqual.answering import Graph, Query
from kgqual.chaining import Step
from kgqual.chaining.conclusions import unsafe
from kgqual.chaining.rules import Chain

_QUERY = Query.beside(__file__)
_BATCH = 1_000


def mapped(graph: Graph, things: Iterable[str]) -> Mapping[str, list[Step]]:
    """Return thing → the steps that lead on from it, for these and all that chains reach."""
    found: dict[str, list[Step]] = {}
    seen = {(iri, Chain()) for iri in things}
    reached = seen
    while reached:
        new = sorted({iri for iri, _ in reached} - found.keys())
        found.update((iri, []) for iri in new)
        for step in _stated(graph, new):
            found[step.start].append(step)
        reached = {
            (step.end, chain.after(step))
            for iri, chain in reached
            for step in found[iri]
            if not unsafe(chain, step)
        } - seen
        seen = seen | reached
    return {iri: sorted(steps) for iri, steps in found.items()}


def _stated(graph: Graph, things: Sequence[str]) -> Iterator[Step]:
    for start in range(0, len(things), _BATCH):
        for row in graph.rows(_QUERY, thing=things[start : start + _BATCH]):
            against = row["direction"] == "against"
            yield Step(row["subject"], row["predicate"], row["object"], against)
