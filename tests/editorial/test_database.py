"""The database itself: its tables, who writes when, and what survives."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.editorial.conftest import COOKS, Decide, offered

from kgqual.editorial import DatabaseBusy, Editorial, Person, Role, database
from kgqual.editorial.migrations import known_revisions
from kgqual.editorial.reviews import Verdict
from kgqual.editorial.schema import METADATA, REVISION, VERSION_TABLE
from kgqual.errors import BadUsage, StorageFailed
from kgqual.reviewed import Publication

KILLS = int(os.environ.get("KGQUAL_KILLS", "1"))


class TestTables:
    """They are made by migrations, and are what the code reads."""

    def test_the_newest_migration_is_the_one_the_code_knows(self) -> None:
        assert known_revisions()[0] == REVISION

    def test_migrations_make_the_tables_of_the_code(self, editorial: Editorial) -> None:
        with editorial.database.reading() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
            assert compare_metadata(context, METADATA) == []

    def test_tables_of_a_newer_kgqual_are_refused_and_left_alone(
        self, editorial: Editorial, tmp_path: Path
    ) -> None:
        editorial.people.add("Anna", Role.MAPPER)
        with editorial.database.writing() as connection:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
        newer = Editorial(tmp_path, editorial.database._url.render_as_string(hide_password=False))
        with pytest.raises(StorageFailed, match=r"newer kgqual \(its tables are at 9999"):
            newer.people.all()
        newer.close()

    def test_several_openers_at_once_make_them_once(self, editorial: Editorial) -> None:
        url = editorial.database._url.render_as_string(hide_password=False)
        found: list[object] = []

        def opens() -> None:
            opened = Editorial(Path(), url)
            found.append(opened.people.all())
            opened.close()

        threads = [threading.Thread(target=opens) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [[]] * 4

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE review_decision SET verdict = 'reject'",
            "DELETE FROM review_decision",
            "UPDATE review_suggestion SET object_label = 'x'",
            "DELETE FROM review_offer",
            "DELETE FROM review_loading",
        ],
    )
    def test_the_database_itself_refuses_to_change_what_was_recorded(
        self, editorial: Editorial, anna: Person, decide: Decide, change: str
    ) -> None:
        editorial.reviews.load(offered(*COOKS))
        decide(anna, Verdict.ACCEPT, "cook", "chef")
        with (
            pytest.raises(DBAPIError, match="only come"),
            editorial.database.writing() as connection,
        ):
            connection.execute(text(change))

    def test_each_database_has_a_name_of_its_own(self, tmp_path: Path) -> None:
        names = set()
        for folder in ("one", "two"):
            with Editorial(tmp_path / folder).database.reading() as connection:
                names.add(connection.scalar(text("SELECT name FROM kgqual_database")))
        assert len(names) == 2


class TestOpening:
    """Where the database is, and what to do when it cannot be used."""

    @pytest.mark.parametrize(
        "url",
        ["mysql://a:secret@b/c", "sqlite://", "sqlite:///:memory:", "editorial.sqlite", "a://b:c"],
    )
    def test_only_sqlite_files_and_postgresql(self, tmp_path: Path, url: str) -> None:
        with pytest.raises(BadUsage, match="KGQUAL_DATABASE is not the URL") as refused:
            Editorial(tmp_path, url)
        assert "secret" not in str(refused.value)

    def test_nothing_is_made_before_it_is_used(self, tmp_path: Path) -> None:
        editorial = Editorial(tmp_path / "data")
        assert not editorial.exists()
        assert not (tmp_path / "data").exists()
        editorial.people.all()
        assert editorial.exists()

    def test_a_server_that_is_not_there(self, tmp_path: Path) -> None:
        editorial = Editorial(tmp_path, "postgresql://me:secret@127.0.0.1:1/kgqual")
        with pytest.raises(StorageFailed, match=r"127\.0\.0\.1:1/kgqual, cannot be used") as failed:
            editorial.people.all()
        assert "secret" not in str(failed.value)

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / "editorial.sqlite").write_bytes(b"no database" * 1000)
        with pytest.raises(StorageFailed, match="file is not a database"):
            Editorial(tmp_path).people.all()


class TestWriters:
    """One after the other, from whatever process."""

    def test_decisions_of_several_at_once_are_all_recorded_in_one_order(
        self, editorial: Editorial, anna: Person, decide: Decide
    ) -> None:
        editorial.reviews.load(offered(*COOKS))

        def decides() -> None:
            for name in ("cook", "baker", "herder"):
                decide(anna, Verdict.LATER, name)

        threads = [threading.Thread(target=decides) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [one.id for one in editorial.reviews.decisions()] == list(range(1, 13))

    def test_who_waits_too_long_is_told_and_may_try_again(
        self, editorial: Editorial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editorial.people.add("Anna", Role.MAPPER)
        monkeypatch.setattr(database, "PATIENCE", 0.2)
        url = editorial.database._url.render_as_string(hide_password=False)
        impatient = Editorial(tmp_path, url)
        assert impatient.people.all()
        with (
            editorial.database.writing(),
            pytest.raises(DatabaseBusy, match=r"Nothing was recorded; try again\."),
        ):
            impatient.people.add("Bolat", Role.MAPPER)
        impatient.people.add("Bolat", Role.MAPPER)
        impatient.close()

    def test_who_reads_waits_for_nobody(self, editorial: Editorial, tmp_path: Path) -> None:
        editorial.people.add("Anna", Role.MAPPER)
        with editorial.database.writing() as connection:
            connection.execute(text("UPDATE person SET name = 'Anne'"))
            reader = Editorial(
                tmp_path, editorial.database._url.render_as_string(hide_password=False)
            )
            assert [person.name for person in reader.people.all()] == ["Anna"]
            reader.close()

    def test_a_transaction_that_fails_leaves_nothing(self, editorial: Editorial) -> None:
        editorial.people.add("Anna", Role.MAPPER)
        with pytest.raises(ZeroDivisionError), editorial.database.writing() as connection:
            connection.execute(text("UPDATE person SET name = 'Anne'"))
            raise ZeroDivisionError
        assert [person.name for person in editorial.people.all()] == ["Anna"]


def test_sqlite_syncs_every_commit_to_the_disk(tmp_path: Path) -> None:
    with Editorial(tmp_path).database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_a_build_reads_the_database_that_it_is_told(
    editorial: Editorial, anna: Person, decide: Decide, tmp_path: Path
) -> None:
    editorial.reviews.load(offered(*COOKS))
    decide(anna, Verdict.ACCEPT, "cook", "chef")
    url = editorial.database._url.render_as_string(hide_password=False)
    found = Publication.of(tmp_path / "elsewhere", url, tmp_path)
    [source] = found.sources
    assert found.graphs()[source.graph].kept == 1
    assert Publication.of(tmp_path / "elsewhere", "", tmp_path).sources == []


WRITER = """
import sys, uuid
from pathlib import Path
from kgqual.editorial import Editorial
from kgqual.editorial.reviews import Choice, Verdict
editorial = Editorial(Path(sys.argv[1]), sys.argv[2])
[person] = editorial.people.all()
while True:
    for item in editorial.reviews.items("cooks"):
        key = str(uuid.uuid4())
        editorial.reviews.decide(person, Choice(key, "cooks", item.subject, Verdict.LATER))
        print(key, flush=True)
"""


def test_a_kill_loses_no_decision_that_was_acknowledged(
    editorial: Editorial, anna: Person, tmp_path: Path
) -> None:
    """``KGQUAL_KILLS=100 pytest -k acknowledged`` kills as often."""
    editorial.reviews.load(offered(*COOKS))
    url = editorial.database._url.render_as_string(hide_password=False)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(tmp_path), url]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            acknowledged.add(writer.stdout.readline().strip())
            time.sleep(random.uniform(0, 0.2))
            writer.kill()
            acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        after = Editorial(tmp_path, url)
        recorded = [one.key for one in after.reviews.decisions()]
        after.close()
        assert acknowledged <= set(recorded)
        assert len(recorded) - len(acknowledged) <= KILLS  # at most one each was not answered
    editorial.reviews.load(offered(*COOKS[:2]))
