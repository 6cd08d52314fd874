"""``kgqual translate status`` and ``queue``: how far it has come, and what is next."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Kgqual
from tests.little_esco import BAKER, PASTRY_COOK


def test_status_counts_every_part_and_makes_no_database(kgqual: Kgqual, little_data: Path) -> None:
    ran = kgqual("translate", "status", "--format", "csv", data=little_data)
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    bakers = next(row for row in rows if row["by"] == "isco-major-group" and row["code"] == "7")
    assert (bakers["name"], bakers["concepts"], bakers["untranslated"]) == (
        "Craft workers",
        "4",
        "4",
    )
    assert not list(little_data.glob("*.sqlite*"))


def test_the_queue_says_what_is_next_and_why(kgqual: Kgqual, little_data: Path) -> None:
    asked = ("--kind", "occupation", "--isco", "7", "--format", "json", "--messages", "ru")
    ran = kgqual("translate", "queue", *asked, data=little_data)
    assert ran.returncode == 0, ran.stderr
    rows = json.loads(ran.stdout)
    assert [row["iri"] for row in rows] == [BAKER, PASTRY_COOK]
    assert "навыки, которые ему нужны: 4" in rows[0]["why"]
    assert ran.stderr == "2 of 2 concepts.\n"


def test_without_esco_it_is_said_what_to_do(kgqual: Kgqual, served_data: Path) -> None:
    ran = kgqual("translate", "status", data=served_data)
    assert ran.returncode == 2
    assert "kgqual add esco" in ran.stderr
