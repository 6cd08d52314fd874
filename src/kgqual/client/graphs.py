"""Triples as a graph of rdflib, every literal as it was written."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from kgqual.errors import EngineError
from kgqual.namespaces import prefixes
from kgqual.store.interface import Term


def rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return the triples as a graph that knows our prefixes.

    Raises EngineError for a triple about a triple, which rdflib has no place for.
    """
    graph = rdflib.Graph()
    for prefix, iri in prefixes().items():
        graph.bind(prefix, iri)
    graph.addN((_node(t.subject), _node(t.predicate), _node(t.object), graph) for t in triples)
    return graph


def _node(term: Term) -> Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = rdflib.URIRef(term.datatype.value)
        plain = datatype == rdflib.XSD.string
        return rdflib.Literal(term.value, datatype=None if plain else datatype, normalize=False)
    raise EngineError(f"rdflib has no place for {term}: ask for its parts with `select`.")
