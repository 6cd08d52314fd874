"""What groups of the national classifier would correspond to, were their codes those of ISCO-08.

No source at hand compares the two group by group, so this is an assumption: what rests on it is
a lead, and a group for which a source does state a group of ISCO-08 is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgqual.answering import Graph, Link, Query
from kgqual.chaining import Step
from kgqual.namespaces import ISCO, SKOS, thing

_QUERY = Query.beside(__file__)
_GROUPS = (ISCO.iri, thing("nco", "").value)


def alike(graph: Graph, things: Iterable[str]) -> set[Step]:
    """Return the steps from national groups to the groups of ISCO-08 that have the same code."""
    groups = tuple(sorted(iri for iri in things if iri.startswith(_GROUPS)))
    rows = graph.rows(_QUERY, thing=groups) if groups else ()
    return {Step(row["group"], SKOS.closeMatch.value, row["isco"]) for row in rows}


def assumed(graph: Graph, step: Step) -> Link:
    """Return such a step as a link: suggested by the two classifications, stated by nobody."""
    return Link(
        step.subject,
        SKOS.closeMatch,
        step.object,
        against=step.against,
        computed_from=tuple(e.iri for e in graph.entries.values() if e.kind in ("nco", "isco")),
        assumed=True,
    )
