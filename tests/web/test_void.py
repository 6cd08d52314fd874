"""/.well-known/void: the numbers of the snapshot, counted from what is really there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx import Client
from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import RDF, SKOS, VOID, prefixes, sparql_prologue
from kgqual.store.snapshot import Snapshots

VOID_ADDRESS = "/.well-known/void"
LEVELS = NamedNode("https://w3id.org/kgqual/graph/framework/nqf-2016")


def read(client: Client, **parameters: str) -> ox.Store:
    response = client.get(VOID_ADDRESS, params=parameters)
    assert response.status_code == 200, response.text
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def description(client: Client) -> ox.Store:
    """The VoID of the shipped snapshot."""
    return read(client)


def answers(store: ox.Store, variables: str, pattern: str) -> set[tuple[str, ...]]:
    """Return the values of some variables of a pattern, as text."""
    found = store.query(f"{sparql_prologue()} SELECT DISTINCT {variables} {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(term.value for term in row) for row in found}


def test_every_graph_is_a_subset_with_its_triples(description: ox.Store, served_data: Path) -> None:
    manifest = Snapshots(served_data).current().manifest
    subsets = "?whole void:rootResource ?root ; void:subset ?graph . ?graph void:triples ?number"
    assert answers(description, "?graph ?number", subsets) == {
        (entry.iri, str(entry.triples)) for entry in manifest.graphs
    }
    totals = answers(description, "?number", "[] void:rootResource [] ; void:triples ?number")
    assert totals == {(str(manifest.triples),)}


def test_the_numbers_of_a_graph_are_those_of_its_triples(
    description: ox.Store, served_data: Path
) -> None:
    snapshot = Snapshots(served_data).current()
    index = [entry.iri for entry in snapshot.manifest.graphs].index(LEVELS.value)
    triples = [quad.triple for quad in ox.parse(path=snapshot.graph_path(index))]
    typed = [t for t in triples if t.predicate == RDF.type]
    wanted = {
        VOID.triples: len(triples),
        VOID.distinctSubjects: len({t.subject for t in triples}),
        VOID.distinctObjects: len({t.object for t in triples}),
        VOID.properties: len({t.predicate for t in triples}),
        VOID.entities: len({t.subject for t in typed}),
        VOID.classes: len({t.object for t in typed}),
    }
    for property, number in wanted.items():
        [quad] = description.quads_for_pattern(LEVELS, property, None)
        assert isinstance(quad.object, Literal)
        assert int(quad.object.value) == number, property
    counted = answers(
        description,
        "?property ?number",
        f"{LEVELS} void:propertyPartition [ void:property ?property ; void:triples ?number ]",
    )
    properties = {t.predicate.value for t in triples}
    assert counted == {
        (iri, str(sum(t.predicate.value == iri for t in triples))) for iri in properties
    }


def test_links_between_graphs_are_counted(description: ox.Store) -> None:
    links = answers(
        description,
        "?number",
        "?set a void:Linkset ; void:linkPredicate skos:closeMatch ; void:triples ?number ; "
        "void:subjectsTarget <https://w3id.org/kgqual/graph/framework/nqf-2016> ; "
        "void:objectsTarget <https://w3id.org/kgqual/graph/nco/2017>",
    )
    assert links == {("10",)}


def test_what_it_names_is_there(client: Client, description: ox.Store) -> None:
    [(endpoint,)] = answers(description, "?endpoint", "[] void:sparqlEndpoint ?endpoint")
    assert client.get(endpoint, params={"query": "ASK {}", "format": "json"}).json()["boolean"]
    dumps = answers(description, "?dump", "[] void:dataDump ?dump")
    assert client.head(min(dumps)[0]).status_code == 200
    [(thing,)] = answers(description, "?thing", f"{LEVELS} void:exampleResource ?thing")
    assert client.get("/resource", params={"uri": thing}).status_code == 200
    [(space,)] = answers(description, "?space", "[] void:uriSpace ?space")
    assert thing.startswith(space)


def test_vocabularies_are_those_that_are_used(description: ox.Store) -> None:
    used = answers(description, "?used", f"{LEVELS} void:vocabulary ?used")
    assert (SKOS.iri,) in used
    assert (prefixes()["org"],) not in used


@pytest.mark.parametrize("type", ["application/ld+json", "application/n-triples"])
def test_the_format_is_negotiated(client: Client, type: str) -> None:
    response = client.get(VOID_ADDRESS, headers={"accept": type})
    assert response.headers["content-type"].startswith(type)
    assert client.get(VOID_ADDRESS, headers={"accept": "image/png"}).status_code == 406


def test_a_browser_is_sent_to_the_catalogue(client: Client) -> None:
    response = client.get(VOID_ADDRESS, headers={"accept": "text/html"})
    assert response.status_code == 303
    assert response.headers["location"] == "/catalog"


def test_what_is_known_is_not_sent_again(client: Client) -> None:
    first = client.get(VOID_ADDRESS)
    known = {"if-none-match": first.headers["etag"]}
    assert client.get(VOID_ADDRESS, headers=known).status_code == 304
    assert client.get(f"{VOID_ADDRESS}?format=jsonld", headers=known).status_code == 200


def test_it_is_counted_once_and_kept_beside_the_snapshot(
    client: Client, description: ox.Store, served_data: Path
) -> None:
    snapshot = Snapshots(served_data).current()
    written = (snapshot.path / "statistics.json").stat()
    assert read(client).query("ASK {}")
    assert (snapshot.path / "statistics.json").stat() == written
    assert snapshot.damage() == ""


def test_an_older_snapshot_is_described_as_it_was(versioned: Client, versioned_data: Path) -> None:
    before = Snapshots(versioned_data).all()[1].id
    tvet = ("https://w3id.org/kgqual/graph/tvet/2025",)
    subsets = "?graph", "[] void:subset ?graph"
    assert tvet in answers(read(versioned), *subsets)
    assert tvet not in answers(read(versioned, snapshot=before), *subsets)


def test_without_a_snapshot_it_is_503(
    serve: Callable[[Path], AbstractContextManager[str]], tmp_path: Path
) -> None:
    with serve(tmp_path) as address, Client(base_url=address) as client:
        assert client.get(VOID_ADDRESS).status_code == 503
