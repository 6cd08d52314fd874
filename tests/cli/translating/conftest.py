"""Commands below ``kgqual translate``, run in this process over a little ESCO and a database."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kgqual.cli import app
from kgqual.editorial import Editorial, Role

Run = Callable[..., Result]


@pytest.fixture
def editorial(little_data: Path, tmp_path: Path) -> Editorial:
    """The database beside a little ESCO, with the reviewer Bolat in it."""
    shutil.copytree(little_data, tmp_path / "data")
    opened = Editorial(tmp_path / "data")
    opened.people.add("Bolat", Role.REVIEWER)
    return opened


@pytest.fixture
def run(editorial: Editorial, tmp_path: Path) -> Run:
    """``run("export", …)`` is ``kgqual translate export …``; an error of kgqual is raised."""

    def ran(*arguments: object) -> Result:
        command = ["--data", str(tmp_path / "data"), "translate", *map(str, arguments)]
        result = CliRunner().invoke(app, command)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return ran
