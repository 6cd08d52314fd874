"""A service publishes what is approved by itself, and goes over to it."""

from __future__ import annotations

import time

from httpx import Client
from tests.conftest import Serve
from tests.translated.conftest import OCCUPATION, Bureau

ASK = f'ASK {{ <{OCCUPATION}> <http://www.w3.org/2004/02/skos/core#prefLabel> "әзірлеуші"@kk }}'


def is_told(client: Client) -> bool:
    """Whether the service knows the name."""
    answer = client.get("/sparql", params={"query": ASK, "format": "json"})
    return bool(answer.json()["boolean"])


def test_an_approval_is_served_without_a_build(bureau: Bureau, serve: Serve) -> None:
    with serve(bureau.data) as address, Client(base_url=address, timeout=30) as client:
        assert not is_told(client)
        bureau.approve(OCCUPATION, "әзірлеуші")
        deadline = time.monotonic() + 120
        while not is_told(client):
            assert time.monotonic() < deadline, "it was not published"
            time.sleep(0.1)
        assert client.get("/search", params={"q": "әзірлеуші"}).json()["total"] == 1
