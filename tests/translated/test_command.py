"""``kgqual translate publish``: what it publishes and what it leaves out, told to people."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.translated.conftest import GONE, OCCUPATION, Bureau


def test_the_command_tells_what_is_published_and_what_is_left_out(bureau: Bureau) -> None:
    bureau.approve(OCCUPATION, "әзірлеуші")
    bureau.approve(GONE, "факс")
    kgqual = str(Path(sys.executable).parent / "kgqual")
    command = [kgqual, "--data", str(bureau.data), "translate", "publish"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    first, rule, example = done.stdout.splitlines()
    assert first.startswith("ESCO in Kazakh: approved translations: 1 of 2 fields  <https://")
    assert "1 × The current release of ESCO does not have a concept" in rule
    assert GONE in example
    assert done.stderr == f"Published snapshot {bureau.snapshots.current().id}.\n"
