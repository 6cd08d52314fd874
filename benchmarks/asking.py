"""A client that costs little, so that what is measured is the server.

One connection that is kept, requests that are bytes made before, answers read as they come.
"""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import quote

BLOCK = 1 << 18


class Refused(OSError):
    """The server did not answer 200; the message is its status and the answer's beginning."""


def get(port: int, path: str, query: str, accept: str) -> bytes:
    """Return the bytes of a GET request."""
    return (
        f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"User-Agent: kgqual-benchmark\r\nAccept: {accept}\r\n\r\n"
    ).encode()


class Connection:
    """A connection to a server on this machine. Use as a context manager."""

    def __init__(self, port: int, timeout: float = 300) -> None:
        """Connect. Raises OSError when nobody listens."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._block = memoryview(bytearray(BLOCK))

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> bytes:
        """Return the answer's body. Raises Refused, or OSError when it ends too early."""
        parts: list[bytes] = []
        self._exchange(request, parts)
        return b"".join(parts)

    def count(self, request: bytes) -> int:
        """Read the answer, keep nothing of it, and return how many bytes came."""
        return self._exchange(request, None)

    def _exchange(self, request: bytes, parts: list[bytes] | None) -> int:
        self._socket.sendall(request)
        head, rest = self._head()
        fields = head.lower()
        if b"\r\ntransfer-encoding: chunked" in fields:
            count = self._chunked(rest, parts)
        else:
            length = int(fields.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0])
            count = self._measured(rest, length, parts)
        if b" 200 " not in head[:16]:
            raise Refused(head[:12].decode(), b"".join(parts or [])[:300])
        return count

    def _head(self) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._receive()
        head, _, rest = received.partition(b"\r\n\r\n")
        return head + b"\r\n", rest

    def _measured(self, rest: bytes, length: int, parts: list[bytes] | None) -> int:
        left = length - len(rest)
        if parts is not None:
            parts.append(rest)
        while left > 0:
            block = self._receive()
            left -= len(block)
            if parts is not None:
                parts.append(bytes(block))
        return length

    def _chunked(self, rest: bytes, parts: list[bytes] | None) -> int:
        """Read chunks; those of a large answer are passed over, not put together."""
        count, buffer = 0, bytearray(rest)
        while True:
            while (end := buffer.find(b"\r\n")) < 0:
                buffer += self._receive()
            size = int(buffer[:end].partition(b";")[0], 16)
            del buffer[: end + 2]
            wanted = size + 2
            while len(buffer) < wanted and (parts is not None or size == 0):
                buffer += self._receive()
            if size == 0:
                return count
            if parts is not None:
                parts.append(bytes(buffer[:size]))
            taken = min(wanted, len(buffer))
            del buffer[:taken]
            self._skip(wanted - taken, buffer)
            count += size

    def _skip(self, left: int, buffer: bytearray) -> None:
        while left > 0:
            block = self._receive()
            if len(block) > left:
                buffer += block[left:]
            left -= len(block)

    def _receive(self) -> memoryview:
        count = self._socket.recv_into(self._block)
        if not count:
            raise OSError("The connection ended before the answer did.")
        return self._block[:count]


@dataclass(frozen=True)
class Load:
    """What several clients at once reached: requests per second, and seconds for each."""

    rate: float
    latencies: Sequence[float]


def load(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    """Send ``requests`` again and again from ``clients`` processes, each over one connection."""
    context = multiprocessing.get_context("fork")
    with context.Pool(clients) as pool:
        times = pool.starmap(_one_client, [(port, requests, n, seconds) for n in range(clients)])
    latencies = sorted(latency for some in times for latency in some)
    return Load(len(latencies) / seconds, latencies)


def _one_client(port: int, requests: Sequence[bytes], first: int, seconds: float) -> list[float]:
    latencies = []
    with Connection(port) as connection:
        number, now = first, time.perf_counter()
        end = now + seconds
        while now < end:
            connection.count(requests[number % len(requests)])
            started, now = now, time.perf_counter()
            latencies.append(now - started)
            number += 1
    return latencies
