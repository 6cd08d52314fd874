"""Which worker runs which query, and who waits, so that short queries need not wait for long ones.

Workers of the *general* lane run anything. When they are all busy, queries that have proven short
still find the *reserved* one, and queries of which nothing is known the one for *trials*; on
these two a query may use only a slice of time, so that they are soon free again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kgqual.errors import Busy
from kgqual.store.workers.experience import Standing
from kgqual.store.workers.worker import Worker


class Lane(Enum):
    """What a worker is for."""

    GENERAL = "general"
    RESERVED = "reserved"
    TRIAL = "trial"


_GENERAL, _SLOWED = (Lane.GENERAL, False), (Lane.GENERAL, True)
_RESERVED, _TRIAL = (Lane.RESERVED, False), (Lane.TRIAL, False)
_PREFERRED = {
    Standing.SHORT: (_GENERAL, _RESERVED, _TRIAL, _SLOWED),
    Standing.UNKNOWN: (_GENERAL, _SLOWED, _TRIAL),
    Standing.LONG: (_SLOWED, _GENERAL),
}
"""The lane of a worker and whether it was slowed down, best first; others are not for the query."""


@dataclass(eq=False)
class _Ticket:
    """A query that waits for its turn."""

    standing: Standing
    turn: asyncio.Future[Worker]


class Lanes:
    """The idle workers and the queries that wait.

    ``room`` queries of each standing may wait, for at most ``patience`` seconds.
    """

    def __init__(self, room: int, patience: float) -> None:
        self._room, self._patience = room, patience
        self._lane: dict[Worker, Lane] = {}
        self._idle: list[Worker] = []
        self._tickets: list[_Ticket] = []

    @property
    def waiting(self) -> int:
        """The number of queries that wait for a worker."""
        return len(self._tickets)

    @property
    def running(self) -> int:
        """The number of workers that run a query."""
        return len(self._lane) - len(self._idle)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Every worker."""
        return tuple(self._lane)

    def lane(self, worker: Worker) -> Lane:
        """Return what ``worker`` is for."""
        return self._lane[worker]

    def join(self, worker: Worker, lane: Lane) -> None:
        """Take a new worker."""
        self._lane[worker] = lane
        self.free(worker)

    def leave(self, worker: Worker) -> Lane | None:
        """Forget a worker that is gone; return what it was for, None if it never joined."""
        if worker in self._idle:
            self._idle.remove(worker)
        return self._lane.pop(worker, None)

    def free(self, worker: Worker) -> None:
        """Give a worker to the query whose turn it is, or let it wait for one."""
        if worker not in self._lane:  # it is gone
            return
        ticket = next(self._candidates(self._lane[worker]), None)
        if ticket is None:
            self._idle.append(worker)
        else:
            self._tickets.remove(ticket)
            ticket.turn.set_result(worker)

    def _candidates(self, lane: Lane) -> Iterator[_Ticket]:
        """Yield the tickets that a worker of ``lane`` may take, the next one first."""
        tickets = [ticket for ticket in self._tickets if not ticket.turn.done()]
        if lane is Lane.GENERAL:
            yield from tickets
        if lane is Lane.TRIAL:  # the latest first, so that a flood that waits holds up nobody
            yield from (t for t in reversed(tickets) if t.standing is Standing.UNKNOWN)
        yield from (t for t in tickets if t.standing is Standing.SHORT)

    async def worker(self, standing: Standing, until: float) -> Worker:
        """Return a worker for a query of ``standing``; wait for one until then, in loop time.

        Raises Busy when none becomes free, or too many wait already.
        """
        loop = asyncio.get_running_loop()
        while not (worker := self._best(standing)):
            if sum(ticket.standing is standing for ticket in self._tickets) >= self._room:
                raise Busy("All workers are busy and the queue is full. Try again later.")
            worker = await self._wait(_Ticket(standing, loop.create_future()), until)
            if worker in self._lane:  # it has not ended on its way to the query
                return worker
        self._idle.remove(worker)
        return worker

    def _best(self, standing: Standing) -> Worker | None:
        """Return the idle worker that suits best, of equal ones the one that ran last."""
        for wanted in _PREFERRED[standing]:
            for worker in reversed(self._idle):
                if wanted == (self._lane[worker], worker.slowed):
                    return worker
        return None

    async def _wait(self, ticket: _Ticket, until: float) -> Worker:
        self._tickets.append(ticket)
        expiry = asyncio.get_running_loop().call_at(until, self._expire, ticket)
        try:
            return await ticket.turn
        except asyncio.CancelledError:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
            elif not ticket.turn.cancelled() and not ticket.turn.exception():
                self.free(ticket.turn.result())
            raise
        finally:
            expiry.cancel()

    def _expire(self, ticket: _Ticket) -> None:
        if not ticket.turn.done():
            self._tickets.remove(ticket)
            message = f"All workers were busy for {self._patience:g} s. Try again later."
            ticket.turn.set_exception(Busy(message))
