"""Snapshots: named by content, published whole, kept, listed and rolled back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import BadUsage, EngineError
from kgqual.namespaces import SKOS
from kgqual.store import embedded
from kgqual.store.keeping import KEPT
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import (
    NoSnapshot,
    PrunedSnapshot,
    Snapshot,
    Snapshots,
    UnknownSnapshot,
)


def cook(text: str) -> Triple:
    return Triple(
        NamedNode("http://example.org/cook"), SKOS.prefLabel, Literal(text, language="en")
    )


def test_without_a_build_there_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="kgqual build"):
        Snapshots(tmp_path).current()


def test_the_same_graphs_give_the_same_name(
    publish: Callable[..., Snapshot], snapshot: Snapshot
) -> None:
    assert publish().id == snapshot.id
    assert publish([cook("cook")]).id != snapshot.id


def test_graph_files_are_sorted_and_without_duplicates(snapshot: Snapshot) -> None:
    for index, entry in enumerate(snapshot.manifest.graphs):
        lines = snapshot.graph_path(index).read_bytes().splitlines()
        assert lines == sorted(set(lines))
        assert len(lines) == entry.triples


def test_older_snapshots_are_kept_and_can_be_served_again(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    snapshots = Snapshots(tmp_path / "data")
    newer = publish([cook("cook")])
    assert snapshots.all() == [newer, snapshot]
    assert snapshots.make_current() == snapshot
    assert snapshots.current() == snapshot
    assert snapshots.make_current(newer.id[:8]) == newer
    with pytest.raises(BadUsage, match="No snapshot has the id 'zzz'"):
        snapshots.make_current("zzz")


def test_only_the_last_few_are_kept(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    for number in range(KEPT + 1):
        newest = publish([cook(f"cook {n}") for n in range(number + 1)])
    kept = Snapshots(tmp_path / "data").all()
    assert len(kept) == KEPT
    assert kept[0] == newest
    assert snapshot not in kept


def test_a_snapshot_is_named_by_the_beginning_of_its_id(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    snapshots = Snapshots(tmp_path / "data")
    newer = publish([cook("cook")])
    assert snapshots.named(snapshot.id) == snapshot
    assert snapshots.named(newer.id[:8]) == newer
    for unknown in ("", "../current", "0" * 16):
        with pytest.raises(UnknownSnapshot, match=f"Kept are {newer.id}, {snapshot.id}"):
            snapshots.named(unknown)
    (tmp_path / "data" / "snapshots" / f"{newer.id[:8]}00000000").mkdir()
    shutil.copy(newer.path / "inputs", tmp_path / "data/snapshots" / f"{newer.id[:8]}00000000")
    with pytest.raises(BadUsage, match="begins the ids of 2 snapshots"):
        snapshots.named(newer.id[:8])


def test_one_that_is_pruned_while_they_are_listed_is_left_out(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    newer = publish([cook("cook")])
    (snapshot.path / "inputs").unlink()
    assert Snapshots(tmp_path / "data").all() == [newer]


def test_what_is_pruned_leaves_its_manifest(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    manifest = snapshot.manifest
    for number in range(KEPT):
        publish([cook(f"cook {n}") for n in range(number + 1)])
    with pytest.raises(PrunedSnapshot, match=f"{snapshot.id} is kept no more. Kept are"):
        Snapshots(data).named(snapshot.id)
    assert Manifest.load(data / "pruned" / f"{snapshot.id}.json") == manifest
    assert not snapshot.path.exists()
    assert not list(data.glob(".unfinished-*"))
    assert publish() == snapshot, "the same sources make the same snapshot again"
    assert Snapshots(data).named(snapshot.id) == snapshot


def test_a_failure_while_loading_leaves_the_old_snapshot_served(
    publish: Callable[..., Snapshot],
    snapshot: Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(embedded, "load", full_disk)
    with pytest.raises(OSError, match="No space left"):
        publish([cook("cook")])
    data = tmp_path / "data"
    assert Snapshots(data).current() == snapshot
    assert sorted(path.name for path in data.iterdir()) == ["current", "snapshots"]


def test_a_kill_after_the_rename_leaves_a_whole_snapshot(
    publish: Callable[..., Snapshot],
    snapshot: Snapshot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        """Like SIGKILL: nothing handles it."""

    def kill(path: Path) -> None:
        raise Killed

    snapshots = Snapshots(tmp_path / "data")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr("kgqual.store.snapshot.replacing", kill)
        publish([cook("cook")])
    assert snapshots.current() == snapshot
    assert len(snapshots.all()) == 2
    newest = publish([cook("chef")])
    assert snapshots.all()[0] == newest


def test_when_the_current_snapshot_is_gone_another_can_be_served(
    publish: Callable[..., Snapshot], snapshot: Snapshot, tmp_path: Path
) -> None:
    newer = publish([cook("cook")])
    shutil.rmtree(newer.path)
    assert newer.inputs == ""
    assert Snapshots(tmp_path / "data").make_current() == snapshot


def test_a_missing_store_is_an_engine_error(snapshot: Snapshot) -> None:
    with pytest.raises(EngineError, match="cannot be opened"):
        embedded.EmbeddedStore(snapshot.path / "nothing")


def test_a_manifest_of_an_older_kgqual_names_no_shapes(snapshot: Snapshot, tmp_path: Path) -> None:
    older = replace(snapshot.manifest, shapes="")
    assert b'"shapes"' not in older.to_bytes()
    path = tmp_path / "manifest.json"
    path.write_bytes(older.to_bytes())
    assert Manifest.load(path) == older
    assert Manifest.load(path).identity == older.identity
