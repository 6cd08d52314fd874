"""Connections of a real service process that are held open, or filled, for nothing."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest
from starlette.types import Send
from tests.web.running import Running, running
from uvicorn import Config
from uvicorn.server import ServerState

from kgqual.web import connections
from kgqual.web.server import FILES, HEAD_BYTES


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("nothing")) as service:
        yield service


def connect(service: Running) -> socket.socket:
    host, _, port = service.address.strip("/").rpartition("/")[2].partition(":")
    return socket.create_connection((host, int(port)), timeout=20)


def received(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    data = bytearray()
    while more := connection.recv(65536):
        data += more
    return bytes(data)


def test_more_may_be_open_than_the_shell_allows(service: Running) -> None:
    now, most = psutil.Process(service.process.pid).rlimit(psutil.RLIMIT_NOFILE)
    assert now > 256
    assert now == min(FILES, most)


def test_a_head_without_end_is_refused(service: Running) -> None:
    # Hung up on with something unread, the system may drop what the service said.
    with connect(service) as connection, suppress(ConnectionError):
        connection.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\n")
        for _ in range(HEAD_BYTES // 1000 + 100):
            connection.sendall(b"x-filler: " + b"x" * 988 + b"\r\n")
        assert received(connection).startswith(b"HTTP/1.1 431 ")


def test_a_long_query_is_not_too_long(service: Running) -> None:
    with connect(service) as connection:
        query = b"q" * 60_000
        for part in (
            b"GET /health?x=",
            query,
            b" HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        ):
            connection.sendall(part)
        assert received(connection).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET /health HTT",
        b"POST /sparql HTTP/1.1\r\nhost: x\r\n"
        b"content-length: 9\r\ncontent-type: application/sparql-query\r\n\r\nASK",
    ],
)
def test_who_says_nothing_or_too_slowly_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.2)

    async def application(scope: object, receive: object, send: object) -> None:
        """Wait for ever."""
        await asyncio.sleep(60)

    async def served() -> bytes:
        """Say ``said`` to the service; return what came until it hung up."""
        config = Config(
            application,
            log_config=None,
            timeout_keep_alive=1,
            h11_max_incomplete_event_size=HEAD_BYTES,
        )
        config.load()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: connections.Connection(config, ServerState(), {}), "127.0.0.1", 0
        )
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(said)
            answer = await asyncio.wait_for(reader.read(), 5)
            writer.close()
        return answer

    assert asyncio.run(served()) == b""


def test_who_does_not_take_an_answer_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "TAKING_SECONDS", 0.2)

    async def served() -> None:
        """Ask for more than fits into any buffer, and take nothing of it."""
        ended = asyncio.Event()

        async def application(scope: object, receive: object, send: Send) -> None:
            """Send 40 MiB."""
            await send({"type": "http.response.start", "status": 200, "headers": []})
            for _ in range(40):
                await send(
                    {"type": "http.response.body", "body": bytes(1 << 20), "more_body": True}
                )
            ended.set()

        config = Config(application, log_config=None)
        config.load()
        server = await asyncio.get_running_loop().create_server(
            lambda: connections.Connection(config, ServerState(), {}), "127.0.0.1", 0
        )
        async with server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await asyncio.wait_for(ended.wait(), 5)
            writer.close()

    asyncio.run(served())
