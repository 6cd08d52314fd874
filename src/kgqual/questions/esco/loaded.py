"""Whether ESCO is there to be asked, and which graphs hold it."""

from __future__ import annotations

from kgqual.answering import Graph


def esco_graphs(graph: Graph) -> tuple[str, ...]:
    """Return the IRIs of the graphs of ESCO that are asked: none when ESCO was not added."""
    return tuple(sorted(entry.iri for entry in graph.entries.values() if entry.kind == "esco"))
