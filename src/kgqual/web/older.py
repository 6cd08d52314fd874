"""Older snapshots that requests ask for by id, open beside the current one while they are used."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from kgqual.errors import Busy, EngineError
from kgqual.store.snapshot import Snapshot

if TYPE_CHECKING:
    from kgqual.web.serving import Served

LINGER = 60.0
"""Seconds that an older snapshot stays open after its last use."""


class OlderSnapshots:
    """At most ``most`` older snapshots, each opened by ``opening`` when it is first asked for."""

    def __init__(self, opening: Callable[[Snapshot], Awaitable[Served]], most: int) -> None:
        self._opening, self._most = opening, most
        self._open: dict[str, Served] = {}
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def lease(self, snapshot: Snapshot) -> AsyncIterator[Served]:
        """Keep ``snapshot`` open as long as the context lasts.

        Raises Busy when too many others are in use, EngineError when it is damaged.
        """
        async with AsyncExitStack() as stack:
            async with self._lock:
                served = self._open.get(snapshot.id) or await self._added(snapshot)
                await stack.enter_async_context(served.lease())
            yield served

    async def _added(self, snapshot: Snapshot) -> Served:
        if len(self._open) >= self._most:
            unused = [served for served in self._open.values() if served.unused_since is not None]
            if not unused:
                raise Busy(
                    f"{self._most} older snapshots are in use, and no more are opened at a time. "
                    "Try again later."
                )
            await self._close(min(unused, key=lambda served: served.unused_since or 0))
        if damage := await asyncio.to_thread(snapshot.damage):
            raise EngineError(f"Snapshot {snapshot.id} cannot be read: {damage}.")
        self._open[snapshot.id] = await self._opening(snapshot)
        return self._open[snapshot.id]

    @property
    def opened(self) -> tuple[Served, ...]:
        """Those that are open."""
        return tuple(self._open.values())

    async def close_idle(self) -> None:
        """Close those that nobody uses any more, or whose files are gone."""
        async with self._lock:
            longest = time.monotonic() - LINGER
            for served in tuple(self._open.values()):
                unused_since = served.unused_since
                if unused_since is None:
                    continue
                if unused_since < longest or not served.snapshot.path.exists():
                    await self._close(served)

    async def close(self) -> None:
        """Close all of them."""
        for served in tuple(self._open.values()):
            await self._close(served)

    async def _close(self, served: Served) -> None:
        del self._open[served.snapshot.id]
        await served.close()
