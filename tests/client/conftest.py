"""Both ways of asking, over the same snapshot: a service, and the directory it serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kgqual import Client

Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def address(serve: Serve, served_data: Path) -> Iterator[str]:
    """The address of a service over everything kgqual ships."""
    with serve(served_data) as found:
        yield found


@pytest.fixture(scope="session")
def remote(address: str) -> Iterator[Client]:
    """A client of the service."""
    with Client(address) as client:
        yield client


@pytest.fixture(scope="session")
def local(served_data: Path) -> Iterator[Client]:
    """A client of the snapshot that the service serves, read without it."""
    with Client(served_data) as client:
        yield client


@pytest.fixture(params=["remote", "local"])
def client(request: pytest.FixtureRequest) -> Client:
    """Each of the two: what a test says of it holds for both."""
    found: Client = request.getfixturevalue(request.param)
    return found
