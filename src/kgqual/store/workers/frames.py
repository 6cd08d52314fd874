"""What the serving process and a worker process say to each other, over a socket.

Both ways a message is a frame: a header with its kind and length, and a payload. All of it is
data, never code, so that a worker that has been taken over by what it read gains nothing.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from kgqual.errors import BadQuery, EngineError, ServiceFailed, TooLarge
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Format
from kgqual.store.workers.request import NotAcceptable, Request

HEADER = struct.Struct("!BI")
_LONGEST = 1 << 26
"""Bytes of one frame, at most: what is longer is none of ours."""


class Kind(IntEnum):
    """What a frame says."""

    TASK = 0
    """To a worker: a query to run."""
    READY = 1
    """The store is open."""
    WHOLE = 2
    """A whole answer: its head, a line, and its bytes."""
    BEGUN = 3
    """The head and the beginning of a longer answer."""
    MORE = 4
    """More bytes of a longer answer; they are handed on before the frame is complete."""
    END = 5
    """The end of a longer answer: how long it took."""
    FAILED = 6
    """An error instead of an answer, or of its rest: its class and message."""


_ERRORS: dict[str, type[EngineError]] = {
    error.__name__: error
    for error in (BadQuery, EngineError, NotAcceptable, ServiceFailed, TooLarge)
}


@dataclass(frozen=True)
class Task:
    """A request and what it may take.

    ``seconds`` is when the process ends itself, in case nobody else does; ``processor`` the
    seconds of processor time after which it does so; ``length`` the bytes of the longest answer.
    0 is no limit.
    """

    request: Request
    seconds: float = 0
    processor: float = 0
    length: int = 0

    def to_bytes(self) -> bytes:
        """Return the payload of TASK."""
        request = self.request
        parts = (
            self.seconds,
            self.processor,
            self.length,
            request.text,
            request.dataset.default,
            request.dataset.named,
            request.results and request.results.label,
            request.graphs and request.graphs.label,
            request.base,
            request.coding,
            request.checksum,
            request.services,
        )
        return json.dumps(parts).encode()

    @classmethod
    def from_bytes(cls, payload: bytes | bytearray) -> Task:
        """Return the task in the payload of TASK."""
        seconds, processor, length, text, default, named, *rest = json.loads(payload)
        results, graphs, base, coding, checksum, services = rest
        request = Request(
            text,
            Dataset(_graphs(default), _graphs(named)),
            results and Format.named(results),
            graphs and Format.named(graphs),
            base,
            coding,
            checksum,
            tuple(services),
        )
        return cls(request, seconds, processor, length)


def _graphs(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


@dataclass(frozen=True)
class Head:
    """What is known of an answer when it begins; ``seconds`` when it also ends there."""

    media_type: str
    coding: str
    seconds: float = 0.0

    def to_bytes(self) -> bytes:
        """Return the line with which the payload of WHOLE and BEGUN starts."""
        return f"{self.media_type}\t{self.coding}\t{self.seconds}\n".encode()


def behead(payload: bytes) -> tuple[Head, bytes]:
    """Return the head and the bytes of an answer, from the payload of WHOLE or BEGUN."""
    line, _, body = payload.partition(b"\n")
    media_type, coding, seconds = line.decode().split("\t")
    return Head(media_type, coding, float(seconds)), body


def failure(error: EngineError | MemoryError) -> bytes:
    """Return the payload of FAILED."""
    name = type(error).__name__
    message = str(error) or "The query needs more memory than it may have. Make it smaller."
    return json.dumps([name if name in _ERRORS else "EngineError", message]).encode()


def error_of(payload: bytes) -> EngineError:
    """Return the error in the payload of FAILED."""
    name, message = json.loads(payload)
    return _ERRORS[name](message)


class Connection(Protocol):
    """What a worker and who started it talk over: a socket, or something like one."""

    def recv_into(self, buffer: memoryview, /) -> int:
        """Read some bytes; return their number, 0 when the other side is gone."""
        ...

    def sendall(self, data: bytes, /) -> None:
        """Send all of ``data``."""
        ...


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """Return a frame."""
    return HEADER.pack(kind, len(payload)) + payload


def next_task(connection: Connection) -> Task | None:
    """Wait for a task; return None when who asks is gone."""
    header = _exactly(connection, HEADER.size)
    payload = header and _exactly(connection, HEADER.unpack(header)[1])
    return Task.from_bytes(payload) if payload else None


def _exactly(connection: Connection, length: int) -> bytearray:
    """Read so many bytes; return none when there are fewer."""
    buffer = bytearray(length)
    rest = memoryview(buffer)
    while rest:
        count = connection.recv_into(rest)
        if not count:
            return bytearray()
        rest = rest[count:]
    return buffer


class Frames:
    """Takes what a worker says apart into frames."""

    def __init__(self) -> None:
        self._kept = b""
        self._due = 0

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the frames that ``data`` completes, and the parts of MORE that it holds.

        Raises ValueError for what is no frame of ours.
        """
        if self._kept:
            data, self._kept = self._kept + data, b""
        at, end = 0, len(data)
        while at < end:
            if self._due:
                part = data[at : at + self._due]
                self._due -= len(part)
                at += len(part)
                yield Kind.MORE, part
                continue
            body = at + HEADER.size
            if body > end:
                break
            kind, length = HEADER.unpack_from(data, at)
            if length > _LONGEST:
                raise ValueError(f"a frame of {length} bytes")
            if kind == Kind.MORE:
                at, self._due = body, length
                continue
            if body + length > end:
                break
            at = body + length
            yield kind, data[body:at]
        self._kept = data[at:]
