"""Users' queries run in processes that can be killed (real processes, real engine)."""

from __future__ import annotations

import asyncio
import time

import pytest
from tests.store.pooling import ENDLESS, answer, request, rows, with_pool

from kgqual.errors import BadQuery, Busy, EngineError, QueryTimeout
from kgqual.store.checksum import Checksum, checksum
from kgqual.store.dataset import CURRENT
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Answering, Capacity, NotAcceptable, QueryPool, Request

SMALL = "SELECT ?s WHERE { ?s ?p 'chef'@en }"


def test_a_query_is_answered_in_the_format_asked_for(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> Answering:
        return await pool.run(request("SELECT (1 AS ?one) {}"), 20)

    got = with_pool(snapshot, use)
    assert (got.media_type, got.first) == ("text/csv; charset=utf-8", b"one\r\n1\r\n")
    assert got.rest is None


def test_a_long_answer_arrives_whole_and_in_order(snapshot: Snapshot) -> None:
    got = with_pool(snapshot, lambda pool: answer(pool, rows(8)))
    assert got == b"one\r\n" + b"1\r\n" * 4**8


def test_a_worker_sends_the_checksum_instead_of_the_answer(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> Checksum:
        asked = Request(SMALL, CURRENT, None, None, checksum=True)
        return Checksum.from_bytes((await pool.run(asked, 20)).first)

    store = snapshot.open()
    assert with_pool(snapshot, use) == checksum(store.query(SMALL))
    store.close()


def test_a_wrong_query_costs_nothing(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        with pytest.raises(BadQuery, match="Not a valid SPARQL query"):
            await answer(pool, "SELEC")
        with pytest.raises(BadQuery, match="SERVICE"):
            await answer(pool, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use) == b"true"


def test_an_answer_nobody_accepts_is_refused(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> None:
        with pytest.raises(NotAcceptable, match="boolean"):
            await pool.run(request("ASK {}", results=None), 20)

    with_pool(snapshot, use)


@pytest.mark.alone
def test_a_query_past_its_deadline_is_killed_within_a_second(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"longer than 0\.5 s"):
            await answer(pool, ENDLESS, timeout=0.5)
        assert time.monotonic() - started < 1.5
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use) == b"true"


def test_when_all_workers_are_busy_a_query_waits_no_longer_than_it_may(
    snapshot: Snapshot,
) -> None:
    async def use(pool: QueryPool) -> None:
        busy = asyncio.create_task(answer(pool, ENDLESS, timeout=3))
        await asyncio.sleep(0.3)
        with pytest.raises(Busy, match="busy"):
            await answer(pool, "ASK {}")
        with pytest.raises(QueryTimeout):
            await busy

    with_pool(snapshot, use, Capacity(workers=1, lanes=False, patience=0.3))


def test_nesting_that_crashes_the_engine_costs_one_worker(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        with pytest.raises((EngineError, BadQuery)):
            await answer(pool, "SELECT * { " + "{" * 50_000 + "}" * 50_000 + " }")
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use) == b"true"


def test_a_client_that_goes_away_frees_its_worker(snapshot: Snapshot) -> None:
    async def use(pool: QueryPool) -> bytes:
        begun = await pool.run(request(rows(12)), 20)
        assert begun.rest
        await anext(begun.rest)
        await begun.rest.aclose()
        return await answer(pool, "ASK {}")

    assert with_pool(snapshot, use) == b"true"
