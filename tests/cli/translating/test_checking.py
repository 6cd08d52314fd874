"""``kgqual translate check``: the exit status says whether something blocks."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Kgqual
from tests.little_esco import BAKE

from kgqual.editorial import Editorial, Role
from kgqual.editorial.translations import Edit, Field, source_hash


@pytest.fixture
def data(little_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(little_data, tmp_path / "little"))


def save(data: Path, text: str) -> None:
    with closing(Editorial(data)) as editorial:
        aigul, _ = editorial.people.add("Aigul", Role.TRANSLATOR)
        source = ("bake bread",)
        hashes, sources = {Field.PREFERRED: source_hash(source)}, {Field.PREFERRED: source}
        edit = Edit("save-bake", "kk", BAKE, 0, {Field.PREFERRED: (text,)}, hashes, sources)
        editorial.translations.save(aigul, edit)


def test_nothing_is_wrong_where_nothing_is_translated(kgqual: Kgqual, data: Path) -> None:
    ran = kgqual("translate", "check", data=data)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == "0 concepts in kk: nothing is wrong.\n"


def test_what_blocks_is_an_error(kgqual: Kgqual, data: Path) -> None:
    save(data, "нан пiсiру")
    ran = kgqual("translate", "check", "--format", "json", data=data)
    assert ran.returncode == 1, ran.stderr
    assert json.loads(ran.stdout)["counts"]["mixed-scripts"] == 1
    only = kgqual("translate", "check", "--check", "spaces", "-o", data / "report.csv", data=data)
    assert (only.returncode, only.stdout) == (0, "")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--format", "xml"), "--format 'xml' is unknown: text, json, csv."),
        (("--check", "beauty"), "--check 'beauty' is unknown: empty, "),
    ],
)
def test_wrong_options_are_named(
    kgqual: Kgqual, data: Path, option: tuple[str, str], message: str
) -> None:
    ran = kgqual("translate", "check", *option, data=data)
    assert ran.returncode == 2
    assert message in ran.stderr
