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


def in_memory(data: Path) -> list[Served]:
    """Return the snapshots of ``data`` that this process holds."""
    gc.collect()
    served = [o for o in gc.get_objects() if type(o) is Served]
    return [one for one in served if one.snapshot.path.is_relative_to(data)]


def processes(data: Path) -> set[int]:
    """Return the ids of the processes that answer from snapshots of ``data``."""
    return {pid for served in in_memory(data) for pid in served.pool.processes}


def open_files(data: Path) -> int:
    """Return how many files of ``data`` this process has open."""
    return sum(Path(file.path).is_relative_to(data) for file in psutil.Process().open_files())


def settled(condition: Callable[[], bool]) -> bool:
    """Whether ``condition`` holds soon; what is used last takes a moment to close."""
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    return condition()


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
        files, worked = open_files(tmp_path), processes(tmp_path)
        asking = [threads.submit(ask, address, stopped) for _ in range(CLIENTS)]
        try:
            for edition in range(1, 3):
                built = publish(edition)
                editions[built.id] = str(edition)
                wait_for(address, built)
                worked |= processes(tmp_path)
                wait_for(address, snapshots.make_current())
                worked |= processes(tmp_path)
                wait_for(address, snapshots.make_current(built.id))
        finally:
            stopped.set()
        answered = sum((one.result() for one in asking), Counter())
        assert set(answered) == set(editions.items())
        assert settled(lambda: len(in_memory(tmp_path)) == 1)
        old = worked - processes(tmp_path)
        assert len(old) > len(processes(tmp_path))
        assert settled(lambda: not any(map(psutil.pid_exists, old)))
        assert settled(lambda: open_files(tmp_path) <= files)
