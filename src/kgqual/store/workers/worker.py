"""One worker process, as the serving process sees it: started, asked, slowed down, killed."""

from __future__ import annotations

import asyncio
import atexit
import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol, cast

from kgqual.errors import EngineError
from kgqual.store.workers import process
from kgqual.store.workers.frames import Frames, Kind, error_of

if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("forkserver")
    _CONTEXT.set_forkserver_preload(["__main__", process.__name__])

POLITE = 10
"""What the niceness of a process is raised by so that others go before it on the processor."""
_LOWEST = 19
_ONE_AT_A_TIME = threading.Lock()
"""multiprocessing asks for the ends of all processes when it starts one, and each end only once."""


class Listener(Protocol):
    """Takes what a worker says."""

    def heard(self, kind: int, payload: bytes) -> None:
        """Take a frame."""
        ...

    def lost(self) -> None:
        """Learn that the worker will say no more."""
        ...

    def stop(self) -> None:
        """Learn that the worker is to be ended."""
        ...


class Worker(asyncio.Protocol):
    """A worker process and the connection to it.

    ``listener`` takes what it says while it runs a query. ``lost`` is called once when it is
    gone, however that came. ``slowed`` says whether others go before it on the processor.
    """

    def __init__(self, process: BaseProcess, lost: Callable[[Worker], None]) -> None:
        self.listener: Listener | None = None
        self.slowed = False
        self._process, self._lost = process, lost
        self._frames = Frames()
        self._transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[None] = loop.create_future()
        self._gone: asyncio.Future[int] = loop.create_future()

    @classmethod
    async def start(
        cls, store_path: Path, memory: int, lost: Callable[[Worker], None], niceness: int = 0
    ) -> Worker:
        """Start a process and wait until it has opened the store.

        ``niceness`` is added to that of this process. Raises EngineError when it cannot.
        """
        loop = asyncio.get_running_loop()
        connect = loop.create_connection if sys.platform == "win32" else loop.create_unix_connection
        with ExitStack() as failed:
            try:
                ours, theirs = socket.socketpair()
                failed.callback(ours.close)
                with theirs:
                    arguments = (theirs, str(store_path), memory, niceness)
                    started = _CONTEXT.Process(target=process.serve, args=arguments, daemon=True)
                    await asyncio.to_thread(_start, started)
                atexit.register(started.kill)
                worker = cls(started, lost)
                ours.setblocking(False)
                await connect(lambda: worker, sock=ours)
            except (OSError, EOFError) as error:
                raise EngineError(f"No process for queries can be started: {error}.") from error
            failed.pop_all()
            failed.callback(worker.kill)
            await worker._ready
            failed.pop_all()
        return worker

    def send(self, message: bytes) -> None:
        """Send a task."""
        assert self._transport
        self._transport.write(message)

    def pause(self) -> None:
        """Take no more from the worker until ``resume``: it waits when it has much to say."""
        if self._transport:
            self._transport.pause_reading()

    def resume(self) -> None:
        """Go on after ``pause``."""
        if self._transport:
            self._transport.resume_reading()

    def slow_down(self) -> None:
        """Let other processes go before it on the processor."""
        self.slowed = self._set_niceness(POLITE)

    def speed_up(self) -> None:
        """Undo ``slow_down``, where the system allows that."""
        self.slowed = not self._set_niceness(0)

    def _set_niceness(self, more: int) -> bool:
        """Set it to that of this process and ``more``; return whether that was possible."""
        if not hasattr(os, "setpriority"):  # Windows
            return False
        try:
            niceness = min(os.getpriority(os.PRIO_PROCESS, 0) + more, _LOWEST)
            os.setpriority(os.PRIO_PROCESS, self.pid, niceness)
        except (PermissionError, ProcessLookupError):
            return False
        return True

    @property
    def pid(self) -> int:
        """The id of the process."""
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        """End the process at once, and the query that it runs."""
        if self.listener:
            self.listener.stop()
        if self._transport:
            self._process.kill()
            self._transport.abort()

    async def ended(self) -> int:
        """Wait until the process is gone; return its exit status, negative for a signal."""
        return await asyncio.shield(self._gone)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See ``asyncio.Protocol``."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance

    def data_received(self, data: bytes) -> None:
        """See ``asyncio.Protocol``."""
        for kind, payload in self._frames.feed(data):
            if self.listener:
                self.listener.heard(kind, payload)
            elif kind == Kind.READY:
                self._ready.set_result(None)
            elif not self._ready.done():
                self._ready.set_exception(error_of(payload))

    def connection_lost(self, error: Exception | None) -> None:
        """See ``asyncio.Protocol``."""
        self._transport = None
        self._burial = asyncio.ensure_future(self._bury())
        if self.listener:
            self.listener.lost()
        if not self._ready.done():
            self._ready.set_exception(EngineError("A query worker ended before it was ready."))
        self._lost(self)

    async def _bury(self) -> None:
        self._process.kill()
        await asyncio.to_thread(_join, self._process)
        assert self._process.exitcode is not None
        self._gone.set_result(self._process.exitcode)
        atexit.unregister(self._process.kill)
        self._process.close()


def _start(process: BaseProcess) -> None:
    with _ONE_AT_A_TIME:
        process.start()


def _join(process: BaseProcess) -> None:
    wait([process.sentinel])
    with _ONE_AT_A_TIME:
        process.join()
