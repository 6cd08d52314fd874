"""Reading beforehand what answers need, while the service answers already."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from kgqual.errors import KgqualError

LOG = logging.getLogger(__name__)
Reading = Callable[[], Awaitable[None]]


@asynccontextmanager
async def preparing(*readings: Reading) -> AsyncIterator[None]:
    """Read meanwhile, one after the other.

    An error of ours is logged: what could not be read is read again by who needs it.
    """
    task = asyncio.create_task(_prepared(readings))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _prepared(readings: Sequence[Reading]) -> None:
    for reading in readings:
        try:
            await reading()
        except KgqualError as error:
            LOG.warning("What answers need could not be read beforehand: %s", error)
