"""/catalog: what the snapshot holds."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx import Client
from rdflib import RDF, Graph, Literal, URIRef

from kgqual.namespaces import CATALOG, DCAT, DCTERMS, SD, SPDX, VOID
from kgqual.resources import shipped
from kgqual.store.dumps import dumps
from kgqual.store.snapshot import Snapshots
from kgqual.validation.data import Data
from kgqual.validation.engines import validate
from kgqual.validation.shapes import ShapesGraph
from kgqual.web.wording import number, say

HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"],
)
def test_programs_get_dcat(client: Client, served_data: Path, media_type: str) -> None:
    response = client.get("/catalog", headers={"accept": media_type})
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.from_media_type(media_type))
    entries = {e.iri: e for e in Snapshots(served_data).current().manifest.graphs}
    listed = {quad.object for quad in store.quads_for_pattern(CATALOG, DCAT.dataset, None)}
    whole = f"{address_of(client)}/.well-known/void#snapshot"
    assert {node.value for node in listed if isinstance(node, ox.NamedNode)} == {
        iri for iri in (*entries, whole) if iri != CATALOG.value
    }
    counted = store.quads_for_pattern(ox.NamedNode(next(iter(entries))), VOID.triples, None)
    number_stated = next(counted).object
    assert isinstance(number_stated, ox.Literal)
    assert number_stated.value == str(next(iter(entries.values())).triples)


def address_of(client: Client) -> str:
    return str(client.base_url).rstrip("/")


def described(client: Client, **parameters: str) -> ox.Store:
    """Return the catalogue as a store."""
    response = client.get("/catalog", params={"format": "turtle", **parameters})
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.TURTLE)
    return store


def objects(store: ox.Store, property: ox.NamedNode) -> list[str]:
    found = (quad.object for quad in store.quads_for_pattern(None, property, None))
    return [node.value for node in found if isinstance(node, ox.NamedNode | ox.Literal)]


@pytest.mark.parametrize("fixture", ["client", "versioned"])
def test_it_is_valid_by_dcat_ap(fixture: str, request: pytest.FixtureRequest) -> None:
    """Of everything shipped, and with sources of which neither publisher nor licence is known."""
    client = request.getfixturevalue(fixture)
    shapes = ShapesGraph(ox.parse(path=shipped("shapes") / "profiles" / "dcat-ap.ttl"))
    assert validate(Data.stored(described(client)), shapes, "compiled").results == ()
    data = Graph().parse(data=client.get("/catalog").text, format="turtle")
    kinds = {str(kind) for kind in data.objects(None, RDF.type)}
    for kind in ("Catalog", "DataService", "Dataset", "DatasetSeries", "Distribution"):
        assert DCAT[kind].value in kinds
    for dataset in data.subjects(RDF.type, URIRef(DCAT.Dataset.value)):
        texts = data.objects(dataset, URIRef(DCTERMS.description.value))
        assert {t.language for t in texts if isinstance(t, Literal)} == {"en", "kk", "ru"}


def test_what_no_source_states_is_said_to_be_unknown(versioned: Client) -> None:
    graph = ox.NamedNode("https://w3id.org/kgqual/graph/tvet/2025")
    store = described(versioned)
    texts = [quad.object for quad in store.quads_for_pattern(graph, DCTERMS.description, None)]
    [english] = [t.value for t in texts if isinstance(t, ox.Literal) and t.language == "en"]
    assert "No publisher is stated." in english
    assert "No licence is stated" in english
    assert not list(store.quads_for_pattern(graph, DCTERMS.publisher, None))
    assert not list(store.quads_for_pattern(graph, DCTERMS.license, None))
    assert len(list(store.quads_for_pattern(graph, DCTERMS.rights, None))) == 1


def test_every_dump_of_the_catalogue_is_there(client: Client, served_data: Path) -> None:
    manifest = Snapshots(served_data).current().manifest
    addresses = objects(described(client), DCAT.downloadURL)
    assert len(addresses) == 4 * len(manifest.graphs) + 2
    known = {dump.name for dump in dumps(manifest)}
    assert {address.removeprefix(f"{address_of(client)}/dump/") for address in addresses} == known
    for address in addresses[:3]:
        assert client.head(address).status_code == 200


def test_the_size_and_hash_of_a_dump_are_stated_once_it_was_made(client: Client) -> None:
    content = client.get("/dump/isco-08.nq.zst").content
    file = ox.NamedNode(f"{address_of(client)}/catalog#isco-08.nq.zst")
    store = described(client)
    [size] = [q.object for q in store.quads_for_pattern(file, DCAT.byteSize, None)]
    [checksum] = [q.object for q in store.quads_for_pattern(file, SPDX.checksum, None)]
    assert isinstance(size, ox.Literal) and int(size.value) == len(content)
    assert isinstance(checksum, ox.NamedNode)
    [value] = [q.object for q in store.quads_for_pattern(checksum, SPDX.checksumValue, None)]
    assert isinstance(value, ox.Literal)
    assert value.value == hashlib.sha256(content).hexdigest()


def test_the_catalogue_of_an_older_snapshot_leads_to_its_dumps(
    versioned: Client, versioned_data: Path
) -> None:
    before = Snapshots(versioned_data).all()[1].id
    addresses = objects(described(versioned, snapshot=before), DCAT.downloadURL)
    assert all(address.endswith(f"?snapshot={before}") for address in addresses)
    assert versioned.head(addresses[0]).headers["x-kgqual-snapshot"] == before


def test_the_page_of_an_older_snapshot_leads_to_its_data_and_things(
    versioned: Client, versioned_data: Path
) -> None:
    before = Snapshots(versioned_data).all()[1].id
    page = versioned.get("/catalog", params={"snapshot": before}, headers=HTML).text
    assert f'href="/catalog?format=turtle&amp;snapshot={before}"' in page
    assert (
        f'href="/resource?uri=https%3A%2F%2Fw3id.org%2Fkgqual%2Fgraph%2Fcatalog&amp;snapshot={before}"'
        in page
    )


def test_the_endpoint_is_described_by_what_it_answers(client: Client) -> None:
    store = described(client)
    [endpoint] = objects(store, DCAT.endpointURL)
    [description] = objects(store, DCAT.endpointDescription)
    [service] = [q.object for q in store.quads_for_pattern(CATALOG, DCAT.service, None)]
    assert isinstance(service, ox.NamedNode)
    own = ox.Store()
    own.load(client.get(description).content, format=ox.RdfFormat.TURTLE)
    assert ox.Quad(service, SD.endpoint, ox.NamedNode(endpoint)) in own


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_a_catalogue_that_is_known_is_not_sent_again(client: Client, accept: str) -> None:
    first = client.get("/catalog", headers={"accept": accept})
    known = {"accept": accept, "if-none-match": first.headers["etag"]}
    again = client.get("/catalog", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/catalog", headers={**known, "accept": "application/ld+json"})
    assert other.status_code == 200


def test_a_dump_that_was_made_since_makes_it_another_catalogue(client: Client) -> None:
    known = {"if-none-match": client.get("/catalog").headers["etag"]}
    client.get("/dump/country-cldr-47.nq.gz")
    assert client.get("/catalog", headers=known).status_code == 200


def test_format_picks_the_data_in_a_browser(client: Client) -> None:
    response = client.get("/catalog", params={"format": "turtle"}, headers=HTML)
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/catalog", params={"format": "pdf"}).status_code == 400


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_lists_every_graph_and_what_was_not_found(
    client: Client, served_data: Path, language: str
) -> None:
    text = client.get("/catalog", params={"lang": language}, headers=HTML).text
    manifest = Snapshots(served_data).current().manifest
    for entry in manifest.graphs:
        assert f'<code class="quiet">{escape(entry.iri)}</code>' in text
        assert f">{number(language, entry.triples)}</td>" in text
        for gap in entry.gaps:
            assert escape(gap.label[language], quote=False) in text.replace("&#39;", "'").replace(
                "&#34;", '"'
            )
    assert any(entry.gaps for entry in manifest.graphs)
    assert say(language, "catalog.gaps") in text
    assert "CC BY 4.0" in text


def test_superseded_and_current_versions_are_told_apart(versioned: Client) -> None:
    text = versioned.get("/catalog", params={"lang": "en"}, headers=HTML).text
    old = text.partition('id="tvet@2020"')[2].partition("</tr>")[0]
    new = text.partition('id="tvet@2025"')[2].partition("</tr>")[0]
    assert "superseded" in old
    assert "valid from 2020" in old
    assert "superseded" not in new
    assert text.index('id="tvet@2025"') < text.index('id="tvet@2020"')
