"""Where what a report speaks of comes from: the named graphs that say it, and its names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.namespaces import DCTERMS, FOAF, RDF, RDFS, SCHEMA, SKOS
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Inverse, Predicate
from kgqual.validation.report import Result

NAMING = (SKOS.prefLabel, RDFS.label, DCTERMS.title, FOAF.name, SCHEMA.name)
"""Properties that name a thing, the most telling first."""

Names = Mapping[str, str]
"""Language → name; the language is empty where none is stated."""


@dataclass(frozen=True)
class Origins:
    """Named graphs of each result, and names of each focus node; what is absent has none."""

    graphs: Mapping[Result, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[Term, Names] = field(default_factory=dict)


UNKNOWN = Origins()
"""The origins of what was not read from named graphs."""


def origins(
    store: ox.Store, results: Iterable[Result], among: Collection[str] | None = None
) -> Origins:
    """Return where the results come from, and what their focus nodes are called.

    A result comes from the graphs that state its value; where none does, from those that say what
    its focus node is; where none does, from those that say anything about it. ``among`` are the
    graphs that were validated, if not all.
    """
    results = tuple(results)
    nodes = dict.fromkeys(result.focus_node for result in results)
    described = {node: _kept(_describing(store, node), among) for node in nodes}
    graphs = {
        result: _kept(_stating(store, result), among) or described[result.focus_node]
        for result in results
    }
    return Origins(graphs, {node: found for node in nodes if (found := _names(store, node))})


def _kept(found: Iterator[str], among: Collection[str] | None) -> tuple[str, ...]:
    return tuple(sorted({graph for graph in found if among is None or graph in among}))


def _stating(store: ox.Store, result: Result) -> Iterator[str]:
    subject, path, value = result.focus_node, result.path, result.value
    if value is None:
        return
    if isinstance(path, Inverse):
        subject, path, value = value, path.path, subject
    if isinstance(path, Predicate) and not isinstance(subject, Literal):
        yield from _graphs(store.quads_for_pattern(subject, path.iri, value, None))


def _describing(store: ox.Store, node: Term) -> Iterator[str]:
    if isinstance(node, Literal):
        return
    typed = list(_graphs(store.quads_for_pattern(node, RDF.type, None, None)))
    yield from typed or _graphs(store.quads_for_pattern(node, None, None, None))


def _graphs(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode | BlankNode):
            yield quad.graph_name.value


def _names(store: ox.Store, node: Term) -> Names:
    if isinstance(node, Literal):
        return {}
    for naming in NAMING:
        quads = store.quads_for_pattern(node, naming, None, None)
        texts = sorted({quad.object for quad in quads if isinstance(quad.object, Literal)}, key=str)
        if texts:
            return {text.language or "": text.value for text in reversed(texts)}
    return {}
