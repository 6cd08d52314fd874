"""The impact as text, and the repairs as a mapping set that people can review."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgqual.cli import app
from kgqual.mapping.queueing import queue_of


@pytest.fixture
def written(crafts_data: Path, tmp_path: Path) -> Path:
    """The repairs as ``kgqual map impact`` writes them to a file."""
    file = tmp_path / "repairs.sssom.tsv"
    run(crafts_data, "--format", "tsv", "-o", str(file))
    return file


def run(data: Path, *arguments: str) -> str:
    command = ["--data", str(data), "map", "impact", "--from", "1", "--to", "2", *arguments]
    ran = CliRunner().invoke(app, command, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_the_repairs_are_a_queue_for_people(written: Path) -> None:
    queue = queue_of([written])
    assert queue.mapping_set == "https://w3id.org/kgqual/mappings/repaired-trade-1-trade-2"
    (saws,) = (one for one in queue.suggestions if one.subject.endswith("/saws"))
    assert saws.predicate == "http://www.w3.org/2004/02/skos/core#closeMatch"
    assert saws.object == "https://example.org/trade/miller"
    said = str(saws.slots["comment"])
    assert said.startswith("Instead of ")
    assert "“sawyer” is gone; “sawmill worker” has taken its place" in said
    assert saws.confidence == 0.75


def test_what_is_kept_has_no_confidence_and_asks_for_a_review(written: Path) -> None:
    (chairs,) = (o for o in queue_of([written]).suggestions if o.subject.endswith("/chairs"))
    assert chairs.confidence is None
    assert "MappingReview" in written.read_text(encoding="utf-8")


def test_the_repairs_can_be_added_but_state_no_more_than_a_computation(written: Path) -> None:
    rows = [line for line in written.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    column = rows[0].split("\t").index("strength")
    assert {row.split("\t")[column] for row in rows[1:]} == {"computed"}


def test_as_text_what_is_broken_or_doubtful_is_listed_with_its_repairs(crafts_data: Path) -> None:
    said = run(crafts_data)
    assert "10 mappings: 7 broken, 1 doubtful, 0 left open by a partial release, 1 with" in said
    lines = said.splitlines()
    at = lines.index("Broken: https://example.org/craft/saws → skos:exactMatch → sawyer")
    assert lines[at + 2 : at + 4] == [
        "  “sawyer” is gone; “sawmill worker” has taken its place, and was there before.",
        "  - Successor: https://example.org/craft/saws → skos:closeMatch → sawmill worker"
        " · confidence 0.75",
    ]
    assert "bowls" not in said, "another spelling is only counted"


def test_the_text_is_in_the_language_asked_for(crafts_data: Path) -> None:
    assert "Нарушено: " in run(crafts_data, "--lang", "ru")
    assert "Бұзылған: " in run(crafts_data, "--lang", "kk")
