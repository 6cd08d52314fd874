"""What mappings compare with a concept."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.answering import Graph
from kgqual.namespaces import SKOS
from kgqual.translation.context.chain import Chain
from kgqual.translation.mappings import Mappings


def mapped(graph: Graph, iri: str) -> Iterator[Chain]:
    """Yield what mappings compare with a concept and a current source names.

    What is only related (``skos:relatedMatch``) is not the same.
    """
    mappings = Mappings.of(graph)
    for other, links in mappings.compared(iri):
        kind = mappings.kind(other)
        if kind and all(link.predicate != SKOS.relatedMatch for link in links):
            yield Chain(other, kind, links[-1].predicate.value, links)
