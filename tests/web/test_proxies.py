"""What reverse proxies say of a request counts only when they are trusted."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from httpx import Client
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from kgqual.errors import BadUsage
from kgqual.settings import ServiceSettings, service_settings
from kgqual.web.proxies import Forwarded

Serve = Callable[[Path, ServiceSettings], AbstractContextManager[str]]
OUTSIDE = {"x-forwarded-proto": "https", "x-forwarded-host": "qualifications.example"}
NUMBER = uuid.UUID("3d9c2f0a-6a43-4a35-9d9f-0c0ffee0beef")


@pytest.fixture(scope="module")
def behind_proxy(serve: Serve, served_data: Path) -> Iterator[Client]:
    settings = ServiceSettings(
        workers=1, trusted_proxies=(IPv4Network("10.1.0.0/16"), IPv4Network("127.0.0.1"))
    )
    with serve(served_data, settings) as address, Client(base_url=address) as client:
        yield client


def endpoint(client: Client, headers: dict[str, str]) -> str:
    """Return the address of the endpoint that the service description names."""
    answer = client.get("/sparql", headers={"accept": "application/n-triples", **headers})
    (line,) = (line for line in answer.text.splitlines() if "#endpoint" in line)
    return line.split()[2].strip("<>")


def test_a_trusted_proxy_says_under_which_address_clients_know_the_service(
    behind_proxy: Client,
) -> None:
    assert endpoint(behind_proxy, OUTSIDE) == "https://qualifications.example/sparql"
    assert endpoint(behind_proxy, {}) == f"{behind_proxy.base_url}/sparql"


def test_others_do_not(client: Client) -> None:
    assert endpoint(client, OUTSIDE) == f"{client.base_url}/sparql"
    assert client.get("/health", headers={"x-request-id": NUMBER.hex}).headers[
        "x-request-id"
    ] != str(NUMBER)


def test_of_several_values_the_proxys_own_counts(behind_proxy: Client) -> None:
    forged = {**OUTSIDE, "x-forwarded-host": "evil.example, qualifications.example"}
    assert endpoint(behind_proxy, forged) == "https://qualifications.example/sparql"


@pytest.mark.parametrize("host", ["a b", "a/b", "", "a@b", "[::1", "a:b"])
def test_what_is_no_host_is_not_taken(behind_proxy: Client, host: str) -> None:
    here = str(behind_proxy.base_url).partition("//")[2]
    assert endpoint(behind_proxy, {"x-forwarded-host": host}) == f"http://{here}/sparql"


@pytest.mark.parametrize("number", [str(NUMBER), NUMBER.hex])
def test_a_trusted_proxy_may_number_the_request(behind_proxy: Client, number: str) -> None:
    answer = behind_proxy.get("/nowhere", headers={"x-request-id": number})
    assert answer.headers["x-request-id"] == str(NUMBER)
    assert answer.json()["instance"] == NUMBER.urn


def test_what_is_no_number_is_not_taken(behind_proxy: Client) -> None:
    answer = behind_proxy.get("/health", headers={"x-request-id": "mary@example.org"})
    assert str(uuid.UUID(answer.headers["x-request-id"])) == answer.headers["x-request-id"]


def test_trusted_addresses_must_be_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGQUAL_TRUSTED_PROXIES", "127.0.0.1 proxy.example")
    with pytest.raises(BadUsage, match="KGQUAL_TRUSTED_PROXIES"):
        service_settings()


@pytest.mark.parametrize(
    ("client", "scheme"), [("::ffff:10.1.2.3", "https"), ("::ffff:10.2.2.3", "http")]
)
def test_a_proxy_is_the_same_on_a_socket_for_both_families(client: str, scheme: str) -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def main() -> None:
        said = [(b"x-forwarded-proto", b"https")]
        scope = {"type": "http", "client": (client, 1), "scheme": "http", "headers": said}
        await Forwarded(app, [IPv4Network("10.1.0.0/16")])(scope, Request(scope).receive, nothing)

    async def nothing(message: Message) -> None:
        """Send nothing."""

    asyncio.run(main())
    assert seen[0]["scheme"] == scheme
