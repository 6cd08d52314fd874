"""What happens to queries and workers, told to whoever counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kgqual.errors import BadQuery, EngineError, QueryTimeout
from kgqual.store.workers.request import NotAcceptable, Request


class Outcome(StrEnum):
    """How a query ended, as its client saw it."""

    OK = "ok"
    """The whole answer was handed over."""
    REMEMBERED = "remembered"
    """The answer that was given before was given again, without a worker."""
    REFUSED = "refused"
    """The query or what it asks for is wrong: BadQuery, NotAcceptable."""
    FAILED = "failed"
    """The engine failed, or the query ended its worker, before anything was answered."""
    TIMEOUT = "timeout"
    """The deadline passed before anything was answered."""
    BUSY = "busy"
    """No worker became free in time, or too many queries waited."""
    GONE = "gone"
    """The client went away, or the service stopped."""
    BROKEN = "broken"
    """An answer broke off half-way."""


class Cause(StrEnum):
    """Why a worker ended."""

    DEADLINE = "deadline"
    GONE = "gone"
    """Nobody waits for its query any longer."""
    TRIAL = "trial"
    """Its query needs a worker for longer ones, where it starts again."""
    CRASHED = "crashed"
    """It ended by itself: memory, nesting."""


class SliceOver(EngineError):
    """A query that should have been short is not; nothing was answered yet."""


class Gone(EngineError):
    """Nobody waits for the query any longer."""


def outcome_of(error: EngineError | None, *, begun: bool) -> Outcome:
    """Return how a query that ran ended; ``begun``: when a part of its answer was handed on."""
    if error is None:
        return Outcome.OK
    if isinstance(error, Gone):
        return Outcome.GONE
    if begun:
        return Outcome.BROKEN
    if isinstance(error, QueryTimeout):
        return Outcome.TIMEOUT
    return Outcome.REFUSED if isinstance(error, BadQuery | NotAcceptable) else Outcome.FAILED


def cause_of(error: EngineError | None) -> Cause:
    """Return why the worker of a query with that error had to end."""
    if isinstance(error, Gone):
        return Cause.GONE
    if isinstance(error, SliceOver):
        return Cause.TRIAL
    return Cause.DEADLINE if isinstance(error, QueryTimeout) else Cause.CRASHED


@dataclass(frozen=True)
class Ended:
    """A query that ended: how, after how many seconds of waiting and of running."""

    outcome: Outcome
    waited: float
    ran: float


class Observer(Protocol):
    """Is told what happens, at once and in the event loop: it must be quick, and not raise."""

    def query_ended(self, ended: Ended) -> None:
        """Learn of a query that ended."""
        ...

    def worker_ended(self, cause: Cause, request: Request) -> None:
        """Learn of a worker that was killed or died while it ran ``request``."""
        ...


class Nobody:
    """An observer that lets everything pass."""

    def query_ended(self, ended: Ended) -> None:
        """See ``Observer``."""

    def worker_ended(self, cause: Cause, request: Request) -> None:
        """See ``Observer``."""
