"""A store as rdflib reads it: term by term, triple by triple, nothing copied."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.plugins.stores.memory import SimpleMemory

from kgqual.namespaces import XSD
from kgqual.validation.compiled.data import REMEMBERED, Data
from kgqual.validation.compiled.literals import rdflib_literal
from kgqual.validation.graphs import Node, Term

_GRAPH = DefaultGraph()


@lru_cache(REMEMBERED)
def to_rdflib(term: Term) -> rdflib.term.Identifier:
    """Return the term of rdflib; a literal keeps its lexical form."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    return rdflib.BNode(term.value) if isinstance(term, BlankNode) else rdflib_literal(term)


@lru_cache(REMEMBERED)
def from_rdflib(term: object) -> Term:
    """Return the term of pyoxigraph."""
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(term.datatype or XSD.string.value))
    text = str(term)
    return BlankNode(text) if isinstance(term, rdflib.BNode) else NamedNode(text)


class _Triples(SimpleMemory):
    """The default graph of a store, behind the interface that rdflib has for stores."""

    def __init__(self, data: Data) -> None:
        super().__init__()
        self._data = data

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """Yield what matches; None stands for anything."""
        subject, predicate, object_ = (
            None if term is None else from_rdflib(term) for term in triple_pattern
        )
        if isinstance(subject, Literal) or isinstance(predicate, Literal | BlankNode):
            return
        for triple in self._matching(subject, predicate, object_):
            yield tuple(map(to_rdflib, triple)), iter(())

    def _matching(
        self, subject: Node | None, predicate: NamedNode | None, object_: Term | None
    ) -> Iterator[tuple[Term, Term, Term]]:
        """Yield what matches; the two common kinds of look-up are remembered."""
        if subject is not None and predicate is not None:
            for found in self._data.objects(subject, predicate):
                if object_ is None or object_ == found:
                    yield subject, predicate, found
        elif predicate is not None and object_ is not None:
            for found in self._data.subjects(predicate, object_):
                yield found, predicate, object_
        else:
            for quad in self._data.store.quads_for_pattern(subject, predicate, object_, _GRAPH):
                yield quad.subject, quad.predicate, quad.object  # type: ignore[misc]

    def __len__(self, context: Any = None) -> int:
        """Return 1: rdflib only asks whether there is something."""
        return 1


class StoreGraph(rdflib.Graph):
    """The default graph of a store as a graph of rdflib; a query is parsed once."""

    def __init__(self, data: Data) -> None:
        super().__init__(store=_Triples(data))

    def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
        """Return the answer to a query, which is text."""
        return super().query(prepared(query_object), *args, **options)


@lru_cache(REMEMBERED)
def prepared(text: str) -> Query:
    """Return a query ready to run, with the prefixes that every graph of rdflib knows."""
    return prepareQuery(text, initNs=dict(rdflib.Graph().namespaces()))
