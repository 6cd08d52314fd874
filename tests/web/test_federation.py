"""SERVICE over HTTP: off by default, on for listed endpoints, joined across two services."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from httpx import Client, Response

from kgqual.federation import Address
from kgqual.settings import ServiceSettings

Serve = Callable[..., AbstractContextManager[str]]

HERE = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ex: <https://example.org/>
SELECT ?code ?name WHERE {
  ?level skos:inScheme <https://w3id.org/kgqual/id/nqf/2016> ; skos:notation ?code .
  %s
} ORDER BY ?code ?name
"""
NAMES = "?level skos:prefLabel ?name"
ONLY_THERE = "BIND(ex:hub AS ?level) ?name ex:leadsTo ?level"


def ask(client: Client, query: str) -> Response:
    return client.post("/sparql", data={"query": query, "format": "csv"})


def is_loopback(address: Address) -> bool:
    return address.is_loopback


def test_service_is_off_by_default(client: Client, versioned: Client) -> None:
    endpoint = versioned.base_url.join("/sparql")
    response = ask(client, HERE % f"SERVICE SILENT <{endpoint}> {{ {NAMES} }}")
    assert response.status_code == 400
    assert "this endpoint does not send queries to others" in response.json()["detail"]


def test_two_services_are_joined(
    serve: Serve, served_data: Path, client: Client, versioned: Client
) -> None:
    endpoint = str(versioned.base_url.join("/sparql"))
    settings = ServiceSettings(workers=1, service_endpoints=(endpoint,))
    with (
        serve(served_data, settings, permit=is_loopback) as address,
        Client(base_url=address, timeout=30) as federating,
    ):
        joined = ask(federating, HERE % f"SERVICE <{endpoint}> {{ {NAMES} }}")
        assert joined.status_code == 200, joined.text
        assert len(joined.text.splitlines()) > 8
        assert joined.text == ask(client, HERE % NAMES).text

        things = f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{endpoint}> {{ {ONLY_THERE} }} }}"
        there = ask(federating, "PREFIX ex: <https://example.org/> " + things)
        assert there.text.split() == ["n", "1202"]

        assert "sd:feature sd:BasicFederatedQuery" in federating.get("/sparql").text
        assert "BasicFederatedQuery" not in client.get("/sparql").text

        other = ask(federating, f"ASK {{ SERVICE <{address}/sparql> {{ ?s ?p ?o }} }}")
        assert other.status_code == 400
        assert f"It does to <{endpoint}>" in other.json()["detail"]


def test_a_listed_endpoint_that_is_not_public_is_not_asked(
    serve: Serve, served_data: Path, versioned: Client
) -> None:
    endpoint = str(versioned.base_url.join("/sparql"))
    settings = ServiceSettings(workers=1, service_endpoints=(endpoint,))
    query = f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"
    with (
        serve(served_data, settings) as address,
        Client(base_url=address, timeout=30) as federating,
    ):
        response = ask(federating, query)
        assert ask(federating, query.replace("SERVICE", "SERVICE SILENT")).status_code == 200
    assert response.status_code == 502
    problem = response.json()
    assert problem["type"].endswith("/service-failed")
    assert problem["detail"] == (
        f"The endpoint <{endpoint}> is refused: it has an address that is not public."
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_is_loaded(client: Client, method: str) -> None:
    parameters = {"query": "LOAD <file:///etc/passwd>"}
    sent = {"params": parameters} if method == "GET" else {"data": parameters}
    assert client.request(method, "/sparql", **sent).status_code == 400  # type: ignore[arg-type]
