"""``kgqual recognise``: one qualification or a table of them, printed or written whole."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgqual.cli import app
from kgqual.errors import KgqualError
from kgqual.recognition import FOUND

Run = Callable[..., str]
BACHELOR = ("--country", "DE", "--qualification", "Bachelor of Science", "--year", "2021")
TABLE = "id,country,qualification\n7,DE,Bachelor of Science\n8,XX,Bachelor\n"


@pytest.fixture
def recognise(served_data: Path) -> Run:
    """``recognise("--country", …)`` → what the command prints."""

    def run(*arguments: object) -> str:
        command = ["--data", str(served_data), "recognise", *map(str, arguments)]
        ran = CliRunner().invoke(app, command, catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    return run


def test_as_text_it_is_the_statement_with_its_sources(recognise: Run) -> None:
    said = recognise(*BACHELOR)
    assert "NQF level 6, by the EQF and the QF-EHEA: bachelor (6B) — editorial" in said
    assert "Not an answer, but a lead" in said
    assert "\nSources\n" in said
    assert "Справка для признания" in recognise(*BACHELOR, "--lang", "ru")


def test_as_json_it_is_the_envelope(recognise: Run) -> None:
    found = json.loads(recognise(*BACHELOR, "--format", "json", "--as-of", "2026-06-01"))
    assert found["question"] == "recognition"
    assert found["as_of"] == "2026-06-01"
    assert found["arguments"]["year"] == "2021"


def test_as_linked_data_it_has_its_context(recognise: Run) -> None:
    found = json.loads(recognise(*BACHELOR, "--format", "jsonld"))
    assert found["@context"]["elm"] == "http://data.europa.eu/snb/model/elm/"


def test_as_a_page_it_is_written_to_a_file(recognise: Run, tmp_path: Path) -> None:
    written = tmp_path / "statement.html"
    assert recognise(*BACHELOR, "--format", "html", "--lang", "kk", "-o", written) == ""
    assert '<html lang="kk">' in written.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [written]


def test_a_table_comes_back_with_what_was_found(recognise: Run, tmp_path: Path) -> None:
    table, found = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text(TABLE, encoding="utf-8")
    recognise("--batch", table, "-o", found)
    with found.open(encoding="utf-8", newline="") as file:
        good, wrong = csv.DictReader(file)
    assert list(good) == ["id", "country", "qualification", *FOUND]
    assert (good["id"], good["nqf_level"]) == ("7", "6")
    assert (wrong["id"], wrong["error_column"]) == ("8", "country")


def test_a_disk_that_takes_but_a_part_leaves_what_was_there(
    served_data: Path, tmp_path: Path
) -> None:
    """The limit of the shell is on the size of a file, in KiB."""
    table, found = tmp_path / "in.csv", tmp_path / "out.csv"
    found.write_text("older", encoding="utf-8")
    table.write_text(TABLE + "9,DE,Bachelor of Science\n" * 1_000, encoding="utf-8")
    command = 'ulimit -f 64; exec "$0" --data "$1" recognise --batch "$2" -o "$3"'
    kgqual = Path(sys.executable).parent / "kgqual"
    ran = subprocess.run(
        ["bash", "-c", command, kgqual, served_data, table, found],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 3
    assert "File too large" in ran.stderr
    assert found.read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_table_that_breaks_off_leaves_what_was_there(recognise: Run, tmp_path: Path) -> None:
    table, found = tmp_path / "in.csv", tmp_path / "out.csv"
    found.write_text("older", encoding="utf-8")
    table.write_text(f'{TABLE}9,DE,"open\n', encoding="utf-8")
    with pytest.raises(KgqualError, match="no CSV"):
        recognise("--batch", table, "-o", found)
    assert found.read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--country", "DE"), "qualification: is missing"),
        ((*BACHELOR, "--purpose", "fun"), "'fun' is not a purpose"),
        ((*BACHELOR, "--format", "pdf"), "'pdf' is unknown: text, json, html"),
        ((*BACHELOR, "--lang", "de"), "en, kk, ru"),
        (("--batch", "in.csv"), "--batch needs -o"),
        (("--batch", "in.csv", "-o", "out.csv", "--country", "DE"), "leave out --country"),
        (("--batch", "absent.csv", "-o", "out.csv"), "absent.csv: cannot be read"),
    ],
)
def test_what_is_wrong_is_said(recognise: Run, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(KgqualError) as refused:
        recognise(*arguments)
    assert refused.value.exit_status == 2
    assert said in str(refused.value)


def test_the_messages_of_a_table_go_to_standard_error(
    kgqual: Callable[..., subprocess.CompletedProcess[str]], served_data: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    command = ("recognise", "--batch", tmp_path / "in.csv", "-o", tmp_path / "out.csv")
    ran = kgqual(*command, data=served_data)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "2 rows written" in ran.stderr
    assert "1 of them" in ran.stderr
