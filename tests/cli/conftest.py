"""Running the real command, as a user's shell does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Kgqual = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kgqual(served_data: Path, tmp_path: Path) -> Kgqual:
    """``kgqual("query", …)`` in a data directory of its own, or ``data=``; text in and out.

    Nothing is registered or built in its own one, but it knows what is shipped as graphs: reading
    that again is half the time of a build.
    """
    own = tmp_path / "data"
    shutil.copytree(served_data / "converted", own / "converted", copy_function=os.link)

    def run(
        *arguments: object, data: Path = own, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "kgqual"), "--data", str(data)]
        return subprocess.run(
            [*command, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
