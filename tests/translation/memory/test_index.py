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
    made.replace((), (("file", Remembered(source, source.upper(), FILE)) for source in SOURCES))
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


def test_of_equals_the_last_comes_first_and_what_is_replaced_not_at_all() -> None:
    index = Index("en")
    index.replace((), [("one", Remembered("staff", "персонал", FILE))])
    index.replace((), [("two", Remembered("staff", "қызметкерлер", FILE))])
    assert [one.target for _, one in index.like("staff", 1)] == ["қызметкерлер", "персонал"]

    index.replace(["two"], [("two", Remembered("staff", "кадрлар", FILE))])
    assert [one.target for _, one in index.like("staff", 1)] == ["кадрлар", "персонал"]

    index.replace(["one", "two", "never there"])
    assert index.like("staff", 0) == []


def test_what_was_replaced_takes_no_place_among_the_candidates() -> None:
    index = Index("en")
    for version in range(5):
        segments = [Remembered(f"staff {n}", str(version), FILE) for n in range(150)]
        index.replace(["file"], (("file", segment) for segment in segments))

    assert len(index.like("staff", 0)) == 150
