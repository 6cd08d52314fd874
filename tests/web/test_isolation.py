"""Texts of sources cannot change the direction of what stands beside them on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kgqual.web

TEMPLATES = sorted((Path(kgqual.web.__file__).parent / "templates").glob("*.html"))
FROM_SOURCES = re.compile(
    r"\{\{ ([\w.]+\.(?:text|title|reservation|locator)) \}\}"
    r"(?![^<]*</(?:title|option|desc)>)"
)
"""What a template shows of a source's texts; our own examples and search terms are none."""
OURS = {"example.text"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_text_is_isolated(template: Path) -> None:
    page = re.sub(
        r"\{% block title %\}.*?\{% endblock %\}", "", template.read_text(encoding="utf-8")
    )
    for shown in FROM_SOURCES.finditer(page):
        before = page[: shown.start()]
        opened = before[before.rfind("<") :] if "<" in before else ""
        if 'title="' in opened or shown[1] in OURS:
            continue
        element = before.rpartition("\n")[2]
        isolated = opened.startswith("<bdi")
        assert isolated or 'dir="auto"' in element or "{{ lang(" in element, shown[0]


def test_some_text_is_shown() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    assert len(FROM_SOURCES.findall(pages)) > 5
