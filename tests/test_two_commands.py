"""The README's first command, on a fresh copy of the repository without third-party data."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

REPOSITORY = Path(__file__).parents[1]
CONSOLE_AS_BUILT = "src/kgqual/web/static/console"
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
PATIENCE = 300  # seconds for a virtual environment, an installation and a build


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"http://127.0.0.1:{free_port()}"


def test_make_serve_answers_real_questions(tmp_path: Path, address: str) -> None:
    copy = tmp_path / "kgqual"
    shutil.copytree(REPOSITORY, copy, ignore=NOT_COPIED)
    shutil.rmtree(copy / CONSOLE_AS_BUILT)
    log = tmp_path / "log"
    with log.open("wb") as out:
        service = subprocess.Popen(
            ["make", "serve", f"PORT={address.rpartition(':')[2]}"],
            cwd=copy,
            env={**os.environ, "KGQUAL_DATA": str(tmp_path / "data")},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_ready(service, address, log)
        assert f"{address}/" in log.read_text(encoding="utf-8")
        query = (copy / "examples" / "01-foreign-level-to-nqf.rq").read_text(encoding="utf-8")
        answer = httpx.post(
            f"{address}/sparql",
            data={"query": query},
            headers={"Accept": "application/sparql-results+json"},
            timeout=60,
        )
        assert json.loads(answer.text)["results"]["bindings"]
        page = httpx.get(f"{address}/id/nqf/2016/level/4", headers={"Accept": "text/html"})
        assert "NQF level 4" in page.text
        assert httpx.get(f"{address}/static/console/console.js").status_code == httpx.codes.OK
    finally:
        if service.poll() is None:
            os.killpg(service.pid, signal.SIGTERM)
            service.wait(timeout=20)


def wait_until_ready(service: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/ready").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass  # not listening yet
        assert service.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.5)
    pytest.fail(f"not ready within {PATIENCE} s:\n{log.read_text(encoding='utf-8')}")
