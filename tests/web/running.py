"""A real ``kgqual serve`` process: what a service manager starts, signals and reads the log of."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("kgqual")
FEW_FILES = 'ulimit -Sn 256 && exec "$0" "$@"'
"""Runs its arguments as a shell of few resources does."""
PATIENCE = 60
"""Seconds for a start, an end, or a line of the log; on a busy machine they take long."""


@dataclass
class Running:
    """A service process in a process group of its own, its address, and its lines."""

    process: subprocess.Popen[str]
    address: str = ""
    lines: list[str] = field(default_factory=list)
    _said: queue.Queue[str] = field(default_factory=queue.Queue)

    def listen(self) -> None:
        """Gather what it says on standard error until it ends."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))
            self._said.put(line)

    def wait_for(self, text: str) -> str:
        """Return its next line with ``text`` in it."""
        while text not in (line := self._said.get(timeout=PATIENCE)):
            pass
        return line

    @property
    def logged(self) -> list[dict[str, Any]]:
        """The lines of its log, which are JSON."""
        return [json.loads(line) for line in self.lines if line.startswith("{")]

    def signal_all(self, number: signal.Signals) -> None:
        """Signal every process of the group, as Ctrl-C and service managers do."""
        os.killpg(self.process.pid, number)


@contextmanager
def running(data: Path, **settings: str) -> Iterator[Running]:
    """Serve ``data`` on a free port until the block ends; settings without their prefix."""
    environment = {f"KGQUAL_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        ["sh", "-c", FEW_FILES, COMMAND, "--data", data, "serve", "--port", "0"],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    service = Running(process)
    listener = threading.Thread(target=service.listen)
    listener.start()
    try:
        service.address = service.wait_for("kgqual is served at").split("served at ")[1].split()[0]
        yield service
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)
        listener.join()
        assert process.stderr
        process.stderr.close()
