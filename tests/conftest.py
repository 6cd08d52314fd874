"""Fixtures every test may use."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import uvicorn

from kgqual import pipeline
from kgqual.settings import ServiceSettings
from kgqual.web.app import create_app

Serve = Callable[[Path], AbstractContextManager[str]]

REPOSITORY = Path(__file__).parents[1]
IN_CI = bool(os.environ.get("CI"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party files beside the repository; absent on a user's machine."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the third-party data folder shared/data beside the repository")
    return folder


@pytest.fixture(scope="session")
def served_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a snapshot of everything kgqual ships; tests must not change it."""
    data = tmp_path_factory.mktemp("served")
    pipeline.build(data)
    return data


@contextmanager
def _served(data: Path) -> Iterator[str]:
    app = create_app(data, ServiceSettings(workers=1, query_timeout=20), watch_interval=0.1)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serve a data directory on a free port, over real sockets: ``with serve(data) as address``."""
    return _served


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI nothing may be skipped: there, a skip means that something is not installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
