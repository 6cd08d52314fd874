"""Alive and ready; a new snapshot takes over without a request being dropped."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import SKOS
from kgqual.store.snapshot import NoSnapshot, Snapshot, Snapshots
from kgqual.store.workers import Capacity
from kgqual.web import serving
from kgqual.web.serving import Serving

Serve = Callable[[Path], AbstractContextManager[str]]


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def test_without_a_snapshot_the_service_is_alive_but_not_ready(
    serve: Serve, tmp_path: Path, served_data: Path
) -> None:
    with serve(tmp_path) as address, httpx.Client(base_url=address) as client:
        assert client.get("/health").json()["status"] == "alive"
        refused = client.get("/ready")
        assert refused.status_code == 503
        assert refused.headers["content-type"] == "application/problem+json"
        assert "kgqual build" in refused.json()["detail"]
        assert "retry-after" in refused.headers
        for path in ("/", "/catalog", "/id/nqf/2016", "/sparql?query=ASK%7B%7D"):
            assert client.get(path).status_code == 503
        shutil.copytree(served_data / "snapshots", tmp_path / "snapshots")
        shutil.copy(served_data / "current", tmp_path / "current")
        wait_until(lambda: client.get("/ready").status_code == 200)
        assert client.get("/id/nqf/2016").status_code == 200


def test_ready_names_the_snapshot(client: httpx.Client, served_data: Path) -> None:
    ready = client.get("/ready").json()
    snapshot = Snapshots(served_data).current()
    assert ready["snapshot"] == snapshot.id
    assert ready["triples"] == snapshot.manifest.triples


def test_another_snapshot_takes_over_while_answers_are_sent(
    serve: Serve, versioned_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(versioned_data, data)
    snapshots = Snapshots(data)
    new, old = snapshots.current().id, snapshots.all()[-1].id
    assert new != old
    everything = {"query": "SELECT ?s ?p ?o { ?s ?p ?o . ?s ?q ?r }", "format": "csv"}
    with serve(data) as address, httpx.Client(base_url=address, timeout=60) as client:
        with client.stream("GET", "/sparql", params=everything) as answer:
            lines = answer.iter_lines()
            assert next(lines).startswith("s,p,o")
            snapshots.make_current(old)
            wait_until(lambda: client.get("/ready").json()["snapshot"] == old)
            assert answer.headers["x-kgqual-snapshot"] == new
            rest = sum(1 for _ in lines)
        assert rest > 100_000
        snapshots.make_current(new)
        wait_until(lambda: client.get("/ready").json()["snapshot"] == new)


def test_a_broken_snapshot_does_not_replace_the_served_one(
    serve: Serve, served_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(served_data, data)
    current = Snapshots(data).current().id
    with serve(data) as address, httpx.Client(base_url=address) as client:
        (data / "snapshots" / "0badbad0badbad00").mkdir()
        (data / "current").write_text("0badbad0badbad00\n", encoding="ascii")
        time.sleep(0.5)
        assert client.get("/ready").json()["snapshot"] == current
        assert client.get("/id/nqf/2016").status_code == 200


def test_a_damaged_snapshot_is_served_when_it_was_built_anew(
    serve: Serve, publish_releases: Callable[..., Snapshot], tmp_path: Path
) -> None:
    thing = NamedNode("http://example.org/thing")
    releases = {("nco", "2017"): ("", [Triple(thing, SKOS.prefLabel, Literal("thing"))])}
    snapshot = publish_releases(tmp_path, releases)
    damaged = snapshot.graph_path(0)
    damaged.write_bytes(damaged.read_bytes() + b"\n")
    with serve(tmp_path) as address, httpx.Client(base_url=address) as client:
        refused = client.get("/ready")
        assert refused.status_code == 503
        assert "damaged" in refused.json()["detail"]
        assert publish_releases(tmp_path, releases).id == snapshot.id
        wait_until(lambda: client.get("/ready").status_code == 200)


def test_a_snapshot_that_could_not_be_opened_is_tried_again(
    served_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "RETRY", 0.1)
    too_much = Capacity(workers=1, memory=1 << 70)  # no system can count that: no worker starts

    async def served() -> str:
        """Serve where no worker starts, then where one does; return what is served in the end."""
        async with Serving(served_data, capacity=too_much, interval=0.1, older=1) as hold:
            with pytest.raises(NoSnapshot, match="cannot be served"):
                hold.current()
            hold._capacity = Capacity(workers=1)
            async with asyncio.timeout(20):
                while not hold.opened:
                    await asyncio.sleep(0.1)
            return hold.current().snapshot.id

    assert asyncio.run(served()) == Snapshots(served_data).current().id
