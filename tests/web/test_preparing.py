"""Reading beforehand: the service answers meanwhile, and also when it could not be read."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest

from kgqual.errors import StorageFailed
from kgqual.web.preparing import preparing


def test_the_service_goes_on_meanwhile() -> None:
    may_end, ended = threading.Event(), threading.Event()

    def prepare() -> None:
        may_end.wait(10)
        ended.set()

    async def serve() -> None:
        async with preparing(partial(asyncio.to_thread, prepare)):
            assert not ended.is_set()
            may_end.set()
            assert await asyncio.to_thread(ended.wait, 10)

    asyncio.run(serve())


def test_a_database_that_cannot_be_read_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    tried = threading.Event()

    def prepare() -> None:
        tried.set()
        raise StorageFailed("The disk is full.")

    async def serve() -> None:
        async with preparing(partial(asyncio.to_thread, prepare)):
            while not caplog.messages:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(serve(), 10))

    assert tried.is_set()
    assert caplog.messages == ["What answers need could not be read beforehand: The disk is full."]
