"""One query on one worker, as the serving process sees it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass

from kgqual.errors import EngineError, QueryTimeout
from kgqual.store.workers.deaths import SLICE_OVER, reason
from kgqual.store.workers.experience import LONG
from kgqual.store.workers.frames import Head, Kind, Task, behead, error_of, frame
from kgqual.store.workers.observing import Gone, SliceOver
from kgqual.store.workers.request import Answering, Request
from kgqual.store.workers.stream import HIGH, Stream
from kgqual.store.workers.worker import Worker

SLICE = 20
"""How many times longer than on the processor a query that should be short may take."""
POLITE = 0.02
"""Seconds after which a query lets what is quicker go before it."""
WHOLE = 1 << 24
"""Bytes of the longest answer of a query that should be short."""
GRACE = 1.0
"""Seconds after the deadline at which a query ends itself that nobody has stopped."""


@dataclass(frozen=True)
class Allowed:
    """What a query may take: ``seconds`` on the clock, ``length`` bytes of its answer (0: any).

    With ``slice`` it should be short, of so many seconds of processor time: it is stopped when it
    is not, and nothing of its answer is handed on before it is whole.
    """

    seconds: float
    length: int
    slice: float = 0.0

    @property
    def slice_over(self) -> float:
        """The seconds on the clock after which the slice is over."""
        return self.slice * SLICE

    def task(self, request: Request) -> bytes:
        """Return what to tell the worker."""
        task = Task(request, self.seconds + GRACE, self.slice, self.length)
        return frame(Kind.TASK, task.to_bytes())


class Run:
    """A query that runs.

    It ends by itself, whether anybody takes the answer or not: with the answer, with an error,
    at its deadline, or with the worker. ``over`` is called once, with True when the worker can
    run another query. Then ``error`` is what went wrong, ``begun`` whether that came too late to
    tell, ``seconds`` how long it took, and ``processor`` the processor time, None when unknown.
    """

    def __init__(
        self, worker: Worker, request: Request, allowed: Allowed, over: Callable[[Run, bool], None]
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._worker, self._allowed, self._over = worker, allowed, over
        self._began = self._loop.time()
        self._beginning: asyncio.Future[Answering] = self._loop.create_future()
        high = WHOLE if allowed.slice else HIGH
        self._stream = Stream(worker.pause, worker.resume, self.stop, high)
        self._head: Head | None = None
        self.error: EngineError | None = None
        self.begun = False
        self.seconds = 0.0
        self.processor: float | None = None
        self._timer = self._first_timer()
        worker.listener = self
        worker.send(allowed.task(request))

    async def begin(self) -> Answering:
        """Wait for the beginning of the answer.

        Raises BadQuery, NotAcceptable, QueryTimeout or EngineError instead of an answer, SliceOver
        when it runs in a slice. When the waiting is cancelled, so is the query.
        """
        try:
            return await self._beginning
        except asyncio.CancelledError:
            self.stop()
            raise

    def stop(self) -> None:
        """End the query, if it still runs, and its worker with it."""
        self._end(Gone("The query was stopped."), sane=False)

    def heard(self, kind: int, payload: bytes) -> None:
        """See ``Listener``."""
        if kind == Kind.MORE:
            self._stream.put(payload)
        elif kind == Kind.WHOLE:
            head, body = behead(payload)
            self._begin(head, body, whole=True)
            self._end(None, processor=head.seconds)
        elif kind == Kind.BEGUN:
            self._head, body = behead(payload)
            if self._allowed.slice:
                self._stream.put(body)
            else:
                self._begin(self._head, body)
        elif kind == Kind.END and self._head:
            if self._allowed.slice:
                self._begin(self._head, self._stream.taken(), whole=True)
            self._end(None, processor=float(payload))
        else:
            self._end(error_of(payload))

    def lost(self) -> None:
        """See ``Listener``."""
        self._timer.cancel()
        self._burial = asyncio.ensure_future(self._explain())

    async def _explain(self) -> None:
        status = await self._worker.ended()
        sliced = status in SLICE_OVER
        self._end(SliceOver() if sliced else reason(status), sane=False, processor=math.inf)

    def _first_timer(self) -> asyncio.TimerHandle:
        seconds = self._allowed.seconds
        if self._allowed.slice:
            return self._loop.call_later(min(self._allowed.slice_over, seconds), self._expire)
        if seconds > POLITE:
            return self._loop.call_later(POLITE, self._give_way)
        return self._loop.call_later(seconds, self._expire)

    def _give_way(self) -> None:
        self._worker.slow_down()
        self._timer = self._loop.call_at(self._began + self._allowed.seconds, self._expire)

    def _expire(self) -> None:
        if self._allowed.slice and self._allowed.seconds > self._allowed.slice_over:
            self._end(SliceOver(), sane=False)
        else:
            seconds = self._allowed.seconds
            message = f"The query ran longer than {seconds:g} s and was stopped."
            late = math.inf if seconds > LONG else None
            self._end(QueryTimeout(message), sane=False, processor=late)

    def _begin(self, head: Head, body: bytes, *, whole: bool = False) -> None:
        self.begun = True
        if not self._beginning.done():
            rest = None if whole else self._stream
            self._beginning.set_result(Answering(head.media_type, head.coding, body, rest))

    def _end(
        self, error: EngineError | None, *, sane: bool = True, processor: float | None = None
    ) -> None:
        if self._worker.listener is not self:
            return
        self._worker.listener = None
        self._timer.cancel()
        self.error, self.processor = error, processor
        self.seconds = self._loop.time() - self._began
        if error and not self._beginning.done():
            self._beginning.set_exception(error)
            self._beginning.exception()  # nobody need wait for it any longer
        self._stream.end(error)
        self._over(self, sane)
