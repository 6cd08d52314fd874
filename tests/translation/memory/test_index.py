"""Searching segments: nothing that is alike is missed, and what is forgotten is not found."""

from __future__ import annotations

import pytest

from kgqual.translation.memory.index import Index, Origin, Remembered
from kgqual.translation.memory.likeness import likeness, normal

FILE = Origin("file", "Aliya", "2026-11-22")
VERBS = ("manage", "supervise", "plan", "repair", "sell", "design", "test", "clean", "weld", "bake")
THINGS = ("staff", "metal sheets", "water boilers", "data models", "bread", "old furniture")
SOURCES = [f"{verb} {thing}" for verb in VERBS for thing in THINGS]


@pytest.fixture(scope="module")
def index() -> Index:
    made = Index("en")
    made.add(Remembered(source, source.upper(), FILE) for source in SOURCES)
    return made


@pytest.mark.parametrize(
    "text",
    ["managing staffs", "reparing water boiler", "Weld sheets of metal", "designs furniture"],
)
def test_it_finds_what_comparing_with_all_finds(index: Index, text: str) -> None:
    asked = normal(text, "en")
    best = max(likeness(asked, normal(source, "en")) for source in SOURCES)

    score, segment = index.like(text, 0.5)[0]

    assert score == best
    assert segment.target == segment.source.upper()


@pytest.mark.parametrize("text", ["", "  ", "?!", "xyz"])
def test_what_is_like_nothing_finds_nothing(index: Index, text: str) -> None:
    assert index.like(text, 0.6) == []


def test_of_equals_the_last_comes_first_and_the_forgotten_not_at_all() -> None:
    index = Index("en")
    first = index.add([Remembered("staff", "персонал", FILE)])
    index.add([Remembered("staff", "қызметкерлер", FILE)])
    assert [one.target for _, one in index.like("staff", 1)] == ["қызметкерлер", "персонал"]

    index.forget(first)

    assert [one.target for _, one in index.like("staff", 1)] == ["қызметкерлер"]
