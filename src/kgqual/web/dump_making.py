"""Making dumps when they are first asked for, each once, in a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgqual.store import dumps
from kgqual.store.dumps import Dump, Made
from kgqual.store.snapshot import Snapshot

LOG = logging.getLogger(__name__)
WAIT = 20.0
"""Seconds that a client waits for a dump that is being made; then it is asked to come back."""
RETRY = 10
"""Seconds after which it should."""


class DumpMaker:
    """Hands out dumps; what has to be made is made one at a time. An async context manager."""

    def __init__(self, wait: float = WAIT) -> None:
        self._wait = wait
        self._tasks: dict[tuple[str, str], asyncio.Task[int]] = {}
        self._one = asyncio.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> DumpMaker:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks.values():
            task.cancel()
        if self._process:
            self._process.kill()  # what it leaves behind is cleared by the next one
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def made(self, snapshot: Snapshot, dump: Dump) -> Made:
        """Return the file of ``dump``, waiting a while for it to be made.

        Raises HTTPException 503 when that takes longer, or cannot be done.
        """
        if known := dumps.made(snapshot).get(dump.name):
            return known
        wanted = snapshot.id, dump.name
        task = self._tasks.get(wanted)
        if task is None:
            task = self._tasks[wanted] = asyncio.create_task(self._make(snapshot, dump))
            task.add_done_callback(lambda _: self._tasks.pop(wanted))
        done, _ = await asyncio.wait({task}, timeout=self._wait)
        if not done:
            raise _come_back(f"{dump.name} is being made. Ask for it again in a moment.")
        if task.cancelled() or task.result() or not (file := dumps.made(snapshot).get(dump.name)):
            raise _come_back(f"{dump.name} could not be made; the log says why.")
        return file

    async def _make(self, snapshot: Snapshot, dump: Dump) -> int:
        """Run the process that makes ``dump``; return its exit status."""
        async with self._one:
            self._process = subprocess.Popen(  # noqa: S603  our own module, no shell
                [sys.executable, "-m", dumps.__name__, str(snapshot.path), dump.name],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            _, complaint = await asyncio.to_thread(self._process.communicate)
            status = self._process.returncode
            self._process = None
        if status:
            LOG.error("Dump %s of snapshot %s: %s", dump.name, snapshot.id, complaint.decode())
        return status


def _come_back(detail: str) -> HTTPException:
    return HTTPException(503, detail, {"Retry-After": str(RETRY)})


def dump_maker(request: Request) -> DumpMaker:
    """Return what makes the dumps of the service."""
    found = request.app.state.dumps
    assert isinstance(found, DumpMaker)
    return found
