"""What isolation costs: a look-up by a worker process, and the same one by the engine here."""

from __future__ import annotations

import asyncio
import io
import statistics
import time

from kgqual.store.dataset import CURRENT
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import QueryPool, Request

TIMES = 1000


def isolation(snapshot: Snapshot, query: str) -> None:
    """Print the median of both, measured in turns, without HTTP."""
    here, there = asyncio.run(_medians(snapshot, query))
    print(
        f"isolation: {here * 1000:.2f} ms in this process, {there * 1000:.2f} ms by a worker: "
        f"{(there - here) * 1000:.2f} ms more"
    )


async def _medians(snapshot: Snapshot, query: str) -> tuple[float, float]:
    store = snapshot.open()
    asked = Request(query, CURRENT, Format.JSON, Format.NTRIPLES)
    here, there = [], []
    async with QueryPool(snapshot.store_path) as pool:
        for _ in range(TIMES):
            started = time.perf_counter()
            store.query(query).serialize(Format.JSON, io.BytesIO())
            here.append(time.perf_counter() - started)
            started = time.perf_counter()
            answering = await pool.run(asked, 60)
            assert answering.rest is None
            there.append(time.perf_counter() - started)
    return statistics.median(here), statistics.median(there)
