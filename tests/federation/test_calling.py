"""A call of an endpoint over a real socket: what is passed on, and what is refused."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

import pytest
from tests.federation.conftest import JSON, ROWS, Endpoint

from kgqual.errors import ServiceFailed
from kgqual.federation.addresses import Address
from kgqual.federation.calling import Caller, CallLimits, Results

LIMITS = CallLimits(seconds=5, bytes=50_000)
LOOPBACK = ip_address("127.0.0.1")


def is_loopback(address: Address) -> bool:
    return address.is_loopback


def call(address: str, limits: CallLimits = LIMITS, query: bytes = b"SELECT") -> Results:
    async def main() -> Results:
        async with Caller(limits, permit=is_loopback) as caller:
            return await caller.call(address, query)

    return asyncio.run(main())


def test_the_results_are_passed_on(endpoint: Endpoint) -> None:
    query = "SELECT * { ?s ?p 'қазақ' }"
    results = call(endpoint.address("/rows"), query=query.encode())
    assert results == Results(JSON, ROWS.encode())
    assert endpoint.asked == [("/rows", f"127.0.0.1:{endpoint.port}", query)]
    assert call(endpoint.address("/xml")).media_type == "application/sparql-results+xml"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/redirect", "answered with a redirect, which is not followed"),
        ("/page", "sent text/html, not SPARQL results"),
        ("/nameless", "sent an unknown format"),
        ("/boolean", "sent a boolean"),
        ("/broken", "sent results that cannot be read"),
        ("/entity", "sent results that cannot be read"),
        ("/large", "sent more than 50000 bytes"),
        ("/packed", "sent a compressed answer"),
        ("/failing", "answered with status 500"),
        ("/missing", "answered with status 404"),
    ],
)
def test_an_answer_that_is_not_passed_on(endpoint: Endpoint, path: str, reason: str) -> None:
    address = endpoint.address(path)
    with pytest.raises(ServiceFailed) as refused:
        call(address)
    assert str(refused.value).startswith(f"The endpoint <{address}> {reason}")
    assert "secret" not in str(refused.value)
    assert [path for path, _, _ in endpoint.asked] in ([path], [])


def test_an_endpoint_may_not_take_long(endpoint: Endpoint) -> None:
    with pytest.raises(ServiceFailed, match=r"did not answer within 0\.2 s"):
        call(endpoint.address("/slow"), CallLimits(seconds=0.2))


def test_an_endpoint_that_nobody_answers_at() -> None:
    with pytest.raises(ServiceFailed, match=r"cannot be asked: .+"):
        call("http://127.0.0.1:9/sparql")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_addresses_that_are_not_public_are_not_called(endpoint: Endpoint, host: str) -> None:
    async def main() -> None:
        async with Caller(LIMITS) as caller:
            await caller.call(endpoint.address("/rows", host), b"SELECT")

    with pytest.raises(ServiceFailed, match="has an address that is not public"):
        asyncio.run(main())
    assert not endpoint.asked


def test_a_name_with_one_private_address_is_not_called(endpoint: Endpoint) -> None:
    async def resolved(host: str, port: int) -> tuple[Address, ...]:
        return ip_address("8.8.8.8"), LOOPBACK

    async def main() -> None:
        async with Caller(LIMITS, resolve=resolved) as caller:
            await caller.call(endpoint.address("/rows", "mixed.example"), b"SELECT")

    with pytest.raises(ServiceFailed, match="not public"):
        asyncio.run(main())


def test_a_name_is_resolved_once_and_called_by_what_was_found(endpoint: Endpoint) -> None:
    names: list[str] = []

    async def rebinding(host: str, port: int) -> tuple[Address, ...]:
        names.append(host)
        return (LOOPBACK,) if len(names) == 1 else (ip_address("192.0.2.1"),)

    async def main() -> Results:
        async with Caller(LIMITS, permit=is_loopback, resolve=rebinding) as caller:
            return await caller.call(endpoint.address("/rows", "changing.example"), b"SELECT")

    assert asyncio.run(main()).body == ROWS.encode()
    assert names == ["changing.example"]
    assert [host for _, host, _ in endpoint.asked] == [f"changing.example:{endpoint.port}"]


def test_the_next_address_is_tried_when_one_does_not_answer(endpoint: Endpoint) -> None:
    async def resolved(host: str, port: int) -> tuple[Address, ...]:
        return ip_address("127.0.0.2"), LOOPBACK

    async def main() -> Results:
        async with Caller(LIMITS, permit=is_loopback, resolve=resolved) as caller:
            return await caller.call(endpoint.address("/rows", "two.example"), b"SELECT")

    assert asyncio.run(main()).body == ROWS.encode()


def test_calls_wait_for_their_turn(endpoint: Endpoint) -> None:
    async def main() -> Results:
        limits = CallLimits(seconds=10, at_once=1)
        async with Caller(limits, permit=is_loopback) as caller:
            slow = asyncio.create_task(caller.call(endpoint.address("/slow"), b""))
            while not endpoint.asked:
                await asyncio.sleep(0.01)
            waiting = asyncio.create_task(caller.call(endpoint.address("/rows"), b""))
            await asyncio.sleep(0.2)
            assert [path for path, _, _ in endpoint.asked] == ["/slow"]
            slow.cancel()
            return await waiting

    assert asyncio.run(main()).body == ROWS.encode()
