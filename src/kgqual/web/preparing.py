"""Reading beforehand what answers need, while the service answers already."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from kgqual.errors import KgqualError

LOG = logging.getLogger(__name__)


@asynccontextmanager
async def preparing(prepare: Callable[[], None]) -> AsyncIterator[None]:
    """Run ``prepare`` in a thread meanwhile.

    An error of ours is logged: what could not be read is read again by who needs it.
    """
    task = asyncio.create_task(_prepared(prepare))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _prepared(prepare: Callable[[], None]) -> None:
    try:
        await asyncio.to_thread(prepare)
    except KgqualError as error:
        LOG.warning("Memories could not be read beforehand: %s", error)
