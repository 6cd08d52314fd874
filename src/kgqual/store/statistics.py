"""What each graph of a snapshot is made of, in numbers: for VoID.

They are counted when they are first asked for and kept in the snapshot's folder, outside its
hash. This module, run as a program (``python -m kgqual.store.statistics SNAPSHOT``), counts them:
the service leaves that to a process of its own.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.atomic import replacing
from kgqual.namespaces import sparql_prologue
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store, Term
from kgqual.store.snapshot import Snapshot

_SUBJECTS = "SELECT ?g (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_OBJECTS = "SELECT ?g (COUNT(DISTINCT ?o) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_ENTITIES = "SELECT ?g (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?g"
_PROPERTIES = "SELECT ?g ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ?p"
_CLASSES = "SELECT ?g ?c (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?g ?c"
_LINKS = """
SELECT ?g ?p ?from ?to (COUNT(*) AS ?n) {
  VALUES ?p { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH ?g { ?s ?p ?o }
  { SELECT DISTINCT ?from ?s { GRAPH ?from { ?s skos:inScheme ?one } } }
  { SELECT DISTINCT ?to ?o { GRAPH ?to { ?o skos:inScheme ?other } } }
  FILTER(?from != ?to)
} GROUP BY ?g ?p ?from ?to
"""
"""Matches between things whose schemes two graphs give: the SKOS mappings of one to the other."""
_NAME = "statistics.json"


@dataclass(frozen=True)
class GraphStatistics:
    """One graph: how many different subjects and objects, how many things with a class.

    ``properties`` counts triples, ``classes`` instances, by IRI; ``example`` is one of the
    subjects, '' when that is no IRI.
    """

    subjects: int
    objects: int
    entities: int
    example: str
    properties: Mapping[str, int]
    classes: Mapping[str, int]


@dataclass(frozen=True)
class Linkset:
    """The triples of ``graph`` that link things of ``subjects`` by ``property`` to ``objects``."""

    graph: str
    property: str
    subjects: str
    objects: str
    triples: int


@dataclass(frozen=True)
class Statistics:
    """The numbers of a snapshot: of each graph by its IRI, and of the links between graphs."""

    graphs: Mapping[str, GraphStatistics]
    linksets: tuple[Linkset, ...]


def known(snapshot: Snapshot) -> Statistics | None:
    """Return the statistics that were counted, None when they were not yet."""
    path = snapshot.path / _NAME
    if not path.is_file():
        return None
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Statistics(
        {iri: GraphStatistics(**graph) for iri, graph in stored["graphs"].items()},
        tuple(Linkset(**linkset) for linkset in stored["linksets"]),
    )


def count(snapshot: Snapshot) -> Statistics:
    """Count, and keep what was counted in the snapshot's folder."""
    store = snapshot.open()
    properties, classes = _by_graph(store, _PROPERTIES), _by_graph(store, _CLASSES)
    subjects, objects, entities = (
        {graph: int(number) for graph, number in _rows(store, text)}
        for text in (_SUBJECTS, _OBJECTS, _ENTITIES)
    )
    graphs = {
        entry.iri: GraphStatistics(
            subjects=subjects.get(entry.iri, 0),
            objects=objects.get(entry.iri, 0),
            entities=entities.get(entry.iri, 0),
            example=_first(snapshot.graph_path(index)),
            properties=properties.get(entry.iri, {}),
            classes=classes.get(entry.iri, {}),
        )
        for index, entry in enumerate(snapshot.manifest.graphs)
    }
    links = sorted(_rows(store, _LINKS))
    counted = Statistics(graphs, tuple(Linkset(g, p, s, o, int(n)) for g, p, s, o, n in links))
    with replacing(snapshot.path / _NAME) as partial:
        partial.write_text(json.dumps(asdict(counted)), encoding="utf-8")
    return counted


def _first(graph: Path) -> str:
    """Return the first subject of a graph file, which is the same each time."""
    quad = next(iter(ox.parse(path=graph, format=RdfFormat.N_QUADS)))
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _by_graph(store: Store, text: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for graph, term, number in sorted(_rows(store, text)):
        found.setdefault(graph, {})[term] = int(number)
    return found


def _rows(store: Store, text: str) -> Iterator[list[str]]:
    for row in store.query(sparql_prologue() + text, Dataset()).rows():
        yield [_value(term) for term in row]


def _value(term: Term | None) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


if __name__ == "__main__":
    os.nice(10)
    count(Snapshot(Path(sys.argv[1])))
