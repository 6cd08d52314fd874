"""``kgqual map check`` and ``kgqual map export``: reports, files and exit statuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kgqual.cli import app
from kgqual.errors import BadUsage

Run = Callable[..., Result]
WRONG = (
    "#mapping_set_id: https://example.org/mine\n#curie_map:\n"
    "#  eqf: http://data.europa.eu/snb/eqf/\n"
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    "eqf:6\tskos:closeMatch\teqf:99\tsemapv:ManualMappingCuration\n"
)


@pytest.fixture
def run(served_data: Path) -> Run:
    """``run("check", …)`` → the command as it ended."""

    def ran(*arguments: object) -> Result:
        command = ["--data", str(served_data), "map", *map(str, arguments)]
        return CliRunner().invoke(app, command, catch_exceptions=False)

    return ran


def test_the_shipped_sets_are_in_order(run: Run) -> None:
    ended = run("check")
    assert ended.exit_code == 0
    assert "nqf-eqf.sssom.tsv" in ended.stdout
    assert "Nothing is wrong." in ended.stderr


def test_a_fault_is_told_with_its_place_and_fails(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.sssom.tsv"
    path.write_text(WRONG, encoding="utf-8")
    ended = run("check", path)
    assert ended.exit_code == 1
    assert "mine.sssom.tsv, row 5, column object_id: error missing-end: eqf:99" in ended.stdout
    [fault] = json.loads(run("check", path, "--format", "json").stdout)["faults"]
    assert fault["rule"] == "missing-end"
    assert fault["where"]["row"] == 5


def test_a_path_that_is_not_there(run: Run, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="no such file"):
        run("check", tmp_path / "nothing.sssom.tsv")


@pytest.mark.parametrize("format", ["tsv", "jsonld", "ttl"])
def test_what_is_exported_passes_the_check(format: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"levels.sssom.{format}"
    assert run("export", "nqf-eqf", "nqf-nco", "--format", format, "-o", path).exit_code == 0
    assert run("check", path).exit_code == 0


def test_metadata_may_lie_beside_the_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "levels.sssom.tsv"
    run("export", "nqf-eqf", "--external-metadata", "-o", path)
    assert path.read_text(encoding="utf-8").startswith("record_id\t")
    assert (tmp_path / "levels.sssom.yml").exists()
    assert run("check", tmp_path).exit_code == 0
    with pytest.raises(BadUsage, match="needs -o"):
        run("export", "nqf-eqf", "--external-metadata")
