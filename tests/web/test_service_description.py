"""/sparql without a query: its description for programs, the query page for people."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from httpx import Client

from kgqual.namespaces import SD

BROWSER = {"accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [("*/*", "text/turtle"), ("application/rdf+xml", "application/rdf+xml")],
)
def test_programs_get_a_service_description(client: Client, accept: str, media_type: str) -> None:
    response = client.get("/sparql", headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type
    store = ox.Store()
    found = ox.RdfFormat.from_media_type(media_type)
    store.load(response.content, format=found)
    (service,) = store.quads_for_pattern(None, SD.endpoint, None)
    assert service.object == ox.NamedNode(f"{client.base_url}/sparql")
    named = {quad.object for quad in store.quads_for_pattern(None, SD.name, None)}
    assert ox.NamedNode("https://w3id.org/kgqual/graph/catalog") in named
    assert len(named) == client.get("/ready").json()["graphs"]
    assert not any(isinstance(quad.subject, ox.BlankNode) for quad in store)


def test_a_browser_gets_the_query_page(client: Client) -> None:
    page = client.get("/sparql", params={"lang": "ru"}, headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    assert "Выполнить" in page.text
    assert 'data-run="true"' not in page.text


def test_a_query_opened_in_a_browser_is_shown_on_the_page_and_run(client: Client) -> None:
    page = client.get("/sparql", params={"query": "ASK { ?s ?p '</textarea>' }"}, headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    assert "ASK { ?s ?p &#39;&lt;/textarea&gt;&#39; }</textarea>" in page.text
    assert 'data-run="true"' in page.text


def test_the_query_page_offers_every_example(client: Client) -> None:
    from kgqual.web.examples import examples

    page = client.get("/sparql", headers=BROWSER).text
    assert examples()
    for example in examples():
        assert f'value="{example.name}"' in page
        assert set(example.title) == {"kk", "ru", "en"}
