"""Noticing that a client goes away while its query runs, so that the query ends with it."""

from __future__ import annotations

import asyncio
from types import TracebackType

from starlette.types import Receive

GRACE = 0.05
"""Seconds before a client is watched: most queries are answered by then, and watching costs."""


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


class Presence:
    """A context that ends with ClientGone when the client of ``receive`` goes away.

    What runs in it is cancelled. The request's body must have been read.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive, self._gone = receive, False
        self._watcher: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(GRACE, self._begin)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._watcher:
            self._watcher.cancel()
        if self._gone and not self._task.uncancel() and kind is asyncio.CancelledError:
            raise ClientGone from error

    def _begin(self) -> None:
        self._watcher = self._loop.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._task.cancel()
