"""Where every statement about a thing comes from: graph, file, licence, document, place in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any

from pyoxigraph import Literal, NamedNode

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
from kgqual.answering.envelope import Frozen
from kgqual.store.manifest import GraphEntry

QUERY = Query.beside(__file__)
_LISTED = 20
Value = NamedNode | Literal


class File(Frozen):
    """A file that a graph was made from, with its sha256 and its size in bytes."""

    name: str
    sha256: str
    size: int


class Origin(Item):
    """A statement about the thing and the graph that holds it, with the files it was made from.

    More than 20 values of one ``predicate`` in one graph are one item with the number of
    ``triples``, no ``value``, and one of them as its step. A literal has its text as its label.
    """

    predicate: Named
    value: Named | None
    triples: int
    graph: Named
    version: str
    licence: str
    publisher: str
    files: tuple[File, ...]


@question
def provenance(graph: Graph, iri: Annotated[Thing, Of()]) -> Findings[Origin]:
    """Return the statements whose subject is the thing, each with the graph that holds it.

    The document, the place in it and the strength are those of its step.
    """
    found: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for row in graph.solutions(QUERY, iri=iri):
        holder, predicate, value = row["graph"], row["predicate"], row["value"]
        assert isinstance(holder, NamedNode) and isinstance(predicate, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        if holder.value in graph.entries:
            found[holder.value, predicate.value].append(value)
    listed = [value for v in found.values() if len(v) <= _LISTED for value in v]
    things = {value.value for value in listed if isinstance(value, NamedNode)}
    names = graph.named(things | {said for _, said in found})
    evidence = Evidence[Origin](graph)
    for (within, said), values in found.items():
        one_by_one = len(values) <= _LISTED
        for value in values if one_by_one else values[:1]:
            item = Origin(
                predicate=names[said],
                value=_named(value, names) if one_by_one else None,
                triples=1 if one_by_one else len(values),
                **_holder(graph.entries[within]),
            )
            evidence.answer(item, [Link(iri.iri, NamedNode(said), value)])
    return evidence.findings(Reason("not-described", iri=iri))


def _holder(entry: GraphEntry) -> dict[str, Any]:
    """Return what an item says of the graph that holds its statement."""
    return {
        "graph": Named(iri=entry.iri, label=entry.title),
        "version": entry.version,
        "licence": entry.licence,
        "publisher": entry.publisher,
        "files": tuple(File(name=f.name, sha256=f.sha256, size=f.size) for f in entry.files),
    }


def _named(value: Value, names: Mapping[str, Named]) -> Named:
    if isinstance(value, Literal):
        return Named(iri="", label={value.language or "": value.value})
    return names[value.value]
