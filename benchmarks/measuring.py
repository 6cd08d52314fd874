"""How the benchmarks measure: whole processes, by the operating system's own accounting."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What one process used: CPU and wall seconds, and its peak memory in MiB."""

    cpu: float
    wall: float
    peak: float

    def __add__(self, other: Run) -> Run:
        return Run(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


def measured(command: Sequence[str | Path], accepted: Collection[int] = (0,)) -> Run:
    """Run a command to its end and return what it used.

    Raises CalledProcessError for an exit status that is not ``accepted``.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    message = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=message)
    wall = time.perf_counter() - started
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def median(runs: Sequence[float]) -> float:
    """Return the middle value."""
    return sorted(runs)[len(runs) // 2]
