"""Answers that end early: nobody takes half for a whole, and nothing goes on running."""

from __future__ import annotations

import time

import httpx
import pytest

PATTERNS = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))
ENDLESS_ROWS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
ENDLESS_COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ {PATTERNS} }}"


def test_an_answer_stopped_half_way_breaks_the_connection(client: httpx.Client) -> None:
    request = {"query": ENDLESS_ROWS, "timeout": "3", "format": "csv"}
    with client.stream("GET", "/sparql", params=request) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            for _ in answer.iter_bytes():
                pass


@pytest.mark.parametrize("query", [ENDLESS_ROWS, ENDLESS_COUNT])
def test_a_client_that_goes_away_frees_the_worker(client: httpx.Client, query: str) -> None:
    parameters = {"query": query, "timeout": "20", "format": "csv"}
    with (
        pytest.raises(httpx.ReadTimeout),
        httpx.Client(base_url=client.base_url, timeout=0.5) as impatient,
        impatient.stream("GET", "/sparql", params=parameters) as answer,
    ):
        next(answer.iter_bytes())
        raise httpx.ReadTimeout("has seen enough")
    started = time.monotonic()
    assert client.get("/sparql", params={"query": "ASK {}"}, timeout=30).status_code == 200
    assert time.monotonic() - started < 15
