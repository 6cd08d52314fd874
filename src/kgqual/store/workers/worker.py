"""One worker process, as the serving process sees it: started, asked, killed."""

from __future__ import annotations

import asyncio
import atexit
import multiprocessing
import socket
import sys
from collections.abc import Callable
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


class Listener(Protocol):
    """Takes what a worker says."""

    def heard(self, kind: int, payload: bytes) -> None:
        """Take a frame."""
        ...

    def lost(self) -> None:
        """Learn that the worker will say no more."""
        ...


class Worker(asyncio.Protocol):
    """A worker process and the connection to it.

    ``listener`` takes what it says while it runs a query; ``lost`` is called once when it is
    gone, however that came.
    """

    process: BaseProcess

    def __init__(self, lost: Callable[[Worker], None]) -> None:
        self._lost = lost
        self._frames = Frames()
        self._transport: asyncio.Transport | None = None
        self._paused = False
        self.listener: Listener | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def start(cls, store_path: Path, memory: int, lost: Callable[[Worker], None]) -> Worker:
        """Start a process and wait until it has opened the store.

        Raises EngineError when it cannot.
        """
        worker = cls(lost)
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        worker.process = _CONTEXT.Process(
            target=process.serve, args=(theirs, str(store_path), memory), daemon=True
        )
        await asyncio.to_thread(worker.process.start)
        atexit.register(worker.process.kill)
        theirs.close()
        loop = asyncio.get_running_loop()
        connect = loop.create_connection if sys.platform == "win32" else loop.create_unix_connection
        await connect(lambda: worker, sock=ours)
        try:
            await worker.ready
        except BaseException:
            worker.kill()
            raise
        return worker

    def send(self, message: bytes) -> None:
        """Send a request."""
        assert self._transport is not None
        self._transport.write(message)

    def pause(self) -> None:
        """Take no more from the worker for now: it then waits, when it has more to say."""
        if self._transport and not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Go on after ``pause``."""
        if self._transport and self._paused:
            self._paused = False
            self._transport.resume_reading()

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        if self._transport:
            self._transport.abort()

    async def ended(self) -> int:
        """Wait until the process is gone; return its exit status, negative for a signal."""
        await asyncio.to_thread(self.process.join)
        status = self.process.exitcode
        assert status is not None
        return status

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See ``asyncio.Protocol``."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance

    def data_received(self, data: bytes) -> None:
        """See ``asyncio.Protocol``."""
        for kind, payload in self._frames.feed(data):
            if self.listener:
                self.listener.heard(kind, payload)
            elif kind == Kind.READY:
                self.ready.set_result(None)
            elif not self.ready.done():
                self.ready.set_exception(error_of(payload))

    def connection_lost(self, error: Exception | None) -> None:
        """See ``asyncio.Protocol``."""
        self._transport = None
        atexit.unregister(self.process.kill)
        if not self.ready.done():
            self.ready.set_exception(EngineError("A query worker ended before it was ready."))
        if self.listener:
            self.listener.lost()
        self._lost(self)
