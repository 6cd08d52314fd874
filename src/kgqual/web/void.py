"""VoID: what the snapshot is made of, by graph, class and property, and how graphs are linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kgqual.namespaces import CATALOG, DCTERMS, FOAF, RDF, VOID, XSD, compact, prefixes
from kgqual.store.dumps import dumps
from kgqual.store.manifest import GraphEntry
from kgqual.store.snapshot import Snapshot
from kgqual.store.statistics import GraphStatistics, Linkset, Statistics
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.served_catalog import dump_address, whole_snapshot
from kgqual.web.wording import say

ADDRESS = "/.well-known/void"
_FEATURES = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.JSON_LD, RdfFormat.RDF_XML)
"""In what every thing can be had."""


def void_triples(
    base: str, snapshot: Snapshot, found: Statistics, *, pinned: bool
) -> Iterator[Triple]:
    """Yield the description of ``snapshot``, served at the address ``base``.

    Addresses of dumps are those of this very snapshot if it is to be ``pinned``.
    """
    document, whole = NamedNode(base + ADDRESS), whole_snapshot(base)
    yield Triple(document, RDF.type, VOID.DatasetDescription)
    yield from _titled(document, "void.title", id=snapshot.id)
    yield Triple(document, FOAF.primaryTopic, whole)
    yield from _whole(base, snapshot, found)
    stems: dict[str, str] = {}
    for dump in dumps(snapshot.manifest):
        node = NamedNode(dump.entry.iri) if dump.entry else whole
        address = dump_address(base, dump.name, snapshot if pinned else None)
        yield Triple(node, VOID.dataDump, NamedNode(address))
        stems[node.value] = quote(dump.stem, safe="")
    for entry in snapshot.manifest.graphs:
        yield from _graph(document, entry, stems[entry.iri], found.graphs[entry.iri])
    for linkset in found.linksets:
        yield from _linkset(document, stems, linkset)


def _whole(base: str, snapshot: Snapshot, found: Statistics) -> Iterator[Triple]:
    whole, graphs = whole_snapshot(base), found.graphs.values()
    properties = {iri for graph in graphs for iri in graph.properties}
    classes = {iri for graph in graphs for iri in graph.classes}
    yield Triple(whole, RDF.type, VOID.Dataset)
    yield from _titled(whole, "dcat.snapshot.title", id=snapshot.id)
    yield Triple(whole, DCTERMS.identifier, Literal(snapshot.id))
    yield Triple(whole, VOID.sparqlEndpoint, NamedNode(f"{base}/sparql"))
    yield Triple(whole, VOID.uriSpace, Literal(prefixes()["kqid"]))
    yield Triple(whole, VOID.rootResource, CATALOG)
    yield Triple(whole, FOAF.homepage, NamedNode(f"{base}/"))
    for format in _FEATURES:
        yield Triple(whole, VOID.feature, NamedNode(format.iri))
    yield from _number(whole, VOID.triples, snapshot.manifest.triples)
    yield from _number(whole, VOID.properties, len(properties))
    yield from _number(whole, VOID.classes, len(classes))
    yield from _vocabularies(whole, properties | classes)
    for entry in snapshot.manifest.graphs:
        yield Triple(whole, VOID.subset, NamedNode(entry.iri))


def _graph(
    document: NamedNode, entry: GraphEntry, stem: str, found: GraphStatistics
) -> Iterator[Triple]:
    graph = NamedNode(entry.iri)
    yield Triple(graph, RDF.type, VOID.Dataset)
    for language, title in (entry.title or {"": entry.name}).items():
        yield Triple(graph, DCTERMS.title, Literal(title, language=language or None))
    if entry.licence:
        yield Triple(graph, DCTERMS.license, NamedNode(entry.licence))
    yield from _number(graph, VOID.triples, entry.triples)
    yield from _number(graph, VOID.distinctSubjects, found.subjects)
    yield from _number(graph, VOID.distinctObjects, found.objects)
    yield from _number(graph, VOID.entities, found.entities)
    yield from _number(graph, VOID.properties, len(found.properties))
    yield from _number(graph, VOID.classes, len(found.classes))
    if found.example:
        yield Triple(graph, VOID.exampleResource, NamedNode(found.example))
    yield from _vocabularies(graph, {*found.properties, *found.classes})
    for iri, count in found.properties.items():
        part = NamedNode(f"{document.value}#{stem}/property/{_fragment(iri)}")
        yield Triple(graph, VOID.propertyPartition, part)
        yield Triple(part, VOID.property, NamedNode(iri))
        yield from _number(part, VOID.triples, count)
    for iri, count in found.classes.items():
        part = NamedNode(f"{document.value}#{stem}/class/{_fragment(iri)}")
        yield Triple(graph, VOID.classPartition, part)
        yield Triple(part, VOID["class"], NamedNode(iri))
        yield from _number(part, VOID.entities, count)


def _linkset(document: NamedNode, stems: dict[str, str], linkset: Linkset) -> Iterator[Triple]:
    parts = stems[linkset.graph], _fragment(linkset.property), stems[linkset.subjects]
    name = "/".join(("links", *parts, stems[linkset.objects]))
    node = NamedNode(f"{document.value}#{name}")
    yield Triple(NamedNode(linkset.graph), VOID.subset, node)
    yield Triple(node, RDF.type, VOID.Linkset)
    yield Triple(node, VOID.linkPredicate, NamedNode(linkset.property))
    yield Triple(node, VOID.subjectsTarget, NamedNode(linkset.subjects))
    yield Triple(node, VOID.objectsTarget, NamedNode(linkset.objects))
    yield from _number(node, VOID.triples, linkset.triples)


def _vocabularies(node: NamedNode, terms: Iterable[str]) -> Iterator[Triple]:
    for base in {_namespace(term) for term in terms} - {""}:
        yield Triple(node, VOID.vocabulary, NamedNode(base))


def _namespace(term: str) -> str:
    """Return the namespace that the list of prefixes knows of a term, '' when it knows none."""
    prefix, colon, _ = compact(term).partition(":")
    return prefixes().get(prefix, "") if colon else ""


def _fragment(iri: str) -> str:
    return quote(compact(iri), safe=":")


def _number(node: NamedNode, property: NamedNode, number: int) -> Iterator[Triple]:
    yield Triple(node, property, Literal(str(number), datatype=XSD.integer))


def _titled(node: NamedNode, key: str, **values: object) -> Iterator[Triple]:
    for language in LANGUAGES:
        title = Literal(say(language, key, **values), language=language)
        yield Triple(node, DCTERMS.title, title)
