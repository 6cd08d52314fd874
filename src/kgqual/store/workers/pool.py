"""The workers over one snapshot, and the way of a query through them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kgqual.errors import Busy, EngineError
from kgqual.limits import QUERY_MEMORY
from kgqual.store.workers.answers import Answers
from kgqual.store.workers.experience import LONG, SHORT, Experience, Standing
from kgqual.store.workers.lanes import Lane, Lanes
from kgqual.store.workers.observing import (
    Ended,
    Nobody,
    Observer,
    Outcome,
    SliceOver,
    cause_of,
    outcome_of,
)
from kgqual.store.workers.request import Answering, Request
from kgqual.store.workers.run import Allowed, Run
from kgqual.store.workers.worker import POLITE, Worker

LOG = logging.getLogger(__name__)
RETRY = 1.0
"""Seconds after which a worker that could not be started is started again."""
_SLICES = {Lane.GENERAL: 0.0, Lane.RESERVED: 2 * SHORT, Lane.TRIAL: LONG}
"""Seconds of processor time that a query has in each lane, 0 for no limit."""

_GIVEN_AGAIN = Ended(Outcome.REMEMBERED, 0, 0)


@dataclass(frozen=True)
class Capacity:
    """What the workers of a pool may take.

    ``workers`` run any query; with ``lanes`` there are two more, for short queries only. Each may
    have ``memory`` bytes of address space. ``waiting`` queries of each standing may wait for a
    worker, for at most ``patience`` seconds. An answer may have ``answer_bytes``, 0 for no limit.
    Small answers are kept in ``remembered`` bytes of the serving process, to be given again.
    """

    workers: int = 2
    lanes: bool = True
    memory: int = QUERY_MEMORY
    waiting: int = 64
    patience: float = 10.0
    answer_bytes: int = 0
    remembered: int = 0


class QueryPool:
    """Worker processes over one snapshot's store. Use as an async context manager.

    ``observer`` is told what happens to queries and workers.
    """

    def __init__(
        self,
        store_path: Path,
        capacity: Capacity | None = None,
        observer: Observer | None = None,
    ) -> None:
        self._store_path, self._capacity = store_path, capacity or Capacity()
        self._observer: Observer = observer or Nobody()
        self._answers = Answers(self._capacity.remembered)
        self._experience = Experience()
        self._lanes = Lanes(self._capacity.waiting, self._capacity.patience)
        self._starting: set[asyncio.Task[None]] = set()
        self._open = False

    async def __aenter__(self) -> QueryPool:
        """Start the workers. Raises EngineError when they cannot open the store."""
        self._open = True
        wanted = [Lane.GENERAL] * self._capacity.workers
        if self._capacity.lanes:
            wanted += [Lane.RESERVED, Lane.TRIAL]
        async with AsyncExitStack() as failed:
            failed.push_async_exit(self)
            await asyncio.gather(*[self._begin(self._add(lane)) for lane in wanted])
            failed.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop what runs, and end the workers."""
        self._open = False
        await asyncio.gather(*self._starting, return_exceptions=True)
        workers = self._lanes.workers
        for worker in workers:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in workers))

    @property
    def waiting(self) -> int:
        """The number of queries that wait for a worker."""
        return self._lanes.waiting

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the processes that run, each with a query or ready for one."""
        return tuple(worker.pid for worker in self._lanes.workers)

    @property
    def running(self) -> int:
        """The number of queries that run."""
        return self._lanes.running

    async def run(self, request: Request, timeout: float) -> Answering:
        """Run a query; return the beginning of its answer.

        ``timeout`` is in seconds from when it starts to run until its last byte is taken; how
        long it may wait for a worker is limited by the capacity. Raises BadQuery, NotAcceptable,
        Busy, QueryTimeout or EngineError when nothing was answered yet.
        """
        known = self._answers.get(request)
        if known:
            self._observer.query_ended(_GIVEN_AGAIN)
            return known
        answering = await self._asked(request, timeout)
        self._answers.keep(request, answering)
        return answering

    async def _asked(self, request: Request, timeout: float) -> Answering:
        """Let a worker answer, another one when the first is only for shorter queries."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        standing = self._experience.standing(request)
        while True:
            worker = await self._turn(standing, asked)
            waited = loop.time() - asked
            slice = _SLICES[self._lanes.lane(worker)]
            allowed = Allowed(timeout, self._capacity.answer_bytes, slice)
            over = partial(self._over, worker, request, waited)
            try:
                return await Run(worker, request, allowed, over).begin()
            except SliceOver:
                standing = Standing.LONG

    async def _turn(self, standing: Standing, asked: float) -> Worker:
        """Wait for a worker; a query that waits in vain has ended."""
        outcome = Outcome.GONE
        worker = None
        try:
            worker = await self._lanes.worker(standing, asked + self._capacity.patience)
        except Busy:
            outcome = Outcome.BUSY
            raise
        else:
            return worker
        finally:
            if not worker:
                waited = asyncio.get_running_loop().time() - asked
                self._observer.query_ended(Ended(outcome, waited, 0))

    def _over(self, worker: Worker, request: Request, waited: float, run: Run, sane: bool) -> None:
        """Learn from a run that is over, and use its worker again or end it."""
        if run.processor is not None:
            self._experience.learn(request, run.processor)
        if not isinstance(run.error, SliceOver):
            outcome = outcome_of(run.error, begun=run.begun)
            self._observer.query_ended(Ended(outcome, waited, run.seconds))
        if sane:
            if worker.slowed:
                worker.speed_up()
            self._lanes.free(worker)
        else:
            self._observer.worker_ended(cause_of(run.error), request)
            worker.kill()

    def _begin(self, starting: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Begin to start a worker; whoever ends the pool waits for that."""
        task = asyncio.get_running_loop().create_task(starting)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        return task

    async def _add(self, lane: Lane) -> None:
        niceness = POLITE if lane is Lane.TRIAL else 0
        memory = self._capacity.memory
        worker = await Worker.start(self._store_path, memory, self._lost, niceness)
        self._lanes.join(worker, lane)

    def _lost(self, worker: Worker) -> None:
        lane = self._lanes.leave(worker)
        if lane and self._open:
            self._begin(self._replace(lane))

    async def _replace(self, lane: Lane) -> None:
        while self._open:
            try:
                await self._add(lane)
            except EngineError as error:
                LOG.error("A query worker cannot be started: %s", error)
                await asyncio.sleep(RETRY)
            else:
                return
