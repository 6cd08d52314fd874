"""Queries with SERVICE on a real worker, through the real proxy, to a real endpoint."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Triple
from tests.federation.conftest import Endpoint

from kgqual.errors import BadQuery, QueryTimeout, ServiceFailed
from kgqual.federation import Address, Admitted, CallLimits, Federation
from kgqual.store.dataset import CURRENT
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Capacity, QueryPool, Request

T = TypeVar("T")
EX = "http://example.org/"
LIMITS = CallLimits(seconds=5, bytes=50_000, of_a_query=2)


@pytest.fixture(scope="module")
def snapshot(
    publish_releases: Callable[..., Snapshot], tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """Three things with the codes "1", "2" and "3"."""
    things = [
        Triple(NamedNode(f"{EX}{code}"), NamedNode(f"{EX}code"), Literal(code)) for code in "123"
    ]
    return publish_releases(tmp_path_factory.mktemp("data"), {("nco", "2017"): ("", things)})


def is_loopback(address: Address) -> bool:
    return address.is_loopback


def federated(
    endpoint: Endpoint, snapshot: Snapshot, use: Callable[[Federation, QueryPool], Awaitable[T]]
) -> T:
    """Let queries call some paths of the endpoint."""
    endpoints = [endpoint.address(path) for path in ("/rows", "/xml", "/slow", "/redirect")]

    async def main() -> T:
        async with (
            Federation(endpoints, LIMITS, permit=is_loopback) as federation,
            QueryPool(snapshot.store_path, Capacity(workers=1)) as pool,
        ):
            return await use(federation, pool)

    return asyncio.run(main())


async def rows(pool: QueryPool, admitted: Admitted, timeout: float = 20) -> list[str]:
    query = Request(admitted.text, CURRENT, Format.CSV, Format.NTRIPLES, services=admitted.services)
    answering = await pool.run(query, timeout)
    assert answering.rest is None
    return answering.first.decode().split()[1:]


def answer(endpoint: Endpoint, snapshot: Snapshot, query: str, timeout: float = 20) -> list[str]:
    async def use(federation: Federation, pool: QueryPool) -> list[str]:
        return await rows(pool, await federation.admitted(query), timeout)

    return federated(endpoint, snapshot, use)


def test_without_endpoints_nothing_is_called(endpoint: Endpoint, snapshot: Snapshot) -> None:
    async def main() -> None:
        async with Federation() as federation, QueryPool(snapshot.store_path) as pool:
            query = f"SELECT * {{ SERVICE SILENT <{endpoint.address('/rows')}> {{ ?s ?p ?x }} }}"
            assert await federation.admitted(query) == Admitted(query)
            with pytest.raises(BadQuery, match="SERVICE in line 1: this endpoint does not send"):
                await rows(pool, await federation.admitted(query))

    asyncio.run(main())
    assert not endpoint.asked


def test_our_things_are_joined_with_the_rows_of_an_endpoint(
    endpoint: Endpoint, snapshot: Snapshot
) -> None:
    query = f"""
        PREFIX ex: <{EX}> PREFIX endpoint: <{endpoint.address("/")}>
        SELECT ?thing {{ ?thing ex:code ?x . SERVICE endpoint:rows {{ ?y ex:code ?x }} }}
    """
    assert sorted(answer(endpoint, snapshot, query)) == [f"{EX}1", f"{EX}2"]
    assert [(path, body) for path, _, body in endpoint.asked] == [
        ("/rows", f"SELECT * WHERE {{ ?y <{EX}code> ?x . }}")
    ]


def test_two_endpoints_are_joined(endpoint: Endpoint, snapshot: Snapshot) -> None:
    query = f"""SELECT ?x {{
        {{ SERVICE <{endpoint.address("/rows")}> {{ ?s ?p ?x }} }}
        UNION {{ SERVICE <{endpoint.address("/xml")}> {{ ?s ?p ?x }} }} }}"""
    assert sorted(answer(endpoint, snapshot, query)) == ["1", "2", "3"]


def test_a_call_within_a_call_is_left_to_the_endpoint(
    endpoint: Endpoint, snapshot: Snapshot
) -> None:
    outer, inner = endpoint.address("/rows"), endpoint.address("/xml")
    query = f"SELECT ?x {{ SERVICE <{outer}> {{ ?s ?p ?x SERVICE <{inner}> {{ ?x ?p ?o }} }} }}"
    assert answer(endpoint, snapshot, query) == ["1", "2"]
    assert [path for path, _, _ in endpoint.asked] == ["/rows"]
    assert f"SERVICE <{inner}>" in endpoint.asked[0][2]


def test_a_call_that_fails_says_why_and_not_through_what(
    endpoint: Endpoint, snapshot: Snapshot
) -> None:
    address = endpoint.address("/redirect")
    query = f"SELECT * {{ ?s ?p ?o SERVICE <{address}> {{ ?s ?p ?x }} }}"
    with pytest.raises(ServiceFailed) as failed:
        answer(endpoint, snapshot, query)
    assert str(failed.value) == (
        f"The endpoint <{address}> answered with a redirect, which is not followed."
    )


def test_a_silent_call_that_fails_binds_nothing(endpoint: Endpoint, snapshot: Snapshot) -> None:
    query = f"""SELECT ?o {{ ?s <{EX}code> ?o
        SERVICE SILENT <{endpoint.address("/redirect")}> {{ ?s ?p ?x }} }}"""
    assert sorted(answer(endpoint, snapshot, query)) == ["1", "2", "3"]


def test_a_query_does_not_call_for_each_row(endpoint: Endpoint, snapshot: Snapshot) -> None:
    query = f"""SELECT ?o {{ ?s <{EX}code> ?o
        LATERAL {{ SERVICE <{endpoint.address("/rows")}> {{ ?s ?p ?x }} }} }}"""
    with pytest.raises(ServiceFailed, match="may call endpoints 2 times, not for each row"):
        answer(endpoint, snapshot, query)
    assert len(endpoint.asked) == 2


def test_a_query_that_is_stopped_stops_its_calls(endpoint: Endpoint, snapshot: Snapshot) -> None:
    query = f"SELECT * {{ SERVICE <{endpoint.address('/slow')}> {{ ?s ?p ?x }} }}"

    async def use(federation: Federation, pool: QueryPool) -> None:
        with pytest.raises(QueryTimeout):
            await rows(pool, await federation.admitted(query), 0.5)
        async with asyncio.timeout(3):
            while not endpoint.left:
                await asyncio.sleep(0.02)

    federated(endpoint, snapshot, use)


def test_the_proxy_answers_nobody_else(endpoint: Endpoint, snapshot: Snapshot) -> None:
    query = f"SELECT * {{ SERVICE <{endpoint.address('/rows')}> {{ ?s ?p ?x }} }}"

    async def use(federation: Federation, pool: QueryPool) -> list[int]:
        address = httpx.URL((await federation.admitted(query)).services[0])
        async with httpx.AsyncClient() as client:
            answers = [
                await client.get(address),
                await client.post(address.join("/")),
                await client.post(address.join("/rows/0")),
                await client.post(address, content=b" " * (5 << 20)),
            ]
        return [answer.status_code for answer in answers]

    assert federated(endpoint, snapshot, use) == [405, 404, 404, 502]
    assert not endpoint.asked


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <file://{file}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file://{file}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <file://{file}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * {{ GRAPH <file://{file}> {{ ?s ?p ?o }} }}",
        "LOAD <file://{file}>",
        "LOAD <file://{file}> INTO GRAPH <http://e.org/> ; SELECT * {{ ?s ?p ?o }}",
    ],
)
def test_no_query_reads_a_file(
    endpoint: Endpoint, snapshot: Snapshot, tmp_path: Path, query: str
) -> None:
    file = tmp_path / "secret.nt"
    file.write_text("<http://e.org/secret> <http://e.org/p> <http://e.org/o> .\n", encoding="utf-8")
    try:
        found = answer(endpoint, snapshot, query.format(file=file))
    except BadQuery as refused:
        assert "secret>" not in str(refused) or "SERVICE" in str(refused)
    else:
        assert found == []
