"""/dump/…: graphs as files that can be resumed, checked and kept."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
from httpx import Client
from pyoxigraph import Literal, NamedNode, Triple
from starlette.exceptions import HTTPException

from kgqual.namespaces import SKOS
from kgqual.store.dumps import find, made
from kgqual.store.export import export_file
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.web.making import Maker
from kgqual.web.ranges import RangedFile

WHOLE = "/dump/kgqual.nq.gz"
LEVELS = "/dump/framework-nqf-2016.ttl.gz"


@pytest.fixture
def snapshot(publish_releases: Callable[..., Snapshot], tmp_path: Path) -> Snapshot:
    """A snapshot of one label, of which no dump was made."""
    cook = Triple(NamedNode("http://example.org/cook"), SKOS.prefLabel, Literal("cook"))
    return publish_releases(tmp_path / "data", {("nco", "2017"): ("", [cook])})


def test_the_whole_snapshot_is_the_file_that_export_writes(
    client: Client, served_data: Path, tmp_path: Path
) -> None:
    response = client.get(WHOLE)
    snapshot = Snapshots(served_data).current()
    export_file(snapshot, tmp_path / "whole.nq", "", "")
    assert gzip.decompress(response.content) == (tmp_path / "whole.nq").read_bytes()
    assert response.headers["x-kgqual-snapshot"] == snapshot.id


def test_a_dump_is_a_file_of_its_kind_and_not_a_coding_of_another(client: Client) -> None:
    response = client.get(LEVELS, headers={"accept-encoding": "gzip, zstd"})
    assert response.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in response.headers
    disposition = response.headers["content-disposition"]
    assert disposition == 'attachment; filename="framework-nqf-2016.ttl.gz"'
    turtle = gzip.decompress(response.content)
    found = {quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)}
    level = NamedNode("https://w3id.org/kgqual/id/nqf/2016/level/4")
    assert Triple(level, SKOS.notation, Literal("4")) in found


def test_a_broken_download_is_resumed(client: Client) -> None:
    whole = client.get(WHOLE)
    half = len(whole.content) // 2
    rest = {"range": f"bytes={half}-", "if-range": whole.headers["etag"]}
    resumed = client.get(WHOLE, headers=rest)
    assert resumed.status_code == 206
    assert whole.content[:half] + resumed.content == whole.content
    length = len(whole.content)
    assert resumed.headers["content-range"] == f"bytes {half}-{length - 1}/{length}"


@pytest.mark.parametrize("known", ['"other"', 'W/"{etag}"', "Sun, 01 Nov 2020 00:00:00 GMT"])
def test_what_was_another_file_is_sent_whole(client: Client, known: str) -> None:
    whole = client.get(LEVELS)
    tag = known.format(etag=whole.headers["etag"].strip('"'))
    again = client.get(LEVELS, headers={"range": "bytes=5-", "if-range": tag})
    assert (again.status_code, again.content) == (200, whole.content)


def test_the_last_bytes_and_several_ranges(client: Client) -> None:
    whole = client.get(LEVELS).content
    last = client.get(LEVELS, headers={"range": "bytes=-7"})
    assert (last.status_code, last.content) == (206, whole[-7:])
    several = client.get(LEVELS, headers={"range": "bytes=0-3,10-12,99999999-"})
    assert several.status_code == 206
    boundary = several.headers["content-type"].partition("boundary=")[2].encode()
    parts = several.content.split(b"--" + boundary)[1:-1]
    assert [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n") for part in parts] == [
        whole[:4],
        whole[10:13],
    ]


def test_a_range_beyond_the_end_is_a_problem_that_says_the_size(client: Client) -> None:
    size = len(client.get(LEVELS).content)
    beyond = client.get(LEVELS, headers={"range": f"bytes={size}-"})
    assert beyond.status_code == 416
    assert beyond.headers["content-range"] == f"bytes */{size}"
    assert beyond.json()["status"] == 416


@pytest.mark.parametrize("field", ["lines=1-2", "bytes=x-", "bytes=9-3", "bytes", "bytes=-"])
def test_a_range_that_means_nothing_is_ignored(client: Client, field: str) -> None:
    response = client.get(LEVELS, headers={"range": field})
    assert (response.status_code, response.content) == (200, client.get(LEVELS).content)


def test_the_tag_is_the_hash_of_the_file_and_saves_sending_it_again(client: Client) -> None:
    response = client.get(LEVELS)
    tag = response.headers["etag"]
    assert tag == f'"{hashlib.sha256(response.content).hexdigest()}"'
    again = client.get(LEVELS, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_head_tells_the_size_without_reading_the_file(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = client.get(LEVELS)
    monkeypatch.setattr(RangedFile, "_open_file", None)  # who opens the file now, fails
    head = client.head(LEVELS)
    assert head.content == b""
    for name in ("content-length", "content-type", "etag", "last-modified", "accept-ranges"):
        assert head.headers[name] == get.headers[name]
    part = client.head(LEVELS, headers={"range": "bytes=0-0"})
    assert (part.status_code, part.headers["content-length"]) == (206, "1")


@pytest.mark.parametrize("name", ["none.nq.gz", "kgqual.ttl.gz", "isco-08.nq", "../manifest.json"])
def test_what_the_catalogue_does_not_name_is_404(client: Client, name: str) -> None:
    response = client.get(f"/dump/{name.replace('/', '%2F')}")
    assert response.status_code == 404
    assert "/catalog" in response.json()["detail"]


def test_many_clients_at_once_get_the_same_file(
    serve: Callable[[Path], AbstractContextManager[str]], snapshot: Snapshot
) -> None:
    with (
        serve(snapshot.path.parents[1]) as address,
        Client(base_url=address, timeout=30) as client,
        ThreadPoolExecutor(6) as threads,
    ):
        answers = list(threads.map(client.get, ["/dump/nco-2017.nq.zst"] * 6))
    assert {answer.status_code for answer in answers} == {200}
    assert len({(a.headers["etag"], a.headers["last-modified"]) for a in answers}) == 1
    assert len(list((snapshot.path / "dumps").glob("*~*"))) == 1


def test_who_would_wait_too_long_is_asked_to_come_back(snapshot: Snapshot) -> None:
    async def ask() -> HTTPException:
        wanted = find(snapshot.manifest, "nco-2017.nq.gz")
        assert wanted
        async with Maker(wait=0) as impatient:
            with pytest.raises(HTTPException) as caught:
                await impatient.dump(snapshot, wanted)
            async with asyncio.timeout(20):
                while not made(snapshot):  # it goes on being made
                    await asyncio.sleep(0.05)
            assert (await impatient.dump(snapshot, wanted)).size
        return caught.value

    problem = asyncio.run(ask())
    assert problem.status_code == 503
    assert problem.headers and int(problem.headers["Retry-After"]) > 0


def test_a_dump_that_cannot_be_written_is_a_problem_and_in_the_log(
    serve: Callable[[Path], AbstractContextManager[str]],
    snapshot: Snapshot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (snapshot.path / "dumps").write_text("in the way")
    with (
        caplog.at_level(logging.ERROR),
        serve(snapshot.path.parents[1]) as address,
        Client(base_url=address, timeout=30) as client,
    ):
        response = client.get(WHOLE)
    assert response.status_code == 503
    assert str(snapshot.path) not in response.text
    assert "FileExistsError" in caplog.text


def test_an_older_snapshot_has_its_own_dumps(versioned: Client, versioned_data: Path) -> None:
    newest, before = Snapshots(versioned_data).all()[:2]
    name = "catalog-0.1.0.nq.gz"
    now = versioned.get(f"/dump/{name}")
    was = versioned.get(f"/dump/{name}", params={"snapshot": before.id})
    assert (now.headers["x-kgqual-snapshot"], was.headers["x-kgqual-snapshot"]) == (
        newest.id,
        before.id,
    )
    assert now.headers["etag"] != was.headers["etag"]
    assert b"tvet/2025" not in gzip.decompress(was.content)
