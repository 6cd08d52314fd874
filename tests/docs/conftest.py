"""What the tests of the documentation share: the pages, and the graph they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgqual.store.embedded import EmbeddedStore
from kgqual.store.snapshot import Snapshots

REPOSITORY = Path(__file__).parents[2]
PAGES = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted((REPOSITORY / "docs").rglob("*.md")),
    *sorted((REPOSITORY / "examples").rglob("*.md")),
]


def name(page: Path) -> str:
    """Return the page's path in the repository."""
    return page.relative_to(REPOSITORY).as_posix()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a ``page`` for every Markdown page of the project."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES, ids=name)


@pytest.fixture(scope="session")
def store(served_data: Path) -> Iterator[EmbeddedStore]:
    """The snapshot of what kgqual ships."""
    opened = Snapshots(served_data).current().open()
    yield opened
    opened.close()
