"""/sparql without a query: its description for programs, the query page for people."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from httpx import Client

from kgqual.namespaces import SD


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
