"""``kgqual doctor`` sees what would go wrong later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kgqual.cli import checkup
from kgqual.store.snapshot import Snapshots
from kgqual.store.stored_queries import Question, StoredQuery


def test_nothing_is_wrong_with_what_was_just_built(served_data: Path) -> None:
    assert checkup.checkup(served_data) == []


def test_wrong_settings_are_named(served_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGQUAL_WORKERS", "many")
    monkeypatch.setenv("KGQUAL_MAX_ROWS", "-1")
    service, limits = checkup.checkup(served_data)
    assert "KGQUAL_WORKERS: Input should be a valid integer" in service
    assert "KGQUAL_MAX_ROWS='-1'" in limits


def test_a_stored_query_that_was_changed_is_named(tmp_path: Path) -> None:
    asked, other = Question("ASK {}"), Question("ASK { ?s ?p ?o }")
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / f"{other.id}.json").write_bytes(StoredQuery(other, ()).to_bytes())
    (tmp_path / "queries" / f"{asked.id}.json").write_bytes(StoredQuery(other, ()).to_bytes())
    (problem,) = (one for one in checkup.checkup(tmp_path) if one.startswith("The stored"))
    assert f"The stored query {asked.id} was changed" in problem


def test_a_disk_that_is_nearly_full_is_seen_before_a_build_fails(
    served_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(served_data)._replace(free=checkup.SPARE)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    (problem,) = checkup.checkup(served_data)
    assert "1024 MiB left" in problem


def test_a_snapshot_that_cannot_be_searched_is_named(own_data: Path) -> None:
    shutil.rmtree(Snapshots(own_data).current().search_path)
    (problem,) = checkup.checkup(own_data)
    assert "Run `kgqual build`" in problem


def test_a_missing_library_is_named(served_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "find_spec", lambda name: None)
    assert [problem.split()[0] for problem in checkup.checkup(served_data)] == [
        "httptools",
        "uvloop",
    ]
