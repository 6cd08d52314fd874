"""Whatever somebody asks, the service goes on and others hardly notice."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.web import killers
from tests.web.running import Running, running

LEVEL = "SELECT ?p ?o {{ <https://w3id.org/kgqual/id/nqf/2016/level/{}> ?p ?o }}"
NOISE = 0.01
"""Seconds by which a busy machine alone may slow a look-up down."""
SLACK = 0.5
"""Seconds that such a machine may take for the rest of a request."""


@pytest.fixture(scope="module")
def service(served_data: Path) -> Iterator[Running]:
    with running(served_data, query_memory=str(1 << 30), answer_memory="0") as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.address, timeout=30) as client:
        yield client


def look_up(client: httpx.Client, level: int) -> float:
    """Ask for one of the levels; return the seconds that took."""
    begun = time.perf_counter()
    answer = client.get("/sparql", params={"query": LEVEL.format(level % 8 + 1)})
    taken = time.perf_counter() - begun
    assert answer.status_code == 200
    time.sleep(0.02)
    return taken


@pytest.mark.alone
def test_a_flood_of_killers_leaves_small_look_ups_alone(
    service: Running, client: httpx.Client
) -> None:
    alone = [look_up(client, count) for count in range(80)][20:]
    program = [sys.executable, killers.__file__, service.address, "4"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as flood:
        time.sleep(1)
        flooded: list[float] = []
        while flood.poll() is None:
            flooded.append(look_up(client, len(flooded)))
        statuses, _ = flood.communicate()
    assert "'504'" in statuses
    assert "'200'" not in statuses
    assert len(flooded) > 20
    assert statistics.median(flooded) < 2 * statistics.median(alone) + NOISE
    assert nearly_all(flooded) < 2 * nearly_all(alone) + 10 * NOISE


def nearly_all(seconds: list[float]) -> float:
    """The time in which 95 of 100 were answered."""
    return statistics.quantiles(seconds, n=20)[-1]


@pytest.mark.alone
@pytest.mark.parametrize("killer", ["sort", "regex", "gather"])
def test_a_killer_is_dead_within_a_second_of_its_deadline(
    client: httpx.Client, killer: str
) -> None:
    form = {"query": killers.KILLERS[killer], "timeout": "0.5"}
    begun = time.monotonic()
    answer = client.post("/sparql", data=form)
    assert time.monotonic() - begun < 1.5 + SLACK
    assert answer.status_code in (500, 504)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("killer", "status"), [("nested", 400), ("chained", 500)])
def test_what_the_engine_cannot_follow_costs_a_worker_at_most(
    client: httpx.Client, killer: str, status: int
) -> None:
    answer = client.post("/sparql", data={"query": killers.KILLERS[killer]})
    assert answer.status_code == status
    assert "nests" in answer.json()["detail"]
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
        "DESCRIBE <file:///etc/passwd>",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_no_query_reaches_a_file(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert "root:" not in answer.text
    assert answer.status_code == 400 or len(answer.text) < 200
