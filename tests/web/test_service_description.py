"""/sparql without a query: its description for programs, which says what is really there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from httpx import Client
from pyoxigraph import NamedNode
from tests.web.test_sparql import codes, get

from kgqual.namespaces import DCTERMS, RDF, RDFS, SD, VOID
from kgqual.web.result_formats import GRAPHS, RESULTS

COUNT = "SELECT (COUNT(*) AS ?code) { ?s ?p ?o }"
DISTINCT = "SELECT (COUNT(*) AS ?code) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
NAMED_COUNT = "SELECT (COUNT(*) AS ?code) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def described(client: Client) -> ox.Store:
    store = ox.Store()
    response = client.get("/sparql", headers={"accept": "application/n-triples"})
    store.load(response.content, format=ox.RdfFormat.N_TRIPLES)
    return store


def objects(store: ox.Store, subject: object, predicate: NamedNode) -> list[str]:
    found = store.quads_for_pattern(subject, predicate, None)  # type: ignore[arg-type]
    return sorted(quad.object.value for quad in found)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_programs_get_it_in_the_format_accepted(
    client: Client, described: ox.Store, accept: str, media_type: str
) -> None:
    response = client.get("/sparql", headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.from_media_type(media_type))
    assert set(store) == set(described)


def test_it_leads_to_the_catalogue_and_to_void(client: Client, described: ox.Store) -> None:
    addresses = objects(described, None, RDFS.seeAlso)
    assert len(addresses) == 2
    for address in addresses:
        assert client.get(address, headers={"accept": "text/turtle"}).status_code == 200


def test_it_describes_one_service_at_its_address(client: Client, described: ox.Store) -> None:
    (service,) = described.quads_for_pattern(None, RDF.type, SD.Service)
    assert objects(described, service.subject, SD.endpoint) == [f"{client.base_url}/sparql"]
    assert objects(described, service.subject, SD.languageExtension) == []
    assert not any(isinstance(quad.subject, ox.BlankNode) for quad in described)


def test_each_result_format_can_be_had(client: Client, described: ox.Store) -> None:
    graph = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"
    had = []
    for offer in RESULTS[:4]:
        found = ox.QueryResultsFormat.from_media_type(offer.media_type)
        had += [found.iri] if found and answered(client, COUNT, offer.media_type) else []
    for offer in GRAPHS[:4]:
        written = ox.RdfFormat.from_media_type(offer.media_type)
        had += [written.iri] if written and answered(client, graph, offer.media_type) else []
    assert objects(described, None, SD.resultFormat) == sorted(had)


def answered(client: Client, query: str, media_type: str) -> bool:
    response = get(client, query, media_type)
    return response.headers["content-type"].partition(";")[0] == media_type


def test_each_graph_can_be_asked_and_has_as_many_triples(
    client: Client, described: ox.Store
) -> None:
    graphs = objects(described, None, SD.name)
    response = get(client, "SELECT DISTINCT ?code { GRAPH ?code { ?s ?p ?o } }")
    assert graphs == sorted(codes(response))
    for node in described.quads_for_pattern(None, SD.name, None):
        (graph,) = described.quads_for_pattern(node.subject, SD.graph, None)
        counted = get(client, NAMED_COUNT, **{"named-graph-uri": str(node.object)[1:-1]})
        assert objects(described, graph.object, VOID.triples) == codes(counted)
        assert described.quads_for_pattern(None, SD.namedGraph, node.subject)


def test_the_default_graph_is_made_of_the_graphs_it_says(
    client: Client, described: ox.Store
) -> None:
    (default,) = described.quads_for_pattern(None, SD.defaultGraph, None)
    parts = objects(described, default.object, DCTERMS.hasPart)
    merged = client.get("/sparql", params={"query": DISTINCT, "default-graph-uri": parts})
    assert codes(merged) == codes(get(client, COUNT))


def test_each_extension_function_is_known(client: Client, described: ox.Store) -> None:
    functions = objects(described, None, SD.extensionFunction)
    calls = " ".join(f"BIND(<{name}>(1) AS ?f{i})" for i, name in enumerate(functions))
    assert len(functions) > 40
    assert get(client, f"SELECT * {{ {calls} }}").status_code == 200
    assert get(client, "SELECT (<urn:f>(1) AS ?f) {}").status_code == 400


def test_no_feature_is_claimed_that_is_not_there(client: Client, described: ox.Store) -> None:
    """Neither SERVICE, nor FROM that loads from the web, nor a union of all graphs."""
    assert objects(described, None, SD.feature) == []
    assert get(client, "SELECT * { SERVICE <http://a/> {} }").status_code == 400
    elsewhere = f"SELECT (1 AS ?code) FROM <{client.base_url}/id/nqf/2016.ttl> {{ ?s ?p ?o }}"
    assert codes(get(client, elsewhere)) == []
