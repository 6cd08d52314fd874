"""Frameworks side by side: where levels stand, and which line stands for which correspondence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgqual.answering import Graph, OpenSnapshot
from kgqual.model import Strength
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshots
from kgqual.web.framework_picture import GAP, NODE, Picture, picture

QUESTION = "level-correspondence"


@pytest.fixture(scope="module")
def graph(served_data: Path) -> Iterator[Graph]:
    with OpenSnapshot.of(Snapshots(served_data).current()) as snapshot:
        yield snapshot.on()


def drawn(graph: Graph, **arguments: str) -> Picture:
    found = picture(graph, ask(graph, QUESTION, arguments), "en")
    assert found
    return found


def test_frameworks_stand_in_the_order_of_the_chain(graph: Graph) -> None:
    found = drawn(graph, framework="DQR", level="6", to="NQF")
    assert [column.lines[0].split()[0] for column in found.columns] == [
        "DQR",
        "EQF",
        "Qualifications",
        "National",
    ]
    assert [column.x for column in found.columns] == [n * (NODE + GAP) for n in range(4)]


def test_the_highest_level_is_on_top_and_levels_of_the_chain_are_marked(graph: Graph) -> None:
    found = drawn(graph, framework="DQR", level="6", to="NQF")
    by_column: dict[float, list[tuple[str, bool]]] = {}
    for box in sorted(found.boxes, key=lambda box: box.y):
        by_column.setdefault(box.x, []).append((box.code, box.linked))
    codes = [[code for code, _ in boxes] for _, boxes in sorted(by_column.items())]
    assert codes[0] == list("87654321")
    assert codes[2] == ["third", "second", "first", "short"]
    linked = [code for boxes in by_column.values() for code, marked in boxes if marked]
    assert sorted(linked) == ["6", "6", "6", "first"]


def test_a_line_has_the_strength_of_its_correspondence_and_says_it(graph: Graph) -> None:
    found = drawn(graph, framework="DQR", level="6", to="NQF")
    shown = [one.strength for one in found.strengths]
    assert shown == [Strength.OFFICIAL, Strength.EDITORIAL, Strength.UNVERIFIED]
    [lead] = [curve for curve in found.curves if curve.strength is Strength.UNVERIFIED]
    assert lead.title == "“NQF level 6” corresponds closely to “EQF level 6”."


def test_a_line_that_passes_a_framework_goes_between_its_levels(graph: Graph) -> None:
    found = drawn(graph, framework="DQR", level="6", to="NQF")
    [lead] = [curve for curve in found.curves if curve.strength is Strength.UNVERIFIED]
    numbers = re.match(r"M\d+ \d+C(?:\d+ \d+ ){2}(\d+) (\d+)h", lead.path)
    assert numbers
    x, y = map(int, numbers.groups())
    third, second, *_ = sorted(box.y for box in found.boxes if box.x == x)
    assert y == (third + second) / 2


def test_too_many_frameworks_and_none_are_not_drawn(graph: Graph) -> None:
    every = ask(graph, QUESTION, {"framework": "EQF", "level": "6"})
    assert len({item.framework.iri for item in every.answer or ()}) > 6
    assert picture(graph, every, "en") is None
    nothing = ask(graph, QUESTION, {"framework": "no such framework", "level": "6"})
    assert picture(graph, nothing, "en") is None
