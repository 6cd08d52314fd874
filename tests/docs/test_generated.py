"""The pages that ``docs/generate.py`` makes are as the code and the data are now."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
MADE: dict[str, Callable[[], str]] = runpy.run_path(str(DOCS / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_current(name: str) -> None:
    page = DOCS / name
    assert page.exists(), "run `python docs/generate.py`"
    assert page.read_text(encoding="utf-8") == MADE[name](), "run `python docs/generate.py`"


def test_made_pages_say_something() -> None:
    assert all(len(page().splitlines()) > 10 for page in MADE.values())
