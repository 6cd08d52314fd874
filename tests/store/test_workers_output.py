"""Answers compressed by the worker are the answers."""

from __future__ import annotations

import gzip
import sys

import pytest
from tests.store.pooling import body, request, rows, with_pool

from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Answering, Capacity, QueryPool
from kgqual.store.workers.output import MORE

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DECODERS = {"gzip": gzip.decompress, "zstd": zstd.decompress}


@pytest.mark.parametrize("coding", DECODERS)
@pytest.mark.parametrize("power", [5, 9], ids=["short", "long"])
def test_a_compressed_answer_holds_the_same(snapshot: Snapshot, coding: str, power: int) -> None:
    async def use(pool: QueryPool) -> tuple[bytes, bytes]:
        plain = await body(pool, request(rows(power)))
        return plain, await body(pool, request(rows(power), coding=coding))

    plain, coded = with_pool(snapshot, use)
    assert DECODERS[coding](coded) == plain
    assert len(coded) < len(plain) / 10


@pytest.mark.parametrize("coding", DECODERS)
def test_a_small_answer_is_left_as_it_is(snapshot: Snapshot, coding: str) -> None:
    async def use(pool: QueryPool) -> Answering:
        return await pool.run(request("ASK {}", coding=coding), 20)

    answering = with_pool(snapshot, use)
    assert (answering.coding, answering.first) == ("", b"true")


def test_a_very_long_value_comes_in_small_parts(snapshot: Snapshot) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(22))
    query = f"SELECT ?x22 {{ BIND('x' AS ?x0) {doubled} }}"

    async def use(pool: QueryPool) -> list[int]:
        begun = await pool.run(request(query), 20)
        assert begun.rest
        return [len(begun.first), *[len(part) async for part in begun.rest]]

    sizes = with_pool(snapshot, use, Capacity(workers=1, lanes=False))
    assert sum(sizes) == len("x22\r\n\r\n") + 2**22
    assert max(sizes) <= MORE
