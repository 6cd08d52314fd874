"""Making files of a snapshot when they are first asked for, each once, in a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgqual.store import dumps, statistics
from kgqual.store.dumps import Dump, Made
from kgqual.store.snapshot import Snapshot
from kgqual.store.statistics import Statistics

T = TypeVar("T")

LOG = logging.getLogger(__name__)
WAIT = 20.0
"""Seconds that a client waits for what is being made; then it is asked to come back."""
RETRY = 10
"""Seconds after which it should."""


class Maker:
    """Hands out what is made of snapshots: one thing at a time. An async context manager.

    A client waits ``wait`` seconds for it.
    """

    def __init__(self, wait: float = WAIT) -> None:
        self._wait = wait
        self._tasks: dict[tuple[str, ...], asyncio.Task[int]] = {}
        self._one = asyncio.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Maker:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks.values():
            task.cancel()
        if self._process:
            self._process.kill()  # what it leaves behind is cleared by the next one
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def dump(self, snapshot: Snapshot, wanted: Dump) -> Made:
        """Return the file of a dump. Raises HTTPException 503 when it takes long, or cannot be."""

        def find() -> Made | None:
            """Return the file if it is there."""
            return dumps.made(snapshot).get(wanted.name)

        return await self._kept(find, dumps.__name__, str(snapshot.path), wanted.name)

    async def statistics(self, snapshot: Snapshot) -> Statistics:
        """Return the numbers of a snapshot. Raises HTTPException 503 as ``dump`` does."""

        def find() -> Statistics | None:
            """Return the numbers if they were counted."""
            return statistics.known(snapshot)

        return await self._kept(find, statistics.__name__, str(snapshot.path))

    async def _kept(self, find: Callable[[], T | None], module: str, *arguments: str) -> T:
        """Return what ``find`` finds; when that is nothing, run ``module``, which makes it."""
        if (found := find()) is not None:
            return found
        wanted = module, *arguments
        task = self._tasks.get(wanted)
        if task is None:
            task = self._tasks[wanted] = asyncio.create_task(self._run(wanted))
            task.add_done_callback(lambda _: self._tasks.pop(wanted))
        done, _ = await asyncio.wait({task}, timeout=self._wait)
        if not done:
            raise _come_back("This is being made. Ask for it again in a moment.")
        if task.cancelled() or task.result() or (found := find()) is None:
            raise _come_back("This could not be made; the log of the service says why.")
        return found

    async def _run(self, wanted: tuple[str, ...]) -> int:
        """Run a module with arguments as a program; return its exit status."""
        async with self._one:
            self._process = subprocess.Popen(  # noqa: S603  our own module, no shell
                [sys.executable, "-m", *wanted],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                process_group=0,  # a signal to all is for the service, which says when it ends
            )
            _, complaint = await asyncio.to_thread(self._process.communicate)
            status = self._process.returncode
            self._process = None
        if status:
            LOG.error("%s: %s", " ".join(wanted), complaint.decode(errors="replace"))
        return status


def _come_back(detail: str) -> HTTPException:
    return HTTPException(503, detail, {"Retry-After": str(RETRY)})


def maker(request: Request) -> Maker:
    """Return what makes files for the service."""
    found = request.app.state.maker
    assert isinstance(found, Maker)
    return found
