"""``kgqual doctor`` sees what would go wrong later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kgqual.cli import checkup
from kgqual.editorial import Editorial, Role
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


def test_a_damaged_database_of_peoples_work_is_named(own_data: Path) -> None:
    editorial = Editorial(own_data)
    for number in range(200):
        editorial.people.add(f"Reviewer {number}", Role.MAPPER)
    editorial.close()
    assert checkup.checkup(own_data) == []
    file = own_data / "editorial.sqlite"
    content = bytearray(file.read_bytes())
    content[len(content) - 12_000 : len(content) - 4_000] = b"\xff" * 8_000
    file.write_bytes(content)
    problems = checkup.checkup(own_data)
    assert problems
    assert all("editorial.sqlite" in problem for problem in problems)


def test_a_database_that_is_not_there_is_named(
    served_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGQUAL_DATABASE", "postgresql://me:secret@127.0.0.1:1/kgqual")
    (problem,) = checkup.checkup(served_data)
    assert "127.0.0.1:1/kgqual, cannot be used" in problem
    assert "secret" not in problem
