"""The page of an ESCO occupation: its skills by group, the occupations like it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgqual.answering import Graph, OpenSnapshot
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot
from kgqual.web.occupation_view import NEIGHBOURS, OccupationView, occupation_view

DEVELOPER = "http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1"


@pytest.fixture(scope="module")
def graph(escos: Snapshot) -> Iterator[Graph]:
    with OpenSnapshot.of(escos) as opened:
        yield opened.on()


@pytest.fixture(scope="module")
def view(graph: Graph) -> OccupationView:
    found = occupation_view(graph, DEVELOPER, "en")
    assert found
    return found


def test_the_chart_has_the_numbers_of_the_question(graph: Graph, view: OccupationView) -> None:
    answered = ask(graph, "skill-groups", {"occupation": DEVELOPER}).answer or ()
    top = [(one.group.iri, str(one.essential)) for one in answered if one.depth == 1]
    assert [(group.name.iri, group.essential.text) for group in view.groups] == top


def test_the_longest_bar_is_the_largest_number_of_either_kind(view: OccupationView) -> None:
    bars = [bar for group in view.groups for bar in (group.essential, group.optional)]
    longest = max(bars, key=lambda bar: int(bar.text))
    assert longest.part == 1
    assert all(bar.part == int(bar.text) / int(longest.text) for bar in bars)


def test_the_neighbours_are_the_most_alike(graph: Graph, view: OccupationView) -> None:
    answered = ask(graph, "related-occupations", {"occupation": DEVELOPER}).answer or ()
    nearest = [one.occupation.iri for one in answered[:NEIGHBOURS]]
    assert [one.name.iri for one in view.neighbours] == nearest


def test_what_no_source_gives_skills_has_no_view(graph: Graph) -> None:
    assert occupation_view(graph, "http://data.europa.eu/esco/occupation/none", "en") is None
