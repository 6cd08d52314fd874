"""A flood of long queries leaves short ones alone."""

from __future__ import annotations

import asyncio
import os
import time
from functools import partial

import pytest
from tests.store.pooling import ENDLESS, Seen, answer, request, with_pool

from kgqual.errors import Busy, QueryTimeout
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Capacity, Cause, Outcome, QueryPool
from kgqual.store.workers.experience import Standing
from kgqual.store.workers.lanes import Lane, Lanes
from kgqual.store.workers.worker import Worker

LOOK_UP = "SELECT ?o {{ <http://example.org/{}> ?p ?o }}"
COUNT = "SELECT (COUNT(*) AS ?n) {{ {} }}"
HALF_A_SECOND = COUNT.format(" ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(11)))
"""Some half a second of processor time; it counts ``4 ** 11`` rows."""


async def flooded(pool: QueryPool, timeout: float = 30) -> list[asyncio.Task[bytes]]:
    """Begin more endless queries than there are workers, each of another shape."""
    queries = [f"{ENDLESS} ORDER BY {'(' * n}?n{')' * n}" for n in range(6)]
    flood = [asyncio.create_task(answer(pool, query, timeout)) for query in queries]
    await asyncio.sleep(0.6)
    return flood


async def ended(flood: list[asyncio.Task[bytes]]) -> None:
    for query in flood:
        query.cancel()
    await asyncio.gather(*flood, return_exceptions=True)


@pytest.mark.alone
def test_what_has_proven_short_is_answered_at_once(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> float:
        await answer(pool, LOOK_UP.format("chef"))
        flood = await flooded(pool)
        begun = time.monotonic()
        for number in range(20):
            assert await answer(pool, LOOK_UP.format(number)) == b"o\r\n"
        taken = time.monotonic() - begun
        assert not any(query.done() for query in flood)
        await ended(flood)
        return taken

    assert with_pool(snapshot, use) < 1


def test_an_unknown_query_is_tried_and_known_from_then_on(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> None:
        flood = await flooded(pool)
        assert await answer(pool, "ASK {}", timeout=5) == b"true"
        assert not any(query.done() for query in flood)
        await ended(flood)

    with_pool(snapshot, use)


def test_a_query_that_is_stopped_in_its_trial_is_answered_by_another_worker(
    snapshot: Snapshot,
) -> None:
    seen = Seen()

    async def use(pool: QueryPool) -> bytes:
        endless = asyncio.create_task(answer(pool, ENDLESS, timeout=1))
        await asyncio.sleep(0.1)
        counted = await answer(pool, HALF_A_SECOND, timeout=20)
        with pytest.raises(QueryTimeout):
            await endless
        return counted

    assert with_pool(snapshot, use, observer=seen) == b"n\r\n%d\r\n" % 4**11
    assert [query.outcome for query in seen.queries] == [Outcome.TIMEOUT, Outcome.OK]
    assert sorted(seen.causes) == [Cause.DEADLINE, Cause.TRIAL]
    assert seen.queries[1].waited > 0.3


def test_only_so_many_wait_and_the_others_are_told_at_once(snapshot: Snapshot) -> None:
    seen = Seen()

    async def use(pool: QueryPool) -> None:
        flood = await flooded(pool, timeout=2)
        assert (pool.running, pool.waiting) == (1, 2)
        results = await asyncio.gather(*flood, return_exceptions=True)
        assert sum(isinstance(result, Busy) for result in results) >= 3

    with_pool(snapshot, use, Capacity(workers=1, lanes=False, waiting=2, patience=0.9), seen)
    assert [query.outcome for query in seen.queries].count(Outcome.BUSY) == 5


def test_who_stops_waiting_leaves_the_queue(snapshot: Snapshot) -> None:
    seen = Seen()

    async def use(pool: QueryPool) -> None:
        flood = await flooded(pool)
        waiting = pool.waiting
        flood[-1].cancel()
        await asyncio.sleep(0.05)
        assert pool.waiting == waiting - 1
        await ended(flood)
        assert await answer(pool, "ASK {}") == b"true"

    with_pool(snapshot, use, Capacity(workers=1, lanes=False), seen)
    assert [query.outcome for query in seen.queries] == [Outcome.GONE] * 6 + [Outcome.OK]


def test_a_worker_that_dies_on_its_way_to_a_query_is_not_given_to_it(snapshot: Snapshot) -> None:
    async def main() -> None:
        lanes, loop = Lanes(room=1, patience=5), asyncio.get_running_loop()
        start = partial(Worker.start, snapshot.store_path, 1 << 32, lambda _: None)
        gone, well = await start(), await start()
        turn = asyncio.create_task(lanes.worker(Standing.UNKNOWN, loop.time() + 5))
        await asyncio.sleep(0)
        lanes.join(gone, Lane.GENERAL)
        lanes.leave(gone)
        await asyncio.sleep(0)
        assert not turn.done()
        lanes.join(well, Lane.GENERAL)
        assert await turn is well
        for worker in (gone, well):
            worker.kill()
            await worker.ended()

    asyncio.run(main())


def test_a_query_that_is_stopped_as_its_patience_ends_is_only_stopped() -> None:
    async def main() -> None:
        lanes, loop = Lanes(room=1, patience=0), asyncio.get_running_loop()
        failures: list[object] = []
        loop.set_exception_handler(lambda _, context: failures.append(context))
        waiting = asyncio.create_task(lanes.worker(Standing.UNKNOWN, loop.time()))
        await asyncio.sleep(0)
        loop.call_soon(waiting.cancel)  # before its patience ends, in the same turn of the loop
        await asyncio.gather(waiting, return_exceptions=True)
        assert waiting.cancelled()
        assert not failures
        assert lanes.waiting == 0

    asyncio.run(main())


@pytest.mark.alone
@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="there are no priorities on Windows")
def test_a_query_that_runs_on_gives_way_on_the_processor(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> list[int]:
        endless = asyncio.create_task(pool.run(request(ENDLESS), 5))
        await asyncio.sleep(0.3)
        found = [os.getpriority(os.PRIO_PROCESS, process) for process in pool.processes]
        await ended([endless])  # type: ignore[list-item]
        return found

    own = os.getpriority(os.PRIO_PROCESS, 0)
    lowered = min(own + 10, 19)
    assert with_pool(snapshot, use, Capacity(workers=2, lanes=False)) in (
        [own, lowered],
        [lowered, own],
    )
