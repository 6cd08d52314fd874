"""What a query may take, and what happens when it takes more."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.store.pooling import ENDLESS, Seen, answer, request, rows, with_pool

from kgqual.errors import EngineError, QueryTimeout, TooLarge
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Capacity, Outcome, QueryPool
from kgqual.store.workers.deaths import reason
from kgqual.store.workers.worker import Worker

MEMORY = f"{rows(16)} ORDER BY ?a0 ?b0"
CHAINED = "SELECT * { " + " ".join(f"BIND({n} AS ?x{n})" for n in range(7_000)) + " }"
ALONE = """
import asyncio, sys
from pathlib import Path
from kgqual.store.workers import QueryPool
from tests.store.pooling import ENDLESS, ONE, answer

async def main():
    async with QueryPool(Path(sys.argv[1]), ONE) as pool:
        asyncio.get_running_loop().call_later(0.2, lambda: print(*pool.processes, flush=True))
        await answer(pool, ENDLESS, timeout=1)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_query_that_fills_the_memory_ends_only_its_worker(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        with pytest.raises(EngineError, match="needs more memory"):
            await answer(pool, MEMORY)
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use, Capacity(workers=1, memory=1 << 30)) == b"true"


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not limited there")
def test_what_the_opened_store_takes_is_not_taken_from_a_query(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use, Capacity(workers=1, memory=16 << 20)) == b"true"


def test_a_query_that_crashes_the_engine_ends_only_its_worker(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        with pytest.raises(EngineError, match="nests too deeply, or chains too much"):
            await answer(pool, CHAINED)
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use) == b"true"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no timers of the kernel")
def test_a_query_that_ended_itself_after_its_deadline_ran_too_long() -> None:
    assert isinstance(reason(-signal.SIGALRM), QueryTimeout)


def test_a_small_answer_that_is_too_large_is_refused(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        with pytest.raises(TooLarge, match=r"longer than 1,000 bytes"):
            await answer(pool, rows(6))
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use, Capacity(workers=1, answer_bytes=1_000)) == b"true"


def test_a_large_answer_that_is_too_large_breaks_off(snapshot: Snapshot) -> None:
    seen = Seen()

    async def use(pool: QueryPool) -> None:
        begun = await pool.run(request(rows(10)), 20)
        assert begun.rest
        with pytest.raises(TooLarge):
            async for _ in begun.rest:
                pass

    with_pool(snapshot, use, Capacity(workers=1, answer_bytes=1_000_000), seen)
    assert [query.outcome for query in seen.queries] == [Outcome.BROKEN]


def test_an_answer_that_is_not_taken_in_time_breaks_off(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> None:
        begun = await pool.run(request(rows(14)), 0.5)
        assert begun.rest
        await asyncio.sleep(1)
        with pytest.raises(QueryTimeout):
            await anext(begun.rest)

    with_pool(snapshot, use)


def test_an_answer_that_nobody_takes_waits_in_its_worker(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> int:
        begun = await pool.run(request(rows(14)), 20)
        assert begun.rest
        await asyncio.sleep(0.5)
        sizes = [len(await anext(begun.rest))]
        while pool.running and sum(sizes) < 100_000_000:
            try:
                sizes.append(len(await asyncio.wait_for(anext(begun.rest), 0)))
            except TimeoutError:
                break
        return sum(sizes)

    assert with_pool(snapshot, use) < 3_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_workers_end_when_the_service_says_and_not_before(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        running = asyncio.create_task(answer(pool, rows(10)))
        await asyncio.sleep(0.05)
        for process in pool.processes:
            os.kill(process, signal.SIGTERM)
            os.kill(process, signal.SIGINT)
        return await running

    assert with_pool(snapshot, use).count(b"1\r\n") == 4**10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_query_does_not_outlive_a_service_that_was_killed(snapshot: Snapshot) -> None:
    repository = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", ALONE, snapshot.store_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([repository, *sys.path])},
    ) as service:
        assert service.stdout
        workers = [int(process) for process in service.stdout.readline().split()]
        service.kill()
    assert len(workers) == 3
    deadline = time.monotonic() + 30
    while (left := [process for process in workers if _runs(process)]) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.05)
    assert not left


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="files are counted otherwise there")
def test_a_worker_is_replaced_once_the_system_allows_it(snapshot: Snapshot) -> None:
    import resource

    async def use(pool: QueryPool) -> bytes:
        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))  # as when too much is open
        try:
            with pytest.raises(QueryTimeout):
                await answer(pool, ENDLESS, timeout=0.2)
            await asyncio.sleep(0.3)
            assert not pool.processes
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use, Capacity(workers=1, lanes=False)) == b"true"


def test_a_pool_of_which_one_worker_cannot_start_leaves_no_process(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Worker.start
    asked = []
    others = set(multiprocessing.active_children())

    async def start_but_the_first(*arguments: Any) -> Worker:
        asked.append(arguments)
        if len(asked) == 1:
            raise EngineError("not this one")
        return await start(*arguments)

    async def main() -> None:
        with pytest.raises(EngineError, match="not this one"):
            async with QueryPool(snapshot.store_path):
                pass
        assert len(asked) == 4
        async with asyncio.timeout(20):
            while set(multiprocessing.active_children()) - others:
                await asyncio.sleep(0.05)

    monkeypatch.setattr(Worker, "start", start_but_the_first)
    asyncio.run(main())
