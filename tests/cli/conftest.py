"""Running the real command, as a user's shell does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Kgqual = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kgqual(tmp_path: Path) -> Kgqual:
    """``kgqual("query", …)`` in a data directory of its own, or ``data=``; text in and out."""

    def run(
        *arguments: object, data: Path = tmp_path / "data", stdin: str = ""
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
