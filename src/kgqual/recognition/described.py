"""Things as a query describes them: for each thing its properties, for each property its values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgqual.answering.envelope import Text
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query


@dataclass(frozen=True)
class Described:
    """One thing: ``values`` is by the IRI of a property."""

    iri: str
    values: Mapping[str, Sequence[NamedNode | Literal]]

    def iris(self, property: NamedNode) -> list[str]:
        """Return the things that a property names."""
        return [v.value for v in self.values.get(property.value, ()) if isinstance(v, NamedNode)]

    def first(self, property: NamedNode) -> str:
        """Return a value of a property in its lexical form, '' when there is none."""
        return next((value.value for value in self.values.get(property.value, ())), "")

    def text(self, property: NamedNode) -> Text:
        """Return a text by language."""
        found = self.values.get(property.value, ())
        return {v.language: v.value for v in found if isinstance(v, Literal) and v.language}


def described(graph: Graph, query: Query) -> dict[str, Described]:
    """Return what a query with ``?thing ?property ?value`` describes, by IRI."""
    found: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for row in graph.solutions(query):
        thing, property, value = row["thing"], row["property"], row["value"]
        assert isinstance(thing, NamedNode) and isinstance(property, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        found[thing.value][property.value].append(value)
    return {iri: Described(iri, values) for iri, values in found.items()}
