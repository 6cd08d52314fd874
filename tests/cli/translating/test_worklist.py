"""``kgqual translate worklist``: what a release asks of the team, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Kgqual


def test_what_a_release_changes(kgqual: Kgqual, little_data: Path, tmp_path: Path) -> None:
    report = tmp_path / "worklist.json"
    ran = kgqual(
        *("translate", "worklist", "--from", "1.0", "--to", "1.1"),
        *("--format", "json", "-o", report),
        data=little_data,
    )
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == (
        "ESCO v1.0 → v1.1, kk, fields: changed 1 (1 concepts), removed 1 (1 concepts).\n"
    )
    assert [item["outcome"] for item in json.loads(report.read_text())["items"]] == [
        *("changed", "removed")
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--only", "old"], "--only 'old' is unknown: stale, offered, new"),
        (["--format", "xml"], "--format 'xml' is unknown: table, csv, json"),
        (["-o", "list.txt"], "--output takes --format csv or json"),
    ],
)
def test_what_it_does_not_know(
    kgqual: Kgqual, little_data: Path, options: list[str], message: str
) -> None:
    ran = kgqual(
        *("translate", "worklist", "--from", "1.0", "--to", "1.1", *options), data=little_data
    )
    assert ran.returncode == 2
    assert message in ran.stderr
