"""The rest of an answer on its way from the worker to the client, neither faster than the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import Any

from kgqual.errors import EngineError

HIGH = 1 << 20
"""Bytes that wait for the client before the worker must wait as well."""


class Stream(AsyncGenerator[bytes]):
    """Parts of an answer: ``put`` in by whoever hears the worker, iterated by the client's side.

    ``pause`` and ``resume`` hold up the worker, when ``high`` bytes wait for the client; ``close``
    is called when the client's side closes the stream or stops waiting for it.
    """

    def __init__(
        self,
        pause: Callable[[], None],
        resume: Callable[[], None],
        close: Callable[[], None],
        high: int = HIGH,
    ) -> None:
        self._high = high
        self._pause, self._resume, self._close = pause, resume, close
        self._parts: deque[bytes] = deque()
        self._size = 0
        self._paused = False
        self._ended = False
        self._error: EngineError | None = None
        self._more: asyncio.Future[None] | None = None

    def put(self, part: bytes) -> None:
        """Take a part."""
        self._parts.append(part)
        self._size += len(part)
        if self._size > self._high and not self._paused:
            self._paused = True
            self._pause()
        self._wake()

    def end(self, error: EngineError | None) -> None:
        """Take no more: the answer is whole, or breaks off with ``error`` here."""
        self._ended, self._error = True, error
        if self._paused:  # the worker is for another query now
            self._paused = False
            self._resume()
        if error:
            self._parts.clear()
        self._wake()

    def taken(self) -> bytes:
        """Return all that was put in and not taken out."""
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole

    async def asend(self, value: None) -> bytes:
        """Return the next part. Raises the error with which the answer breaks off."""
        while not self._parts:
            if self._error:
                raise self._error
            if self._ended:
                raise StopAsyncIteration
            self._more = asyncio.get_running_loop().create_future()
            try:
                await self._more
            except asyncio.CancelledError:
                self._close()
                raise
        part = self._parts.popleft()
        self._size -= len(part)
        if self._paused and self._size < self._high // 2:
            self._paused = False
            self._resume()
        return part

    async def athrow(self, *error: Any) -> bytes:
        """See ``AsyncGenerator``: nobody takes the rest."""
        self._close()
        return await super().athrow(*error)

    async def aclose(self) -> None:
        """End the query if it still runs."""
        self._close()

    def _wake(self) -> None:
        if self._more and not self._more.done():
            self._more.set_result(None)
