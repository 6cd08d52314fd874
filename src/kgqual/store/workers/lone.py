"""One worker process for a program that asks one query at a time, and waits for it.

The service has a pool, an event loop and many clients; a Python session or a notebook has none of
these. Here the worker is a child with two pipes, started so that it needs nothing of the program
that starts it: ``multiprocessing`` would run a user's script once more in the child.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from kgqual.errors import EngineError, QueryTimeout
from kgqual.limits import QUERY_MEMORY
from kgqual.store.workers.frames import Frames, Kind, Task, behead, error_of, frame
from kgqual.store.workers.process import serve
from kgqual.store.workers.request import Request

PART = 1 << 16
"""Bytes that are read at once."""


class LoneWorker:
    """A worker over the store at ``store_path``, started with the first query.

    It lives until ``close``, or until a query ends it; the next query starts another. Threads may
    share it: their queries wait for each other. A process that was forked from this one gets a
    worker of its own.
    """

    _end: weakref.finalize[[], LoneWorker]

    def __init__(self, store_path: Path, memory: int = QUERY_MEMORY) -> None:
        self._store_path, self._memory = store_path, memory
        self._child: _Child | None = None
        self._alone = threading.Lock()

    @property
    def process_id(self) -> int | None:
        """The process that waits for a query or runs one, None when there is none."""
        return self._child.process.pid if self._child else None

    def close(self) -> None:
        """End the worker, and the query that it runs."""
        if self._child:
            self._end()
            self._child = None

    @contextmanager
    def run(self, request: Request, timeout: float | None) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Run a query: its media type, and the parts of the answer as they come.

        Whoever leaves the context before the end, by Ctrl-C for instance, ends the query.
        ``timeout`` is in seconds to the last part, None for no limit. Raises BadQuery,
        NotAcceptable, QueryTimeout or EngineError, also while the parts are read.
        """
        with self._alone:
            child = self._started()
            try:
                with child.limited(timeout):
                    child.ask(request)
                    kind, payload = child.hear()
                    head, first = behead(payload)
                    yield head.media_type, child.rest(kind, first)
            finally:
                if not child.idle:
                    self.close()

    def _started(self) -> _Child:
        if self._child and self._child.owner != os.getpid():
            self._end.detach()  # it is the parent's, who still talks to it
            self._child = None
        if self._child and self._child.process.poll() is not None:  # killed while it waited
            self.close()
        if self._child is None:
            self._child = _Child.started(self._store_path, self._memory)
            self._end = weakref.finalize(self, self._child.kill)  # whoever forgets to close
        return self._child


@dataclass
class _Child:
    """The process, its two pipes, whether it waits for a query, and whose child it is."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]
    asked: IO[bytes]
    idle: bool = True
    owner: int = field(default_factory=os.getpid)
    _frames: Frames = field(default_factory=Frames)
    _heard: Iterator[tuple[int, bytes]] = field(default_factory=lambda: iter(()))
    _limit: float | None = None

    @classmethod
    def started(cls, store_path: Path, memory: int) -> _Child:
        """Start a process and wait until it has opened the store. Raises EngineError."""
        process = subprocess.Popen(  # noqa: S603  this module, no shell
            # -P: a file that lies in the current folder is none of its modules
            [sys.executable, "-P", "-m", __name__, str(store_path), str(memory)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "RUST_BACKTRACE": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin and process.stdout
        child = cls(process, process.stdout, process.stdin)
        with ExitStack() as failed:
            failed.callback(child.kill)
            child.hear()
            failed.pop_all()
        return child

    def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        self.process.kill()
        self.process.wait()
        self.said.close()
        with suppress(BrokenPipeError):  # it ended before it read what it was asked
            self.asked.close()

    @contextmanager
    def limited(self, timeout: float | None) -> Iterator[None]:
        """End the process when it takes longer: only that ends a query."""
        if timeout is None:
            yield
            return

        def give_up() -> None:
            """End the process, and remember that this did."""
            self._limit = timeout
            self.process.kill()

        timer = threading.Timer(timeout, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self.idle = self.idle and self._limit is None

    def ask(self, request: Request) -> None:
        """Send a query."""
        self.idle = False
        try:
            self.asked.write(frame(Kind.TASK, Task(request).to_bytes()))
            self.asked.flush()
        except BrokenPipeError:
            raise self._gone() from None

    def hear(self) -> tuple[int, bytes]:
        """Wait for the next frame. Raises the error that it holds, or that of a dead worker."""
        while (frame := next(self._heard, None)) is None:
            data = os.read(self.said.fileno(), PART)
            if not data:
                raise self._gone()
            self._heard = self._frames.feed(data)
        kind, payload = frame
        if kind in (Kind.WHOLE, Kind.END, Kind.FAILED):
            self.idle = True
        if kind == Kind.FAILED:
            raise error_of(payload)
        return kind, payload

    def rest(self, kind: int, first: bytes) -> Iterator[bytes]:
        """Yield ``first``, and what follows when the answer has only begun."""
        yield first
        while kind in (Kind.BEGUN, Kind.MORE):
            kind, part = self.hear()
            if kind == Kind.MORE:
                yield part

    def _gone(self) -> EngineError:
        if self._limit is not None:
            return QueryTimeout(f"The query ran longer than {self._limit:g} s and was stopped.")
        return EngineError(
            "The query ended its worker: it needs more memory than it may have, or nests too "
            "deeply. Make it smaller."
        )


class _Pipes:
    """Standard input and output of this process, as the one connection that a worker serves."""

    def __init__(self) -> None:
        self._in, self._out = io.FileIO(0), io.BufferedWriter(io.FileIO(1, "w"))

    def recv_into(self, buffer: memoryview, /) -> int:
        """Read some bytes; return their number, 0 at the end."""
        return self._in.readinto(buffer) or 0

    def sendall(self, data: bytes | bytearray, /) -> None:
        """Write all of ``data``."""
        self._out.write(data)
        self._out.flush()


if __name__ == "__main__":
    serve(_Pipes(), sys.argv[1], int(sys.argv[2]))
