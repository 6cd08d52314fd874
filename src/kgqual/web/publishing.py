"""Publishing translations while the service runs, some seconds after they are approved.

Whoever approves one text approves more, so it is waited until nobody has for a moment. A process
of its own then makes the new snapshot, and the service goes over to it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from kgqual.editorial import Editorial
from kgqual.errors import KgqualError

LOG = logging.getLogger(__name__)
INTERVAL = 2.0
"""Seconds between two looks at the database."""
QUIET = 2
"""Looks without another approval after which what was approved is published."""
PATIENCE = 20.0
"""Seconds after which it is published though others are approved all the time."""
RETRY = 30.0
"""Seconds after which what could not be published is tried again."""


class Publishing:
    """Watches what is approved in ``editorial`` and publishes it in ``data``.

    An async context manager. ``refresh`` is awaited when there is a new snapshot.
    """

    def __init__(
        self,
        data: Path,
        database: str,
        editorial: Editorial,
        refresh: Callable[[], Awaitable[None]],
        interval: float = INTERVAL,
    ) -> None:
        self._asked = json.dumps({"data": str(data), "database": database}).encode()
        self._editorial, self._refresh = editorial, refresh
        self._interval = interval
        self._approved = self._published = 0
        self._since = self._last = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def pending(self) -> bool:
        """Whether anything is approved that is not published yet, as far as it was looked."""
        return self._approved > self._published

    async def __aenter__(self) -> Publishing:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._process:
            self._process.kill()  # what it leaves behind is cleared by the next one

    async def _watch(self) -> None:
        wait = self._interval
        while True:
            await asyncio.sleep(wait)
            wait = self._interval
            try:
                await asyncio.to_thread(self._look)
            except KgqualError as error:
                LOG.error("What is approved cannot be looked up: %s", error)
                wait = RETRY
            if self.pending and self._is_time() and not await self._publish(self._approved):
                wait = RETRY

    def _look(self) -> None:
        """See whether anything was approved since."""
        newest = self._editorial.translations.last_approval() if self._editorial.exists() else 0
        if newest > self._approved:
            self._last = time.monotonic()
            if not self.pending:
                self._since = self._last
            self._approved = newest

    def _is_time(self) -> bool:
        now = time.monotonic()
        return now - self._last >= QUIET * self._interval or now - self._since >= PATIENCE

    async def _publish(self, approved: int) -> bool:
        """Publish what was approved so far; return whether that went well."""
        try:
            self._process = _started()
        except OSError as error:  # no memory for another process, or no more are allowed
            LOG.error("Translations were approved and are not published: %s", error)
            return False
        answer, complaint = await asyncio.to_thread(self._process.communicate, self._asked)
        status, self._process = self._process.returncode, None
        if status:
            reason = complaint.decode(errors="replace").strip().rpartition("\n")[2]
            LOG.error("Translations were approved and are not published: %s", reason)
            return False
        LOG.info("Published translations in snapshot %s", answer.decode())
        self._published, self._since = approved, time.monotonic()
        await self._refresh()
        return True


def _started() -> subprocess.Popen[bytes]:
    """Start the process that publishes."""
    return subprocess.Popen(
        [sys.executable, "-m", "kgqual.translated"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,  # a signal to all is for the service, which says when it ends
    )
