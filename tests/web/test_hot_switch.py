"""Snapshots change under load: every request is answered, whole, and from the one it names."""

from __future__ import annotations

import gc
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import psutil
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import SKOS
from kgqual.settings import ServiceSettings
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.web.serving import Served

Serve = Callable[[Path, ServiceSettings], AbstractContextManager[str]]
Publish = Callable[[int], Snapshot]

ROWS = 3000
"""Rows of an answer: enough to be sent in several pieces."""
EDITIONS = {"query": f"SELECT ?edition {{ ?s <{SKOS.prefLabel.value}> ?edition }}"}
CLIENTS = 4


@pytest.fixture
def publish(publish_releases: Callable[..., Snapshot], tmp_path: Path) -> Publish:
    """Publish a snapshot in which every thing has the number of the edition as its name."""

    def publish(edition: int) -> Snapshot:
        things = (NamedNode(f"http://example.org/{number}") for number in range(ROWS))
        triples = [Triple(thing, SKOS.prefLabel, Literal(f"{edition}")) for thing in things]
        return publish_releases(tmp_path, {("nco", "2017"): ("", triples)})

    return publish


def ask(address: str, stopped: threading.Event) -> Counter[tuple[str, str]]:
    """Ask again and again until ``stopped``; count which snapshot answered with which edition.

    Every answer must be whole, and of one edition.
    """
    answered: Counter[tuple[str, str]] = Counter()
    with httpx.Client(base_url=address, timeout=30) as client:
        while not stopped.is_set():
            answer = client.get("/sparql", params=EDITIONS, headers={"accept": "text/csv"})
            assert answer.status_code == 200, answer.text
            rows = answer.text.splitlines()[1:]
            assert rows == rows[:1] * ROWS
            answered[answer.headers["x-kgqual-snapshot"], rows[0]] += 1
    return answered


def wait_for(address: str, snapshot: Snapshot) -> None:
    """Wait until requests are answered from ``snapshot``."""
    deadline = time.monotonic() + 30
    while httpx.get(f"{address}/ready").json()["snapshot"] != snapshot.id:
        assert time.monotonic() < deadline, "it was not switched to"
        time.sleep(0.05)


def held(data: Path) -> tuple[int, int]:
    """Return how many processes serve this test, and how many of its snapshots are in memory."""
    gc.collect()
    served = [o for o in gc.get_objects() if isinstance(o, Served)]
    ours = [one for one in served if one.snapshot.path.is_relative_to(data)]
    return len(psutil.Process().children(recursive=True)), len(ours)


def settled(data: Path, wanted: tuple[int, int]) -> bool:
    """Whether no more is held than at the beginning; the last process may take a moment."""
    deadline = time.monotonic() + 10
    while (now := held(data)) != wanted and time.monotonic() < deadline:
        time.sleep(0.1)
    return now == wanted


def test_no_request_fails_while_snapshots_change(
    serve: Serve, publish: Publish, tmp_path: Path
) -> None:
    first = publish(0)
    editions = {first.id: "0"}
    stopped = threading.Event()
    snapshots = Snapshots(tmp_path)
    with (
        serve(tmp_path, ServiceSettings(workers=2)) as address,
        ThreadPoolExecutor(CLIENTS) as threads,
    ):
        before, files = held(tmp_path), psutil.Process().num_fds()
        asking = [threads.submit(ask, address, stopped) for _ in range(CLIENTS)]
        try:
            for edition in range(1, 4):
                built = publish(edition)
                editions[built.id] = str(edition)
                wait_for(address, built)
                wait_for(address, snapshots.make_current())
                wait_for(address, snapshots.make_current(built.id))
        finally:
            stopped.set()
        answered = sum((one.result() for one in asking), Counter())
        assert set(answered) == set(editions.items())
        assert settled(tmp_path, before)
        assert psutil.Process().num_fds() <= files
