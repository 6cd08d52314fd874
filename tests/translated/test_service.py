"""A service publishes what is approved by itself, and goes over to it."""

from __future__ import annotations

import asyncio
import sys
import time

import pytest
from httpx import Client
from tests.conftest import Serve
from tests.translated.conftest import OCCUPATION, Bureau

from kgqual.web.publishing import Publishing

ASK = f'ASK {{ <{OCCUPATION}> <http://www.w3.org/2004/02/skos/core#prefLabel> "әзірлеуші"@kk }}'


def is_told(client: Client) -> bool:
    """Whether the service knows the name."""
    answer = client.get("/sparql", params={"query": ASK, "format": "json"})
    return bool(answer.json()["boolean"])


def test_an_approval_is_served_without_a_build(bureau: Bureau, serve: Serve) -> None:
    with serve(bureau.data) as address, Client(base_url=address, timeout=30) as client:
        assert not is_told(client)
        bureau.approve(OCCUPATION, "әзірлеуші")
        deadline = time.monotonic() + 120
        while not is_told(client):
            assert time.monotonic() < deadline, "it was not published"
            time.sleep(0.1)
        assert client.get("/search", params={"q": "әзірлеуші"}).json()["total"] == 1


def test_a_process_that_cannot_be_started_is_tried_again(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    bureau.approve(OCCUPATION, "әзірлеуші")

    async def watched() -> bool:
        """Tell whether it is still to be published after it went wrong once."""
        async with Publishing(bureau.data, "", bureau.editorial, _nothing, 0.01) as publishing:
            while not caplog.messages:
                await asyncio.sleep(0.01)
            return publishing.pending

    assert asyncio.run(asyncio.wait_for(watched(), 30))
    assert "are not published: [Errno 2]" in caplog.text


async def _nothing() -> None:
    """Serve what was served before."""
