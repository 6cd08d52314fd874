"""``kgqual map infer``: as text, as JSON, to a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgqual.cli import app
from kgqual.errors import BadUsage

Run = Callable[..., str]


@pytest.fixture
def infer(served_data: Path) -> Run:
    """``infer("--from", …)`` → what the command prints."""

    def run(*arguments: object) -> str:
        command = ["--data", str(served_data), "map", "infer", *map(str, arguments)]
        ran = CliRunner().invoke(app, command, catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    return run


def test_as_text_every_mapping_has_its_chain(infer: Run) -> None:
    said = infer("--subject", "NQF 6", "--to", "DQR").splitlines()
    assert said[2] == "  1 inferred, 0 only leads, 0 stated already"
    assert said[4:8:2] == [
        "- “NQF level 6” corresponds closely to “DQR Level 6”.",
        "   1. “NQF level 6” corresponds closely to “QF-EHEA first cycle”.",
    ]
    assert "semapv:MappingChaining · editorial · Higher education only" in said[5]


def test_as_text_what_is_refused_has_its_rule(infer: Run) -> None:
    said = infer("--from", "TurkicSkills", "--to", "ISCO", "--lang", "ru")
    assert "- close-close, пар: 9. Два близких соответствия" in said
    assert said.count("например, ") == 3


def test_as_text_leads_are_no_mappings(infer: Run) -> None:
    said = infer("--from", "NQF", "--to", "DQR")
    solid, _, leads = said.partition("Leads. None of them is a mapping:")
    assert solid.count("\n- ") == 3
    assert leads.count("To be confirmed: ") == 5


def test_as_json_it_is_what_the_service_sends(infer: Run) -> None:
    found = json.loads(infer("--from", "NQF", "--to", "DQR", "--format", "json"))
    assert found["from"]["iri"] == "https://w3id.org/kgqual/id/nqf/2016"
    assert [mapping["object"]["code"] for mapping in found["mappings"]] == ["6", "7", "8"]


def test_into_a_file(infer: Run, tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    assert infer("--subject", "DQR 6", "--format", "json", "-o", file) == ""
    assert json.loads(file.read_text(encoding="utf-8"))["subject"]["code"] == "6"
    assert [path.name for path in tmp_path.iterdir()] == ["found.json"]


def test_the_format_is_as_the_file_is_called(infer: Run, tmp_path: Path) -> None:
    file = tmp_path / "found.sssom.tsv"
    infer("--from", "NQF", "--to", "DQR", "-o", file)
    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert rows[0].startswith("subject_id\tsubject_label\tpredicate_id")
    assert len(rows) == 4


def test_what_a_mapping_set_leaves_out_is_said(
    served_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--data", str(served_data), "map", "infer", "--subject", "NQF 6", "--format", "tsv"]
    ran = CliRunner().invoke(app, command, catch_exceptions=False)
    assert "29 leads are left out: they rest on unverified statements." in ran.stderr
    assert "1 pairs are refused; --format text says by which rules." in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "NQF", "--format", "xml"], "'xml' is unknown"),
        (["--from", "NQF", "--lang", "de"], "'de' is no language"),
        ([], "either a scheme"),
    ],
)
def test_wrong_usage(infer: Run, arguments: list[str], said: str) -> None:
    with pytest.raises(BadUsage, match=said):
        infer(*arguments)
