"""The SPARQL 1.1 Service Description of this endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kgqual.namespaces import DCTERMS, RDF, RDFS, RESERVED_GRAPHS, SD, VOID, XSD
from kgqual.store.manifest import GraphEntry, Manifest
from kgqual.web.void import ADDRESS as VOID_ADDRESS

_FORMATS = (
    QueryResultsFormat.JSON,
    QueryResultsFormat.XML,
    QueryResultsFormat.CSV,
    QueryResultsFormat.TSV,
    RdfFormat.TURTLE,
    RdfFormat.N_TRIPLES,
    RdfFormat.JSON_LD,
    RdfFormat.RDF_XML,
)
_GEOSPARQL = "http://www.opengis.net/def/function/geosparql/"
_GEOSPARQL_FUNCTIONS = """
    area asGeoJSON centroid convexHull coordinateDimension difference dimension distance
    ehContains ehCoveredBy ehCovers ehDisjoint ehEquals ehInside ehMeet ehOverlap envelope getSRID
    intersection isEmpty isSimple length perimeter rcc8dc rcc8ec rcc8eq rcc8ntpp rcc8ntppi rcc8po
    rcc8tpp rcc8tppi relate sfContains sfCrosses sfDisjoint sfEquals sfIntersects sfOverlaps
    sfTouches sfWithin spatialDimension symDifference union
"""
_CASTS = (
    "date dayTimeDuration duration gDay gMonth gMonthDay gYear gYearMonth time yearMonthDuration"
)
EXTENSION_FUNCTIONS = (
    *(XSD[name] for name in _CASTS.split()),
    *(NamedNode(_GEOSPARQL + name) for name in _GEOSPARQL_FUNCTIONS.split()),
)
"""What Oxigraph knows beyond SPARQL 1.1: casts to more datatypes, GeoSPARQL's functions."""
_SIMPLE_ENTAILMENT = NamedNode("http://www.w3.org/ns/entailment/Simple")


def service_description(
    endpoint: str, manifest: Manifest, *, federated: bool = False
) -> Iterator[Triple]:
    """Yield the description of the service at the address ``endpoint`` over ``manifest``.

    ``federated`` says whether queries may call other endpoints.
    """
    service, dataset, available = (
        NamedNode(f"{endpoint}#{name}") for name in ("service", "dataset", "available-graphs")
    )
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, NamedNode(endpoint))
    yield Triple(service, SD.supportedLanguage, SD.SPARQL11Query)
    if federated:
        yield Triple(service, SD.feature, SD.BasicFederatedQuery)
    yield Triple(service, SD.defaultEntailmentRegime, _SIMPLE_ENTAILMENT)
    for format in _FORMATS:
        yield Triple(service, SD.resultFormat, NamedNode(format.iri))
    for function in EXTENSION_FUNCTIONS:
        yield Triple(service, SD.extensionFunction, function)
        yield Triple(function, RDF.type, SD.Function)
    for address in ("/catalog", VOID_ADDRESS):  # where the graphs are described in full
        described = NamedNode(endpoint.removesuffix("/sparql") + address)
        yield Triple(service, RDFS.seeAlso, described)
    yield Triple(service, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(service, SD.availableGraphs, available)
    yield Triple(available, RDF.type, SD.GraphCollection)
    yield from _default_graph(dataset, NamedNode(f"{endpoint}#default-graph"), manifest)
    for entry in manifest.graphs:
        node = NamedNode(f"{endpoint}#{_fragment(entry)}")
        yield Triple(available, SD.namedGraph, node)
        yield from _named_graph(dataset, node, entry)


def _fragment(entry: GraphEntry) -> str:
    return entry.iri.removeprefix(RESERVED_GRAPHS).replace("#", "-")


def _default_graph(dataset: NamedNode, graph: NamedNode, manifest: Manifest) -> Iterator[Triple]:
    yield Triple(dataset, SD.defaultGraph, graph)
    yield Triple(graph, RDF.type, SD.Graph)
    titles = {
        "en": "The current graphs together",
        "ru": "Действующие графы вместе",
        "kk": "Қолданыстағы графтардың бірігуі",
    }
    for language, title in titles.items():
        yield Triple(graph, DCTERMS.title, Literal(title, language=language))
    for entry in manifest.current:
        yield Triple(graph, DCTERMS.hasPart, NamedNode(entry.iri))


def _named_graph(dataset: NamedNode, node: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    yield Triple(dataset, SD.namedGraph, node)
    yield Triple(node, RDF.type, SD.NamedGraph)
    yield Triple(node, SD.name, NamedNode(entry.iri))
    described = NamedNode(f"{node.value}-graph")
    yield Triple(node, SD.graph, described)
    yield Triple(described, RDF.type, SD.Graph)
    yield Triple(described, VOID.triples, Literal(str(entry.triples), datatype=XSD.integer))
    for language, title in entry.title.items():
        yield Triple(described, DCTERMS.title, Literal(title, language=language))
