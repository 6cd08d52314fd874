"""How kgqual itself is cited: CITATION.cff is valid and says what the package says."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from kgqual import __version__
from kgqual.web.citation import AUTHOR, WORK

REPOSITORY = Path(__file__).parents[1]
FILE = REPOSITORY / "CITATION.cff"
OFFICIAL = ["--builtin-schema", "vendor.citation-file-format"]
"""The official schema, which comes with check-jsonschema."""


def validate(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *OFFICIAL, str(file)]
    return subprocess.run(command, capture_output=True, text=True)


def test_it_is_valid_by_the_official_schema(tmp_path: Path) -> None:
    assert validate(FILE).returncode == 0
    wrong = tmp_path / "CITATION.cff"
    wrong.write_text(FILE.read_text(encoding="utf-8").replace("authors:", "writers:"))
    assert "'authors' is a required property" in validate(wrong).stdout


@pytest.mark.parametrize("member", ["version", "license", "keywords"])
def test_it_says_what_the_package_says(member: str) -> None:
    cited = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = {**project, "version": __version__, "license": project["license"].split()[0]}
    assert cited[member] == said[member]


def test_answers_are_cited_by_the_same_name() -> None:
    cited = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert cited["authors"] == [{"name": AUTHOR}]
    assert cited["title"] == WORK.replace(",", ":", 1)
