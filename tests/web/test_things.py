"""/id/… and /resource: one thing in the representation that was asked for."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from httpx import Client, Response

from kgqual.namespaces import OWL, RDFS, SKOS

LEVEL = "/id/nqf/2016/level/4"
LEVEL_IRI = "https://w3id.org/kgqual/id/nqf/2016/level/4"
FORMATS = {
    ".ttl": ("turtle", "text/turtle"),
    ".nt": ("ntriples", "application/n-triples"),
    ".jsonld": ("jsonld", "application/ld+json"),
    ".rdf": ("rdfxml", "application/rdf+xml"),
}


def triples(response: Response) -> set[ox.Triple]:
    assert response.status_code == 200, response.text
    media_type = response.headers["content-type"].partition(";")[0]
    format = ox.RdfFormat.from_media_type(media_type)
    assert format, media_type
    return {quad.triple for quad in ox.parse(response.content, format=format)}


@pytest.mark.parametrize(("suffix", "named"), FORMATS.items())
def test_suffix_accept_and_format_give_the_same_triples(
    client: Client, suffix: str, named: tuple[str, str]
) -> None:
    name, media_type = named
    by_suffix = triples(client.get(LEVEL + suffix, headers={"accept": "text/html"}))
    by_accept = client.get(LEVEL, headers={"accept": media_type})
    parameters = {"uri": LEVEL_IRI, "format": name}
    by_format = triples(client.get("/resource", params=parameters, headers={"accept": "x/y"}))
    assert by_suffix == triples(by_accept) == by_format
    assert by_accept.headers["content-location"] == LEVEL + suffix
    subject, notation = ox.NamedNode(LEVEL_IRI), SKOS.notation
    assert ox.Triple(subject, notation, ox.Literal("4")) in by_suffix


def test_the_description_holds_what_points_to_the_thing(client: Client) -> None:
    found = triples(client.get(LEVEL))
    level = ox.NamedNode(LEVEL_IRI)
    assert any(t.object == level and t.predicate == OWL.annotatedSource for t in found)
    assert all(level in (t.subject, t.object) for t in found)


def test_a_program_gets_data_and_a_browser_a_page(client: Client) -> None:
    data = client.get(LEVEL)
    assert data.headers["content-type"] == "text/turtle; charset=utf-8"
    page = client.get(LEVEL, headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-location"] == f"{LEVEL}.html"
    assert "Accept" in page.headers["vary"]
    for response in (data, page):
        links = response.headers["link"]
        assert f'<{LEVEL_IRI}>; rel="about"' in links
        assert f'<{LEVEL}.jsonld>; rel="alternate"; type="application/ld+json"' in links


def test_head_tells_what_get_would_send(client: Client) -> None:
    head, get = client.head(LEVEL), client.get(LEVEL)
    assert head.content == b""
    for name in ("content-type", "content-location", "link", "content-length"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize("path", ["/id/nqf/2016/level/99", "/id/none.ttl", "/id/", "/id/%FF"])
def test_an_unknown_thing_is_404(client: Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"accept": accept})
    assert response.status_code == 404
    if accept == "*/*":
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == 404


@pytest.mark.parametrize("format", ["turtle", "html"])
def test_an_iri_nobody_speaks_of_is_404(client: Client, format: str) -> None:
    parameters = {"uri": "https://example.org/unheard-of", "format": format}
    assert client.get("/resource", params=parameters).status_code == 404


@pytest.mark.parametrize("uri", ["", "chef", "nope:1", "http://[", "a b:c"])
def test_what_is_no_iri_is_refused(client: Client, uri: str) -> None:
    response = client.get("/resource", params={"uri": uri})
    assert response.status_code == 400
    assert "is not an IRI" in response.json()["detail"]


def test_a_curie_of_the_prefix_list_is_understood(client: Client) -> None:
    whole = {"uri": "http://data.europa.eu/esco/isco/C2512"}
    short = client.get("/resource", params={"uri": "isco:C2512"})
    assert triples(short) == triples(client.get("/resource", params=whole))


def test_a_media_type_that_cannot_be_had_is_406(client: Client) -> None:
    response = client.get(LEVEL, headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["detail"]


def test_an_encoded_path_names_the_same_thing(client: Client) -> None:
    assert triples(client.get("/id/nqf/%32016/level/4")) == triples(client.get(LEVEL))


def test_more_incoming_triples_than_the_cap_are_counted_not_hidden(versioned: Client) -> None:
    found = triples(versioned.get("/resource", params={"uri": "https://example.org/hub"}))
    incoming = [t for t in found if t.predicate.value == "https://example.org/leadsTo"]
    assert len(incoming) == 1000
    (remark,) = [t.object for t in found if t.predicate == RDFS.comment]
    assert isinstance(remark, ox.Literal)
    assert remark.value.startswith("Of 1202 triples that point to this thing, 1000 are here")


def test_a_thing_of_a_superseded_version_is_described_by_it(versioned: Client) -> None:
    gone = triples(versioned.get("/id/tvet/speciality/10149800"))
    assert ox.Literal("Telegraphy", language="en") in {t.object for t in gone}
    kept = triples(versioned.get("/id/tvet/speciality/10149900"))
    names = {t.object for t in kept if t.predicate == SKOS.prefLabel}
    assert names == {ox.Literal("Coaching", language="en")}


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
@pytest.mark.parametrize("address", [LEVEL, f"/resource?uri={LEVEL_IRI}"])
def test_what_is_known_is_not_sent_again(client: Client, address: str, accept: str) -> None:
    first = client.get(address, headers={"accept": accept})
    tag = first.headers["etag"]
    assert tag.startswith("W/")
    again = client.get(address, headers={"accept": accept, "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "content-location", "vary", "link"):
        assert again.headers[name] == first.headers[name]


def test_another_representation_language_or_snapshot_has_another_tag(
    client: Client, versioned: Client
) -> None:
    asked: list[tuple[Client, dict[str, str]]] = [
        (client, {"accept": "text/turtle"}),
        (client, {"accept": "application/ld+json"}),
        (client, {"accept": "text/html", "accept-language": "kk"}),
        (client, {"accept": "text/html", "accept-language": "ru"}),
        (versioned, {"accept": "text/turtle"}),
    ]
    tags = [one.get(LEVEL, headers=headers).headers["etag"] for one, headers in asked]
    assert len(set(tags)) == len(asked)


def test_links_lead_to_the_iri_the_catalogue_and_the_data(client: Client) -> None:
    page = client.get(LEVEL, headers={"accept": "text/html"})
    for link in (
        f'<{LEVEL_IRI}>; rel="canonical"',
        '</catalog>; rel="collection"',
        f'<{LEVEL}.ttl>; rel="describedby"; type="text/turtle"',
    ):
        assert link in page.headers["link"]
    group = client.get("/resource", params={"uri": "isco:C2512"})
    address = "/resource?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Fisco%2FC2512"
    assert f'<{address}>; rel="canonical"' in group.headers["link"]
