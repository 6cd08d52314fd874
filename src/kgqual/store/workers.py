"""Worker processes that run users' queries, so that none runs in the serving process.

A running Oxigraph query cannot be cancelled, so each worker runs one query at a time over the
snapshot opened read-only, streams the engine's own bytes back, and is killed and replaced when
it passes its deadline, needs more memory than its limit, or its client goes away.

A message from a worker is one byte and a payload: ``+`` some bytes of the answer, ``.`` the end
of a whole answer, ``!`` an error as JSON. A pipe that closes before ``.`` means the worker died.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from kgqual.errors import BadQuery, Busy, EngineError, QueryTimeout
from kgqual.store.dataset import Dataset
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.interface import AnswerKind, Format
from kgqual.store.policy import refuse_service

CHUNK = 64 * 1024
"""Bytes of an answer gathered before they are sent."""


@dataclass(frozen=True)
class Request:
    """A query, its dataset, and the format for each kind of answer (None: not acceptable).

    ``base`` resolves the relative IRIs of the query; without it they are refused.
    """

    text: str
    dataset: Dataset
    results: Format | None
    graphs: Format | None
    base: str | None = None

    def format(self, kind: AnswerKind) -> Format | None:
        """Return the format wanted for an answer of ``kind``."""
        return self.graphs if kind is AnswerKind.GRAPH else self.results


class NotAcceptable(EngineError):
    """The client accepts no format that can express the answer."""


_ERRORS = {error.__name__: error for error in (BadQuery, EngineError, NotAcceptable)}


class _Chunks:
    """Gathers the engine's small writes into messages."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._buffer = pipe, bytearray()

    def write(self, data: bytes) -> int:
        """Take some bytes, and send them on when there are enough."""
        self._buffer += data
        if len(self._buffer) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what was gathered."""
        if self._buffer:
            self._pipe.send_bytes(b"+" + self._buffer)
            self._buffer.clear()


def _limit_memory(limit: int) -> None:
    try:
        import resource  # absent on Windows, where the limit is not enforced
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _work(pipe: Connection, store_path: str, memory: int) -> None:
    """Serve requests until the pipe closes: the whole life of a worker process."""
    _limit_memory(memory)
    store = EmbeddedStore(Path(store_path))
    while True:
        try:
            request: Request = pipe.recv()
        except EOFError:
            return
        out = _Chunks(pipe)
        try:
            _answer(store, request, out)
        except (EngineError, MemoryError) as error:
            name = type(error).__name__ if type(error).__name__ in _ERRORS else "EngineError"
            pipe.send_bytes(b"!" + json.dumps([name, str(error) or "out of memory"]).encode())
        else:
            out.flush()
            pipe.send_bytes(b".")


def _answer(store: EmbeddedStore, request: Request, out: _Chunks) -> None:
    refuse_service(request.text)
    answer = store.query(request.text, request.dataset, base=request.base)
    format = request.format(answer.kind)
    if format is None:
        raise NotAcceptable(
            f"None of the formats you accept can express the answer: a {answer.kind}."
        )
    out.write(format.media_type.encode() + b"\n")
    answer.serialize(format, out)


class _Worker:
    """The parent's side of one worker process."""

    def __init__(self, store_path: Path, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_work, args=(theirs, str(store_path), memory), daemon=True
        )
        self.process.start()
        theirs.close()

    def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class QueryPool:
    """A few worker processes over one snapshot's store.

    ``memory`` is the address space of one worker in bytes. Use as an async context manager.
    """

    def __init__(self, store_path: Path, *, size: int = 2, memory: int = 8 << 30) -> None:
        self._store_path, self._size, self._memory = store_path, size, memory
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers: set[_Worker] = set()
        self._threads = ThreadPoolExecutor(size * 2, thread_name_prefix="query-pipe")

    async def __aenter__(self) -> QueryPool:
        await asyncio.gather(*(self._start_worker() for _ in range(self._size)))
        return self

    async def __aexit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _start_worker(self) -> None:
        loop = asyncio.get_running_loop()
        worker = await loop.run_in_executor(self._threads, _Worker, self._store_path, self._memory)
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    async def run(self, request: Request, timeout: float) -> tuple[str, AsyncIterator[bytes]]:
        """Run a query; return the answer's media type and its bytes as they come.

        ``timeout`` is in seconds from now to the last byte. Raises BadQuery, NotAcceptable,
        Busy, QueryTimeout or EngineError when nothing was answered yet; the iterator raises
        QueryTimeout or EngineError when the answer breaks off.
        """
        deadline = time.monotonic() + timeout
        stream = self._stream(request, deadline, timeout)
        first = await anext(stream)
        media_type, _, rest = first.partition(b"\n")
        return media_type.decode(), _prepended(rest, stream)

    async def _stream(
        self, request: Request, deadline: float, timeout: float
    ) -> AsyncIterator[bytes]:
        worker = await self._acquire(deadline, timeout)
        whole = False
        try:
            worker.pipe.send(request)
            while not whole:
                kind, payload = await self._receive(worker, deadline, timeout)
                if kind == b"+":
                    yield payload
                else:
                    whole = True
                    if kind == b"!":
                        name, message = json.loads(payload)
                        raise _ERRORS[name](message)
        finally:
            if whole:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _acquire(self, deadline: float, timeout: float) -> _Worker:
        try:
            return await asyncio.wait_for(self._idle.get(), deadline - time.monotonic())
        except TimeoutError:
            raise Busy(f"All workers were busy for {timeout:g} s. Try again later.") from None

    async def _receive(
        self, worker: _Worker, deadline: float, timeout: float
    ) -> tuple[bytes, bytes]:
        loop = asyncio.get_running_loop()
        message = loop.run_in_executor(self._threads, worker.pipe.recv_bytes)
        try:
            data = await asyncio.wait_for(asyncio.shield(message), deadline - time.monotonic())
        except TimeoutError:
            worker.process.kill()
            await asyncio.gather(message, return_exceptions=True)
            raise QueryTimeout(
                f"The query ran longer than {timeout:g} s and was stopped."
            ) from None
        except asyncio.CancelledError:
            worker.process.kill()
            await asyncio.gather(message, return_exceptions=True)
            raise
        except (EOFError, OSError) as error:
            raise EngineError(
                "The query ended its worker: it needs more memory than it may have, or nests "
                "too deeply. Make it smaller."
            ) from error
        return data[:1], data[1:]

    def _replace(self, worker: _Worker) -> None:
        self._workers.discard(worker)
        worker.kill()
        asyncio.get_running_loop().create_task(self._start_worker())


async def _prepended(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if first:
        yield first
    async for chunk in rest:
        yield chunk
