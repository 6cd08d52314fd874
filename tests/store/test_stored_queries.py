"""Stored queries: the same question has one name; what is written is whole or is not there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kgqual.errors import StorageFailed
from kgqual.pipeline import remove
from kgqual.store.checksum import Checksum
from kgqual.store.interface import AnswerKind
from kgqual.store.stored_queries import (
    Question,
    Record,
    StoredQueries,
    StoredQuery,
    TooManyStored,
)

QUESTION = Question("ASK {}")
RECORD = Record(
    "0123456789abcdef", "2026-11-22T04:00:00Z", "0.1.0", Checksum(AnswerKind.BOOLEAN, None, "00")
)


@pytest.fixture
def stored(tmp_path: Path) -> StoredQueries:
    return StoredQueries(tmp_path, 3)


def test_a_question_is_named_by_what_it_asks() -> None:
    assert QUESTION.id == Question("ASK {}").id
    one, two = "http://example.org/1", "http://example.org/2"
    assert Question("ASK {}", (one, two)).id == Question("ASK {}", (two, one, two)).id
    different = (
        QUESTION,
        Question("ASK { }"),
        Question("ASK {}", (one,)),
        Question("ASK {}", (), (one,)),
        Question("ASK {}", as_of="2020-01-01"),
    )
    assert len({question.id for question in different}) == len(different)


def test_a_shell_computes_the_name(tmp_path: Path) -> None:
    question = Question('SELECT ("Қ" AS ?q) {}\n', ("http://example.org/1",), as_of="2020-01-01")
    (tmp_path / "question.json").write_bytes(question.to_bytes())
    command = ["bash", "-c", "sha256sum question.json | cut -c 1-32"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.stdout.strip() == question.id


def test_what_is_kept_is_read_again(stored: StoredQueries, tmp_path: Path) -> None:
    question = Question("ASK { ?қ ?p '\\u0000\U0010ffff' }", ("http://example.org/1",))
    kept, new = stored.keep(question, RECORD)
    assert (kept, new) == (StoredQuery(question, (RECORD,)), True)
    assert StoredQueries(tmp_path, 3).get(question.id) == kept


def test_each_snapshot_has_one_record_and_the_first_stays(stored: StoredQueries) -> None:
    other = replace(RECORD, snapshot="fedcba9876543210")
    stored.keep(QUESTION, RECORD)
    assert stored.keep(QUESTION, other) == (StoredQuery(QUESTION, (RECORD, other)), False)
    later = replace(RECORD, asked="2027-01-01T00:00:00Z")
    kept, new = stored.keep(QUESTION, later)
    assert (kept.records, new) == ((RECORD, other), False)
    assert kept.record(other.snapshot) == other
    assert kept.record("0" * 16) is None


@pytest.mark.parametrize("id", ["", "0" * 32, "../current", "..", "A" * 32, "lock", "0" * 31])
def test_nothing_else_is_found_by_a_name(stored: StoredQueries, id: str) -> None:
    stored.keep(QUESTION, RECORD)
    assert stored.get(id) is None


def test_no_name_leads_out_of_the_folder(stored: StoredQueries, tmp_path: Path) -> None:
    stored.keep(QUESTION, RECORD)
    file = tmp_path / "queries" / f"{QUESTION.id}.json"
    shutil.copy(file, tmp_path / file.name)
    assert stored.get(f"../{QUESTION.id}") is None
    assert stored.get(f"../queries/{QUESTION.id}") is None
    assert stored.get(str(file.with_suffix(""))) is None


def test_no_more_are_stored_than_may_be(stored: StoredQueries) -> None:
    questions = [Question(f"ASK {{ FILTER({n} = 0) }}") for n in range(4)]
    for question in questions[:3]:
        stored.keep(question, RECORD)
    with pytest.raises(TooManyStored, match=r"3 queries are stored.*KGQUAL_STORED_QUERIES"):
        stored.keep(questions[3], RECORD)
    other = replace(RECORD, snapshot="fedcba9876543210")
    assert len(stored.keep(questions[0], other)[0].records) == 2, "it has a place already"


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    """As two services over one directory would write: each with its own ``StoredQueries``."""
    records = [replace(RECORD, snapshot=f"{n:016x}") for n in range(16)]

    def keep(record: Record) -> bool:
        return StoredQueries(tmp_path, 1).keep(QUESTION, record)[1]

    with ThreadPoolExecutor(8) as threads:
        new = list(threads.map(keep, records))
    kept = StoredQueries(tmp_path, 1).get(QUESTION.id)
    assert kept and {record.snapshot for record in kept.records} == {
        record.snapshot for record in records
    }
    assert new.count(True) == 1


DIE_WHILE_WRITING = """
import os, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_stored_queries import QUESTION, RECORD
from kgqual.store.stored_queries import StoredQueries

os.fsync = lambda file: os._exit(9)
StoredQueries(Path(sys.argv[1]), 3).keep(QUESTION, replace(RECORD, snapshot="f" * 16))
"""


def test_a_kill_while_writing_leaves_what_was_there(stored: StoredQueries, tmp_path: Path) -> None:
    before, _ = stored.keep(QUESTION, RECORD)
    ran = subprocess.run(
        [sys.executable, "-c", DIE_WHILE_WRITING, str(tmp_path), str(Path(__file__).parent)]
    )
    assert ran.returncode == 9
    assert list((tmp_path / "queries").glob(".unfinished-*"))
    assert stored.get(QUESTION.id) == before
    stored.keep(Question("ASK { }"), RECORD)
    assert not list((tmp_path / "queries").glob(".unfinished-*"))


def test_a_build_leaves_alone_what_is_being_stored(tmp_path: Path) -> None:
    unfinished = tmp_path / "queries" / ".unfinished-1-query.json"
    unfinished.parent.mkdir()
    unfinished.write_bytes(b"{")
    with pytest.raises(Exception, match="nco"):
        remove(tmp_path, "nco", "1900")  # takes the lock of the directory, and cleans up
    assert unfinished.exists()


def test_a_file_that_was_changed_is_not_believed(stored: StoredQueries, tmp_path: Path) -> None:
    stored.keep(QUESTION, RECORD)
    file = tmp_path / "queries" / f"{QUESTION.id}.json"
    changed = json.loads(file.read_bytes())
    file.write_text(json.dumps({**changed, "query": "ASK { ?other ?p ?o }"}))
    with pytest.raises(StorageFailed, match="was changed after it was stored"):
        stored.get(QUESTION.id)
    for broken in (b"{", b"[]", b'{"query": 1}'):
        file.write_bytes(broken)
        with pytest.raises(StorageFailed, match="cannot be read"):
            stored.get(QUESTION.id)


def test_a_directory_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "queries").write_text("a file")
    with pytest.raises(StorageFailed, match="cannot be stored: File exists"):
        StoredQueries(tmp_path, 3).keep(QUESTION, RECORD)
