"""The rest of an answer: the worker waits for the client, and nobody takes a part for the whole."""

from __future__ import annotations

import asyncio

import pytest

from kgqual.errors import EngineError
from kgqual.store.workers.stream import HIGH, Stream

HALF = b"x" * (HIGH // 2)


class Told:
    """A stream and what it told its worker."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.stream = Stream(
            lambda: self.calls.append("pause"),
            lambda: self.calls.append("resume"),
            lambda: self.calls.append("close"),
        )

    def fill(self, parts: int = 3) -> None:
        for _ in range(parts):
            self.stream.put(HALF)


def test_the_worker_waits_for_the_client() -> None:
    async def use() -> None:
        told = Told()
        told.fill(2)
        assert told.calls == []
        told.fill(1)
        assert told.calls == ["pause"]
        await anext(told.stream)
        await anext(told.stream)
        assert told.calls == ["pause"]
        await anext(told.stream)
        assert told.calls == ["pause", "resume"]

    asyncio.run(use())


def test_a_worker_whose_answer_has_ended_goes_on_with_others() -> None:
    told = Told()
    told.fill()
    told.stream.end(None)
    assert told.calls == ["pause", "resume"]


def test_what_was_put_in_is_taken_out_up_to_the_end() -> None:
    async def use() -> None:
        told = Told()
        waiting = asyncio.create_task(anext(told.stream))
        await asyncio.sleep(0)
        told.stream.put(b"one")
        assert await waiting == b"one"
        told.stream.put(b"two")
        told.stream.end(None)
        assert [part async for part in told.stream] == [b"two"]

    asyncio.run(use())


def test_an_answer_that_breaks_off_is_never_taken_for_whole() -> None:
    async def use() -> None:
        told = Told()
        waiting = asyncio.create_task(anext(told.stream))
        await asyncio.sleep(0)
        told.stream.end(EngineError("broken"))
        with pytest.raises(EngineError, match="broken"):
            await waiting
        with pytest.raises(EngineError, match="broken"):
            await anext(told.stream)

    asyncio.run(use())


def test_who_closes_the_stream_or_stops_waiting_ends_the_query() -> None:
    async def use() -> None:
        closed, cancelled = Told(), Told()
        await closed.stream.aclose()
        waiting = asyncio.create_task(anext(cancelled.stream))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert closed.calls == cancelled.calls == ["close"]

    asyncio.run(use())
