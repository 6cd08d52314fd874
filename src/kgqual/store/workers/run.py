"""One query on one worker, as the serving process sees it."""

from __future__ import annotations

import asyncio
import signal
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import Any

from kgqual.errors import EngineError, QueryTimeout
from kgqual.store.workers.frames import Kind, behead, error_of, request_frame
from kgqual.store.workers.request import Answering, Request
from kgqual.store.workers.worker import Worker

HIGH = 1 << 20
"""Bytes of an answer that wait for their client before the worker must wait as well."""


class Run(AsyncGenerator[bytes]):
    """A query that runs; as an iterator, the rest of its answer.

    It ends by itself, whether anybody takes the answer or not: with the answer, with an error,
    at the deadline (``timeout`` seconds from now) or with the worker. ``over`` is called once,
    with True when the worker can run another query.
    """

    def __init__(
        self, worker: Worker, request: Request, timeout: float, over: Callable[[bool], None]
    ) -> None:
        loop = asyncio.get_running_loop()
        self._worker, self._timeout, self._over = worker, timeout, over
        self._begun: asyncio.Future[Answering] = loop.create_future()
        self._parts: deque[bytes] = deque()
        self._size = 0
        self._more: asyncio.Future[None] | None = None
        self._running = True
        self._error: EngineError | None = None
        self._deadline = loop.call_later(timeout, self._expire)
        worker.listener = self
        worker.send(request_frame(request))

    async def begin(self) -> Answering:
        """Wait for the beginning of the answer.

        Raises BadQuery, NotAcceptable, QueryTimeout or EngineError instead of an answer. When
        the waiting is cancelled, so is the query.
        """
        try:
            return await self._begun
        except asyncio.CancelledError:
            self.stop()
            raise

    def stop(self) -> None:
        """End the query, if it still runs, and its worker with it."""
        self._parts.clear()
        self._end(EngineError("The query was stopped."), sane=False)

    def heard(self, kind: int, payload: bytes) -> None:
        """See ``Listener``."""
        if kind == Kind.MORE:
            self._take(payload)
        elif kind == Kind.WHOLE:
            media_type, coding, body = behead(payload)
            self._end(None)
            self._begin(Answering(media_type, coding, body, None))
        elif kind == Kind.BEGUN:
            media_type, coding, body = behead(payload)
            self._begin(Answering(media_type, coding, body, self))
        elif kind == Kind.END:
            self._end(None)
        else:
            self._end(error_of(payload))

    def lost(self) -> None:
        """See ``Listener``."""
        if self._running:
            self._running = False
            self._deadline.cancel()
            self._burial = asyncio.ensure_future(self._explain())

    async def asend(self, value: None) -> bytes:
        """Return the next bytes of the answer. Raises QueryTimeout or EngineError."""
        while not self._parts:
            if self._error:
                raise self._error
            if not self._running:
                raise StopAsyncIteration
            self._more = asyncio.get_running_loop().create_future()
            try:
                await self._more
            except asyncio.CancelledError:
                self.stop()
                raise
        part = self._parts.popleft()
        self._size -= len(part)
        if self._size < HIGH // 2 and self._running:
            self._worker.resume()
        return part

    async def athrow(self, *error: Any) -> bytes:
        """End the query: nobody takes the rest."""
        self.stop()
        return await super().athrow(*error)

    async def aclose(self) -> None:
        """End the query if it still runs."""
        self.stop()

    def _take(self, part: bytes) -> None:
        self._parts.append(part)
        self._size += len(part)
        if self._size > HIGH:
            self._worker.pause()
        self._wake()

    def _begin(self, answering: Answering) -> None:
        if not self._begun.done():
            self._begun.set_result(answering)

    def _wake(self) -> None:
        if self._more and not self._more.done():
            self._more.set_result(None)

    def _expire(self) -> None:
        message = f"The query ran longer than {self._timeout:g} s and was stopped."
        self._end(QueryTimeout(message), sane=False)

    async def _explain(self) -> None:
        self._end(_reason(await self._worker.ended()), sane=False)

    def _end(self, error: EngineError | None, *, sane: bool = True) -> None:
        if self._worker.listener is not self:
            return
        self._running = False
        self._error = error
        self._deadline.cancel()
        self._worker.listener = None
        if error and not self._begun.done():
            self._begun.set_exception(error)
        self._wake()
        self._over(sane)


def _reason(status: int) -> EngineError:
    """Return what to tell of a query that ended its worker."""
    if status in (-_number("SIGABRT"), -_number("SIGKILL")):
        return EngineError("The query needs more memory than it may have. Make it smaller.")
    if status in (-_number("SIGSEGV"), -_number("SIGBUS"), -_number("SIGILL")):
        return EngineError("The query nests too deeply, or chains too much. Make it smaller.")
    return EngineError("The query ended its worker. Make it smaller.")


def _number(name: str) -> int:
    """Return the number of a signal, 0 where the system does not have it."""
    return int(getattr(signal, name, 0))
