"""``snapshot=`` answers from an older snapshot that is kept, and says which are when it is not."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from httpx import Client
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import Busy, EngineError
from kgqual.namespaces import SKOS
from kgqual.store.keeping import KEPT
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.store.workers import Capacity
from kgqual.web import older
from kgqual.web.serving import Serving

SPECIALITY = "/id/tvet/speciality/10149800"
ASK = "ASK { <https://w3id.org/kgqual/id/tvet/speciality/10149900> ?p ?o }"
"""Only the newer snapshot of ``versioned`` knows it."""
ONE = Capacity(workers=1)

Publish = Callable[[str], Snapshot]
Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture
def publish(publish_releases: Callable[..., Snapshot], tmp_path: Path) -> Publish:
    """Publish a snapshot with one label in it."""

    def publish(label: str) -> Snapshot:
        cook = NamedNode("http://example.org/cook")
        triples = [Triple(cook, SKOS.prefLabel, Literal(label))]
        return publish_releases(tmp_path / "data", {("nco", "2017"): ("", triples)})

    return publish


def serving(tmp_path: Path, most: int = 1) -> Serving:
    return Serving(tmp_path / "data", capacity=ONE, interval=0.1, older=most)


def ids(client: Client) -> tuple[str, str]:
    """Return the ids of the current snapshot and of the one that was served before it."""
    newest = client.get("/catalog").headers["X-Kgqual-Snapshot"]
    unknown = client.get("/catalog", params={"snapshot": "none"}).json()["detail"]
    kept = unknown.partition("Kept are ")[2].rstrip(".").split(", ")
    return newest, next(other for other in kept if other != newest)


@pytest.mark.parametrize("length", [16, 8])
def test_a_query_is_answered_from_the_snapshot_it_names(versioned: Client, length: int) -> None:
    newest, before = ids(versioned)
    for snapshot, known in ((newest, True), (before, False)):
        asked = {"query": ASK, "format": "json", "snapshot": snapshot[:length]}
        answer = versioned.get("/sparql", params=asked)
        assert answer.json()["boolean"] is known
        assert answer.headers["X-Kgqual-Snapshot"] == snapshot


def test_things_and_the_catalogue_are_described_as_they_were(versioned: Client) -> None:
    _, before = ids(versioned)
    assert versioned.get(SPECIALITY).status_code == 200
    was = versioned.get(SPECIALITY, params={"snapshot": before})
    assert (was.status_code, was.headers["X-Kgqual-Snapshot"]) == (404, before)
    iri = f"https://w3id.org/kgqual{SPECIALITY}"
    was = versioned.get("/resource", params={"uri": iri, "snapshot": before})
    assert (was.status_code, was.headers["X-Kgqual-Snapshot"]) == (404, before)
    turtle = {"format": "turtle"}
    assert "TVET of 2025" in versioned.get("/catalog", params=turtle).text
    assert (
        "TVET of 2025" not in versioned.get("/catalog", params={**turtle, "snapshot": before}).text
    )


def test_a_page_says_that_it_shows_an_older_snapshot(versioned: Client) -> None:
    newest, before = ids(versioned)
    page = {"Accept": "text/html", "Accept-Language": "en"}
    shown = versioned.get("/catalog", params={"snapshot": before}, headers=page).text
    assert f"older snapshot <code>{before}</code>" in shown
    assert "older snapshot" not in versioned.get("/catalog", headers=page).text
    same = versioned.get("/catalog", params={"snapshot": newest}, headers=page).text
    assert "older snapshot" not in same


def test_a_page_that_was_kept_is_asked_again_once_its_snapshot_is_older(
    publish: Publish, serve: Serve, tmp_path: Path
) -> None:
    first, page = publish("cook"), {"Accept": "text/html", "Accept-Language": "en"}
    with serve(tmp_path / "data") as address, Client(base_url=address) as client:
        asked = {"snapshot": first.id}
        tag = client.get("/catalog", params=asked, headers=page).headers["etag"]
        second, deadline = publish("chef"), time.monotonic() + 30
        while client.get("/ready").json()["snapshot"] != second.id:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        again = client.get("/catalog", params=asked, headers={**page, "If-None-Match": tag})
    assert again.status_code == 200
    assert "older snapshot" in again.text


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/sparql?query=ASK{}", 200),
        ("HEAD", "/sparql?query=ASK{}", 200),
        ("POST", "/sparql?query=ASK{}", 415),
        ("GET", "/sparql?query=SELEC", 400),
        ("GET", "/sparql?query=CONSTRUCT{}WHERE{}&format=csv", 406),
        ("GET", "/catalog", 200),
        ("HEAD", "/catalog", 200),
        ("GET", "/id/nowhere", 404),
        ("GET", "/resource?uri=http://example.org/nowhere", 404),
        ("GET", "/resource?uri=nothing", 400),
        ("GET", "/validation", 200),
    ],
)
def test_every_answer_says_which_snapshot_it_is_from(
    versioned: Client, method: str, address: str, status: int
) -> None:
    answer = versioned.request(method, address)
    assert answer.status_code == status
    told = answer.headers.get("X-Kgqual-Snapshot")
    assert told == (ids(versioned)[0] if status != 415 else None), "no snapshot was asked"


def test_what_a_client_has_already_is_of_a_snapshot_too(versioned: Client) -> None:
    tag = {"If-None-Match": versioned.get("/sparql?query=ASK{}").headers["ETag"]}
    same = versioned.get("/sparql?query=ASK{}", headers=tag)
    assert (same.status_code, same.headers["X-Kgqual-Snapshot"]) == (304, ids(versioned)[0])
    _, before = ids(versioned)
    other = versioned.get(f"/sparql?query=ASK{{}}&snapshot={before}", headers=tag)
    assert (other.status_code, other.headers["X-Kgqual-Snapshot"]) == (200, before)


def test_one_that_is_unknown_is_404_and_says_which_are_kept(versioned: Client) -> None:
    newest, before = ids(versioned)
    for unknown in ("0" * 16, "", "../../etc", "\u049b"):
        answer = versioned.get("/sparql", params={"query": ASK, "snapshot": unknown})
        assert answer.status_code == 404
        assert answer.json()["type"] == "https://w3id.org/kgqual/problem/unknown-snapshot"
        assert newest in answer.json()["detail"] and before in answer.json()["detail"]


def test_one_that_was_pruned_is_410(publish: Publish, serve: Serve, tmp_path: Path) -> None:
    first = publish("cook 0")
    for number in range(1, KEPT + 1):
        publish(f"cook {number}")
    with serve(tmp_path / "data") as address, Client(base_url=address) as client:
        answer = client.get("/sparql", params={"query": ASK, "snapshot": first.id})
    assert answer.status_code == 410
    assert f"{first.id} is kept no more" in answer.json()["detail"]


def test_only_so_many_are_open_and_the_one_least_recently_used_gives_way(
    publish: Publish, tmp_path: Path
) -> None:
    first, second, _ = (publish(label) for label in ("cook", "chef", "head chef"))

    async def scenario() -> None:
        async with serving(tmp_path) as hold:
            async with hold.lease(first.id) as leased:
                with pytest.raises(Busy, match="1 older snapshots are in use"):
                    async with hold.lease(second.id):
                        pass
                async with hold.lease(first.id[:6]) as again:
                    assert again is leased
            async with hold.lease(second.id) as other:
                assert other.snapshot == second
            async with hold.lease(first.id) as opened:
                assert opened is not leased, "it was closed to make room"

    asyncio.run(scenario())


def test_one_stays_open_a_little_while(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = publish("cook"), publish("chef")

    async def scenario() -> None:
        async with serving(tmp_path) as hold:
            async with hold.lease(first.id) as leased:
                pass
            await asyncio.sleep(0.3)
            async with hold.lease(first.id) as again:
                assert again is leased
                monkeypatch.setattr(older, "LINGER", 0.0)
                await asyncio.sleep(0.3)
                assert again.store.query("ASK {}").boolean(), "it is in use"
            await asyncio.sleep(0.3)
            async with hold.lease(first.id) as opened:
                assert opened is not leased

    asyncio.run(scenario())


def test_one_that_is_damaged_or_gone_is_not_answered_from(publish: Publish, tmp_path: Path) -> None:
    first, second, _ = (publish(label) for label in ("cook", "chef", "head chef"))
    first.graph_path(0).write_bytes(b"")

    async def scenario() -> None:
        async with serving(tmp_path) as hold:
            with pytest.raises(EngineError, match=r"graphs/0\.nq was changed"):
                async with hold.lease(first.id):
                    pass
            async with hold.lease(second.id):
                shutil.rmtree(second.path)
            with pytest.raises(Exception, match="No snapshot has the id"):
                hold.lease(second.id)
            assert second not in Snapshots(tmp_path / "data").all()

    asyncio.run(scenario())
