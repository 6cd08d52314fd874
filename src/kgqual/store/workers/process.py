"""The worker process: it opens the store, and answers one query after the other."""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path

from kgqual.errors import EngineError
from kgqual.store.checksum import checksum
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.policy import refuse_service, told
from kgqual.store.workers.frames import Connection, Kind, failure, frame, head, read_request
from kgqual.store.workers.request import NotAcceptable, Request

FIRST = 64 * 1024
"""Bytes of an answer that are gathered before any is sent."""
MORE = 256 * 1024
"""Bytes of a long answer that are gathered before more is sent."""


class Output:
    """Gathers the engine's writes into frames."""

    def __init__(self, connection: Connection, media_type: str) -> None:
        self._connection, self._head = connection, head(media_type, "")
        self._buffer = bytearray()
        self._begun = False

    def write(self, data: bytes) -> int:
        """Take some bytes, and send them on when there are enough."""
        self._buffer += data
        if len(self._buffer) >= (MORE if self._begun else FIRST):
            self._send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: what was gathered is sent when there is enough, or by ``end``."""

    def _send(self) -> None:
        if self._begun:
            self._connection.sendall(frame(Kind.MORE, self._buffer))
        else:
            self._connection.sendall(frame(Kind.BEGUN, self._head + self._buffer))
        self._begun = True
        self._buffer.clear()

    def end(self) -> None:
        """Send what is left: the answer is whole."""
        if not self._begun:
            self._connection.sendall(frame(Kind.WHOLE, self._head + self._buffer))
            return
        if self._buffer:
            self._send()
        self._connection.sendall(frame(Kind.END))


def limit_memory(limit: int) -> None:
    """Give this process ``limit`` bytes of address space, and no core dumps."""
    try:
        import resource  # absent on Windows, where the limit is not enforced
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(connection: Connection, store_path: str, memory: int) -> None:
    """Serve requests until the serving process is gone: the whole life of a worker process."""
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)  # the service says when its workers end
    limit_memory(memory)
    try:
        store = EmbeddedStore(Path(store_path))
    except EngineError as error:
        connection.sendall(frame(Kind.FAILED, failure(error)))
        return
    with contextlib.suppress(ConnectionError):
        connection.sendall(frame(Kind.READY))
        while request := read_request(connection):
            try:
                _answer(store, request, connection)
            except EngineError as error:
                known = told(error, request.services)
                connection.sendall(frame(Kind.FAILED, failure(known)))
            except MemoryError as error:
                connection.sendall(frame(Kind.FAILED, failure(error)))


def _answer(store: EmbeddedStore, request: Request, connection: Connection) -> None:
    refuse_service(request.text, request.services)
    answer = store.query(request.text, request.dataset, base=request.base)
    if request.checksum:
        connection.sendall(
            frame(Kind.WHOLE, head("application/json", "") + checksum(answer).to_bytes())
        )
        return
    format = request.format(answer.kind)
    if format is None:
        raise NotAcceptable(
            f"None of the formats you accept can express the answer: a {answer.kind}."
        )
    output = Output(connection, format.media_type)
    answer.serialize(format, output)
    output.end()
