"""The worker process: it opens the store, and answers one query after the other.

It outlives the serving process by no more than the query it is at: when nobody speaks to it any
longer it ends, and a timer of the kernel ends a query that nobody has stopped.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from kgqual.errors import EngineError
from kgqual.store.checksum import checksum
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.limiting import limit_memory
from kgqual.store.policy import refuse_nesting, refuse_service, told
from kgqual.store.workers.frames import (
    Connection,
    Head,
    Kind,
    Task,
    failure,
    frame,
    next_task,
)
from kgqual.store.workers.output import Output
from kgqual.store.workers.request import NotAcceptable


def serve(connection: Connection, store_path: str, memory: int, niceness: int = 0) -> None:
    """Serve tasks until the serving process is gone: the whole life of a worker process."""
    if niceness and hasattr(os, "nice"):  # absent on Windows
        os.nice(niceness)
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)  # the service says when its workers end
    with contextlib.suppress(ConnectionError):
        try:
            store = EmbeddedStore(Path(store_path))
        except EngineError as error:
            connection.sendall(frame(Kind.FAILED, failure(error)))
            return
        limit_memory(memory)
        connection.sendall(frame(Kind.READY))
        while task := next_task(connection):
            try:
                _answer(store, task, connection)
            except EngineError as error:
                known = told(error, task.request.services)
                connection.sendall(frame(Kind.FAILED, failure(known)))
            except MemoryError as error:
                connection.sendall(frame(Kind.FAILED, failure(error)))


def _answer(store: EmbeddedStore, task: Task, connection: Connection) -> None:
    request, begun = task.request, time.process_time()
    with _timers(task):
        refuse_nesting(request.text)
        refuse_service(request.text, request.services)
        answer = store.query(request.text, request.dataset, base=request.base)
        if request.checksum:
            body = checksum(answer).to_bytes()
            head = Head("application/json", "", time.process_time() - begun)
            connection.sendall(frame(Kind.WHOLE, head.to_bytes() + body))
            return
        format = request.format(answer.kind)
        if format is None:
            raise NotAcceptable(
                f"None of the formats you accept can express the answer: a {answer.kind}."
            )
        output = Output(connection, format.media_type, request.coding, task.length)
        answer.serialize(format, output)
        output.end(time.process_time() - begun)


@contextlib.contextmanager
def _timers(task: Task) -> Iterator[None]:
    """Let the kernel end this process when a limit of ``task`` passes."""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, task.seconds)
    signal.setitimer(signal.ITIMER_PROF, task.processor)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
