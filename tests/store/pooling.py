"""Asking a pool of real worker processes from a test that is no coroutine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kgqual.store.dataset import CURRENT
from kgqual.store.interface import Format
from kgqual.store.snapshot import Snapshot
from kgqual.store.workers import Capacity, Cause, Ended, QueryPool, Request

T = TypeVar("T")
ONE = Capacity(workers=1)
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(40)) + " }"
)


def rows(power: int) -> str:
    """A query with four to the power of so many rows over the snapshot of these tests."""
    joined = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(power))
    return f"SELECT ?one {{ {joined} BIND(1 AS ?one) }}"


def request(text: str, results: Format | None = Format.CSV, coding: str = "") -> Request:
    return Request(text, CURRENT, results, Format.NTRIPLES, coding=coding)


async def body(pool: QueryPool, asked: Request, timeout: float = 20) -> bytes:
    """The whole answer."""
    begun = await pool.run(asked, timeout)
    rest = [part async for part in begun.rest] if begun.rest else []
    return b"".join([begun.first, *rest])


async def answer(pool: QueryPool, text: str, timeout: float = 20) -> bytes:
    return await body(pool, request(text), timeout)


def with_pool(
    snapshot: Snapshot,
    use: Callable[[QueryPool], Awaitable[T]],
    capacity: Capacity = ONE,
    observer: Seen | None = None,
) -> T:
    async def main() -> T:
        async with QueryPool(snapshot.store_path, capacity, observer) as pool:
            return await use(pool)

    return asyncio.run(main())


@dataclass
class Seen:
    """An observer that remembers."""

    queries: list[Ended] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)

    def query_ended(self, ended: Ended) -> None:
        self.queries.append(ended)

    def worker_ended(self, cause: Cause, request: Request) -> None:
        self.causes.append(cause)
