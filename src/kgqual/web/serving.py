"""What is served: the current snapshot, swapped for a newer one without dropping a request.

A request leases the snapshot that is current when it begins and keeps it to its last byte. A
watcher looks at the data directory; when another snapshot has become current (``kgqual build``,
``kgqual rollback``) it is opened beside the old one, new requests get it, and the old one is
closed when its last lease ends. A request may name an older kept snapshot instead.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    ExitStack,
    asynccontextmanager,
    suppress,
)
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from kgqual.answering import OpenSnapshot
from kgqual.errors import KgqualError
from kgqual.federation import Federation
from kgqual.store.checksum import Checksum
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import NoSnapshot, Snapshot, Snapshots
from kgqual.store.workers import Answering, Capacity, Observer, QueryPool, Request
from kgqual.web.older import OlderSnapshots
from kgqual.web.vocabulary import Vocabulary, used_terms

LOG = logging.getLogger(__name__)
RETRY = 60.0
"""Seconds after which a snapshot that could not be opened is tried again."""


@dataclass
class Served:
    """One open snapshot: its store for our own page queries, its workers for users' queries."""

    snapshot: Snapshot
    store: EmbeddedStore
    pool: QueryPool
    federation: Federation
    _leases: int = 0
    _unused: asyncio.Event = field(default_factory=asyncio.Event)
    unused_since: float | None = None
    """When its last lease ended (``time.monotonic``); None while it has one."""
    checksums: dict[str, Checksum] = field(default_factory=dict)
    """Of answers to stored queries, by the names of these: a snapshot's never change."""

    @property
    def manifest(self) -> Manifest:
        """What the snapshot holds."""
        return self.snapshot.manifest

    @cached_property
    def asked(self) -> OpenSnapshot:
        """The snapshot as the questions ask it."""
        return OpenSnapshot(self.snapshot, self.store)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The classes and properties that the current graphs use."""
        return used_terms(self.store)

    async def run(self, request: Request, timeout: float) -> Answering:
        """Run a user's query, with the calls of other endpoints that it may make.

        See ``QueryPool.run`` and ``Federation.admitted``.
        """
        admitted = await self.federation.admitted(request.text)
        if admitted.services:
            request = replace(request, text=admitted.text, services=admitted.services)
        return await self.pool.run(request, timeout)

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Served]:
        """Keep the snapshot open as long as the context lasts."""
        self._leases += 1
        self._unused.clear()
        self.unused_since = None
        try:
            yield self
        finally:
            self._leases -= 1
            if not self._leases:
                self._unused.set()
                self.unused_since = time.monotonic()

    async def close_when_unused(self) -> None:
        """Wait for the last lease to end, or for the service to stop, then close."""
        try:
            if self._leases:
                await self._unused.wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Release the store and end the workers."""
        await self.pool.__aexit__(None, None, None)
        self.store.close()


class Serving:
    """The service's hold on the data directory ``data``; an async context manager.

    ``capacity`` is what the workers of a snapshot may take; ``interval`` is the number of
    seconds between two looks for another snapshot. At most ``older`` snapshots other than the
    current one are open at a time, with one process each. ``federation`` are the calls of other
    endpoints that queries may make; without it, none. ``observer`` is told of queries and workers.
    """

    def __init__(
        self,
        data: Path,
        *,
        capacity: Capacity,
        interval: float,
        older: int,
        federation: Federation | None = None,
        observer: Observer | None = None,
    ) -> None:
        self.snapshots = Snapshots(data)
        one = replace(capacity, workers=1, lanes=False)
        self._older = OlderSnapshots(partial(self._opened, capacity=one), older)
        self._capacity, self._interval = capacity, interval
        self._federation, self._observer = federation or Federation(), observer
        self._served: Served | None = None
        self._looked_at: object = None
        self._retry_at = math.inf
        self._why_not = "The snapshot is being opened. Try again in a moment."
        self._retiring: set[asyncio.Task[None]] = set()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Serving:
        await self.refresh()
        watcher = asyncio.create_task(self._watch())
        self._stack.push_async_callback(_cancelled, watcher)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()
        for task in tuple(self._retiring):
            await _cancelled(task)
        await self._older.close()
        if self._served:
            await self._served.close()

    def current(self) -> Served:
        """Return what is served. Raises NoSnapshot before the first one was built."""
        if self._served is None:
            raise NoSnapshot(self._why_not)
        return self._served

    @property
    def opened(self) -> tuple[Served, ...]:
        """The snapshots that new requests may get: the current one, and older ones in use."""
        return (*((self._served,) if self._served else ()), *self._older.opened)

    def lease(self, wanted: str | None = None) -> AbstractAsyncContextManager[Served]:
        """Keep a snapshot open: the current one, or the kept one whose id is or begins ``wanted``.

        Raises NoSnapshot, UnknownSnapshot, PrunedSnapshot or BadUsage as ``current`` and
        ``Snapshots.named`` do; entering raises Busy when too many older ones are in use.
        """
        current = self.current()
        if wanted is None or wanted == current.snapshot.id:
            return current.lease()
        snapshot = self.snapshots.named(wanted)
        return current.lease() if snapshot == current.snapshot else self._older.lease(snapshot)

    async def refresh(self) -> None:
        """Serve the current snapshot if it is not served yet; keep the old one if it is broken."""
        try:
            wanted = _publication(self.snapshots.current())
            if wanted == self._looked_at and time.monotonic() < self._retry_at:
                return
            self._looked_at, self._retry_at = wanted, math.inf
            snapshot = await asyncio.to_thread(self.snapshots.soundest)
            if self._served and self._served.snapshot.id == snapshot.id:
                return
            opened = await self._opened(snapshot, self._capacity)
        except NoSnapshot as error:
            self._why_not = str(error)
            return
        except (KgqualError, OSError, ValueError) as error:
            self._why_not = f"The current snapshot cannot be served: {error}"
            LOG.error(self._why_not)
            self._retry_at = time.monotonic() + RETRY
            return
        old, self._served = self._served, opened
        LOG.info("Serving snapshot %s", snapshot.id)
        if old:
            task = asyncio.create_task(old.close_when_unused())
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)

    async def _opened(self, snapshot: Snapshot, capacity: Capacity) -> Served:
        store = await asyncio.to_thread(snapshot.open)
        with ExitStack() as failed:
            failed.callback(store.close)
            pool = QueryPool(snapshot.store_path, capacity, self._observer)
            await pool.__aenter__()
            failed.pop_all()
        return Served(snapshot, store, pool, self._federation)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._interval)
            await self.refresh()
            await self._older.close_idle()


def _publication(snapshot: Snapshot) -> tuple[str, float]:
    """Return what changes when another snapshot becomes current, or the same is built anew."""
    try:
        return snapshot.id, snapshot.published
    except FileNotFoundError:  # its folder is gone
        return snapshot.id, 0


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
