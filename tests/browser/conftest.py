"""A real browser on the real service; every page is watched for errors and foreign requests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from kgqual.store.snapshot import Snapshot, Snapshots

Serve = Callable[[Path], AbstractContextManager[str]]
PATIENCE = 20_000
"""Milliseconds in which a page must show what is expected; a machine may have more to do."""
expect.set_options(timeout=PATIENCE)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def data(served_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped snapshot in a directory that may be written."""
    data = tmp_path_factory.mktemp("browser") / "data"
    shutil.copytree(served_data, data)
    return data


@pytest.fixture(scope="session")
def older(data: Path, publish_releases: Callable[..., Snapshot]) -> Snapshot:
    """Another snapshot beside the shipped one, which stays the current one."""
    snapshots = Snapshots(data)
    shipped = snapshots.current()
    other = publish_releases(data, {("nco", "2017"): ("", [])})
    snapshots.make_current(shipped.id)
    return other


@pytest.fixture(scope="session")
def address(serve: Serve, data: Path, older: Snapshot) -> Iterator[str]:
    with serve(data) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed, and CI must run the browser tests")
        pytest.skip("needs the browser chromium, which is not installed")
    with sync_playwright() as playwright:  # runs an event loop: no test elsewhere may meet it
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A new page that fails the test on a script error or a request to another machine."""
    with watched(browser, address) as page:
        yield page


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Page]:
    """A new page that may meet no script error and ask no other machine than ``address``."""
    page = browser.new_page(base_url=address)
    wrong: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(request.url)

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", listen)
    page.on("request", watch)
    yield page
    page.close()
    assert wrong == []
