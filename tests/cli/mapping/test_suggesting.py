"""``kgqual map suggest``: texts, files and sets in; SSSOM, JSON or a table out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kgqual.cli import app
from kgqual.errors import BadSource, BadUsage

Run = Callable[..., Result]
TEXT = "Web and multimedia developers"


@pytest.fixture
def kgqual(served_data: Path) -> Run:
    """``kgqual("suggest", …)`` → what the command does; errors are raised."""

    def run(*arguments: object, stdin: str = "") -> Result:
        command = ["--data", str(served_data), "map", *map(str, arguments)]
        return CliRunner().invoke(app, command, input=stdin, catch_exceptions=False)

    return run


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of SSSOM/TSV by column."""
    header, *lines = [line for line in table.splitlines() if not line.startswith("#")]
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


def test_a_set_is_mapped_to_a_set_and_the_check_finds_nothing(kgqual: Run, tmp_path: Path) -> None:
    path = tmp_path / "turkic.sssom.tsv"
    ran = kgqual("suggest", "--from", "TurkicSkills", "--to", "WorldSkills 2026", "-o", path)
    assert "Written to" in ran.stderr and ran.stdout == ""
    suggested = rows(path.read_text(encoding="utf-8"))
    assert {row["subject_id"] for row in suggested} >= {"kqid:turkicskills/2025/7"}
    best = next(row for row in suggested if row["subject_id"] == "kqid:turkicskills/2025/7")
    assert (best["object_id"], best["predicate_id"]) == (
        "kqid:worldskills/2026/10",
        "skos:closeMatch",
    )
    assert "Nothing is wrong" in kgqual("check", path).stderr


def test_a_file_of_texts_is_mapped_to_a_set(kgqual: Run, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(f"id,title,lang\n7,{TEXT},en\n,zxqv jjkw,en\n", encoding="utf-8")
    ran = kgqual("suggest", "--from", path, "--to", "ISCO", "--limit", 1)
    found, nothing, *_ = rows(ran.stdout)
    assert (found["object_id"], nothing["object_id"]) == ("isco:C2513", "sssom:NoTermFound")
    assert "suggested-jobs-isco-08" in ran.stdout


def test_texts_may_come_from_standard_input(kgqual: Run) -> None:
    ran = kgqual("suggest", "--from", "-", "--to", "ISCO", "--lang", "en", stdin=f"{TEXT}\n")
    assert rows(ran.stdout)[0]["object_id"] == "isco:C2513"


def test_a_set_may_be_a_file_too(kgqual: Run, tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("cook soup\npipe welding\n", encoding="utf-8")
    ran = kgqual("suggest", "weld pipes", "--to", path, "--lang", "en", "--format", "json")
    answer: Any = json.loads(ran.stdout)
    assert answer["results"][0]["candidates"][0]["label"] == {"en": "pipe welding"}


def test_texts_of_the_command_are_answered_with_a_table_for_people(kgqual: Run) -> None:
    ran = kgqual("suggest", TEXT, "zxqv jjkw", "--to", "ISCO", "--lang", "en", "--limit", 1)
    lines = ran.stdout.splitlines()
    assert lines[1].startswith(f"{TEXT}  {TEXT}") and "2513" in lines[1]
    assert any(line.startswith("zxqv jjkw") and "no term fits" in line for line in lines)
    assert "nobody has confirmed them" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--to", "ISCO"), "either texts, or --from"),
        (("x", "--from", "NCO", "--to", "ISCO"), "either texts, or --from"),
        (("x",), "--to is missing"),
        (("x", "--to", "ISCO", "--format", "xls"), "--format 'xls' is unknown"),
        (("x", "--to", "ISCO", "--lang", "kz"), "--lang: 'kz' is no language"),
        (("x", "--to", "ISCO", "--lang", "en,ru"), "Texts are in one language"),
        (("--from", "Nowhere", "--to", "ISCO"), "names no set"),
        (("--from", "none.csv", "--to", "ISCO"), "cannot be read"),
        (("--from", "TurkicSkills", "--to", "ISCO", "-o", "none/x.tsv"), "cannot be written"),
    ],
)
def test_wrong_usage_says_what_to_do(kgqual: Run, arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(BadUsage, match=reason):
        kgqual("suggest", *arguments)


def test_wrong_rows_leave_no_file(kgqual: Run, tmp_path: Path) -> None:
    table, output = tmp_path / "jobs.csv", tmp_path / "out.sssom.tsv"
    table.write_text("title,lang\nWelder,kz\n", encoding="utf-8")
    with pytest.raises(BadSource):
        kgqual("suggest", "--from", table, "--to", "ISCO", "-o", output)
    assert not output.exists()
