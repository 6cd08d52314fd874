"""The wheel carries what kgqual ships as package data, and the console built for browsers."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from kgqual.resources import FOLDERS

REPOSITORY = Path(__file__).parents[1]


def test_the_wheel_carries_every_shipped_file_and_the_built_console(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"kgqual/shipped/{path.relative_to(REPOSITORY).as_posix()}"
        for folder in FOLDERS
        for path in (REPOSITORY / folder).rglob("*")
        if path.is_file()
    }
    assert shipped
    assert shipped <= carried
    assert "kgqual/py.typed" in carried
    built = {name.rpartition("/")[2] for name in carried if "/web/static/console/" in name}
    assert built >= {"build.json", "console.js", "console.css", "licences.txt"}
    assert not [name for name in carried if "/web/console/" in name or "node_modules" in name]
