"""The queue in front of the workers."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from kgqual.errors import Busy, EngineError
from kgqual.store.workers.request import Answering, Request
from kgqual.store.workers.run import Run
from kgqual.store.workers.worker import Worker

LOG = logging.getLogger(__name__)
RETRY = 1.0
"""Seconds after which a worker that could not be started is started again."""


@dataclass(frozen=True)
class Capacity:
    """What the workers may take: their number, and the bytes of address space of each.

    ``waiting`` queries may wait for a worker, for at most ``patience`` seconds.
    """

    workers: int = 2
    memory: int = 4 << 30
    waiting: int = 64
    patience: float = 10.0


class QueryPool:
    """A few worker processes over one snapshot's store. Use as an async context manager."""

    def __init__(self, store_path: Path, capacity: Capacity | None = None) -> None:
        self._store_path, self._capacity = store_path, capacity or Capacity()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._open = False

    async def __aenter__(self) -> QueryPool:
        """Start the workers. Raises EngineError when they cannot open the store."""
        self._open = True
        try:
            await asyncio.gather(*(self._add() for _ in range(self._capacity.workers)))
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop what runs, and end the workers."""
        self._open = False
        for task in self._starting:
            task.cancel()
        for worker in tuple(self._workers):
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in tuple(self._workers)))

    async def run(self, request: Request, timeout: float) -> Answering:
        """Run a query; return the beginning of its answer.

        ``timeout`` is in seconds from when it starts to run until its last byte is taken; how
        long it may wait for a worker is limited by the capacity. Raises BadQuery, NotAcceptable,
        Busy, QueryTimeout or EngineError when nothing was answered yet.
        """
        worker = self._idle.pop() if self._idle else await self._wait()
        over = self._release
        return await Run(worker, request, timeout, lambda sane: over(worker, sane)).begin()

    async def _wait(self) -> Worker:
        if len(self._waiting) >= self._capacity.waiting:
            raise Busy("All workers are busy and the queue is full. Try again later.")
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._capacity.patience):
                return await turn
        except TimeoutError:
            raise Busy(
                f"All workers were busy for {self._capacity.patience:g} s. Try again later."
            ) from None
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)

    def _release(self, worker: Worker, sane: bool) -> None:
        if not sane:
            worker.kill()
            return
        worker.resume()
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    async def _add(self) -> None:
        worker = await Worker.start(self._store_path, self._capacity.memory, self._lost)
        self._workers.add(worker)
        self._release(worker, sane=True)

    def _lost(self, worker: Worker) -> None:
        if worker not in self._workers:  # it was never ready
            return
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if self._open:
            task = asyncio.get_running_loop().create_task(self._replace())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _replace(self) -> None:
        while self._open:
            try:
                await self._add()
            except EngineError as error:
                LOG.error("A query worker cannot be started: %s", error)
                await asyncio.sleep(RETRY)
            else:
                return
