"""What a worker process and the serving process say to each other, over a socket.

Both ways a message is a frame: a header with its kind and length, and a payload. The serving
process sends requests, and trusts nothing that comes back: answers are data, never code, even
when the worker has been taken over by what it read.
"""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Protocol

from kgqual.errors import BadQuery, EngineError, ServiceFailed
from kgqual.store.workers.request import NotAcceptable, Request

HEADER = struct.Struct("!BI")
_LONGEST = 1 << 30
"""Bytes of one frame, at most: more would be no frame of ours."""


class Kind(IntEnum):
    """What a frame from a worker says."""

    READY = 1
    """The store is open. No payload."""
    WHOLE = 2
    """A whole answer: a line with media type and coding, then its bytes."""
    BEGUN = 3
    """The same with the beginning of a longer answer."""
    MORE = 4
    """More bytes of a longer answer; they are handed on before the frame is complete."""
    END = 5
    """The end of a longer answer. No payload."""
    FAILED = 6
    """An error instead of an answer, or of its rest: its class and message, in JSON."""


_ERRORS: dict[str, type[EngineError]] = {
    error.__name__: error for error in (BadQuery, EngineError, NotAcceptable, ServiceFailed)
}


class Connection(Protocol):
    """What a worker and who started it talk over: a socket, or something like one."""

    def recv_into(self, buffer: memoryview, /) -> int:
        """Read some bytes; return their number, 0 when the other side is gone."""
        ...

    def sendall(self, data: bytes | bytearray, /) -> None:
        """Send all of ``data``."""
        ...


def frame(kind: int, payload: bytes | bytearray = b"") -> bytes:
    """Return a frame."""
    return HEADER.pack(kind, len(payload)) + payload


def head(media_type: str, coding: str) -> bytes:
    """Return the line with which the payload of WHOLE and BEGUN starts."""
    return f"{media_type}\t{coding}\n".encode()


def behead(payload: bytes) -> tuple[str, str, bytes]:
    """Return media type, coding and bytes of the payload of WHOLE or BEGUN."""
    line, _, body = payload.partition(b"\n")
    media_type, _, coding = line.decode().partition("\t")
    return media_type, coding, body


def failure(error: EngineError | MemoryError) -> bytes:
    """Return the payload of FAILED."""
    name = type(error).__name__
    return json.dumps([name if name in _ERRORS else "EngineError", str(error)]).encode()


def error_of(payload: bytes) -> EngineError:
    """Return the error in the payload of FAILED."""
    name, message = json.loads(payload)
    return _ERRORS[name](message)


def request_frame(request: Request) -> bytes:
    """Return the frame that asks a worker."""
    return frame(0, pickle.dumps(request, pickle.HIGHEST_PROTOCOL))


def read_request(connection: Connection) -> Request | None:
    """Wait for a request; return None when the serving process is gone."""
    header = _exactly(connection, HEADER.size)
    if header is None:
        return None
    _, length = HEADER.unpack(header)
    payload = _exactly(connection, length)
    if payload is None:
        return None
    request: Request = pickle.loads(payload)  # noqa: S301  written by the serving process
    return request


def _exactly(connection: Connection, length: int) -> bytearray | None:
    buffer = bytearray(length)
    rest = memoryview(buffer)
    while rest:
        count = connection.recv_into(rest)
        if not count:
            return None
        rest = rest[count:]
    return buffer


class Frames:
    """Takes the bytes from a worker as they come apart into frames."""

    def __init__(self) -> None:
        self._kept = b""
        self._due = 0

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the frames that ``data`` completes, and the parts of MORE that it holds.

        Raises EngineError for what no worker of ours says.
        """
        if self._kept:
            data = self._kept + data
            self._kept = b""
        at, end = 0, len(data)
        while at < end:
            if self._due:
                part = data[at : at + self._due]
                self._due -= len(part)
                at += len(part)
                yield Kind.MORE, part
                continue
            if end - at < HEADER.size:
                break
            kind, length = HEADER.unpack_from(data, at)
            if length > _LONGEST:
                raise EngineError("A query worker said what cannot be understood.")
            if kind == Kind.MORE:
                at += HEADER.size
                self._due = length
                continue
            after = at + HEADER.size + length
            if after > end:
                break
            yield kind, data[at + HEADER.size : after]
            at = after
        self._kept = data[at:]
