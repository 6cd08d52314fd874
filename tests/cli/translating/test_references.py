"""``kgqual translate memory`` and ``glossary``: added, looked up, listed and taken out of use."""

from __future__ import annotations

import getpass
from pathlib import Path

from tests.cli.conftest import Kgqual


def test_a_memory_is_added_by_whoever_is_logged_in(kgqual: Kgqual, tmp_path: Path) -> None:
    file = tmp_path / "welding.csv"
    file.write_text("en,kk\nweld metal,металды дәнекерлеу\n,құбыр\n")

    added = kgqual("translate", "memory", "add", file)
    found = kgqual("translate", "memory", "search", "welding metals")
    listed = kgqual("translate", "memory", "list")

    assert added.stderr == "welding was added; segments for kk: 1.\n"
    assert found.stdout.splitlines()[1].split()[:6] == [
        *("92%", "weld", "metal", "металды", "дәнекерлеу", "welding")
    ]
    assert f"{getpass.getuser()} (command line)" in listed.stdout


def test_rows_that_say_nothing_are_named_and_the_rest_is_added(
    kgqual: Kgqual, tmp_path: Path
) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("en,kk\nstaff,персонал\nweld,\n")

    added = kgqual("translate", "glossary", "add", file)
    removed = kgqual("translate", "glossary", "remove", "terms")

    assert added.stderr.splitlines() == [
        "terms.csv, row 3: says no term in “kk”, neither right nor forbidden.",
        "Rows left out: 1.",
        "terms was added; terms for kk: 1.",
    ]
    assert removed.stderr == "terms is used no more; it stays on record (terms: 1).\n"
