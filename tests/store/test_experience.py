"""Queries of one shape share what was learnt of one of them."""

from __future__ import annotations

import pytest

from kgqual.store.dataset import CURRENT, Dataset
from kgqual.store.interface import Format
from kgqual.store.workers import Request
from kgqual.store.workers.experience import LONG, ROOM, SHORT, Experience, Standing, shape

LOOK_UP = "SELECT ?p ?o { <http://example.org/chef> ?p ?o }"


def request(text: str, dataset: Dataset = CURRENT) -> Request:
    return Request(text, dataset, Format.JSON, None)


@pytest.mark.parametrize(
    "same",
    [
        "SELECT ?p ?o { <http://example.org/cook> ?p ?o }",
        "select ?what ?that {<http://example.org/cook> ?what ?that}",
        "SELECT ?p ?o # of a cook\n { ex:cook ?p ?o }",
        "SELECT $p $o { 'a text' ?p ?o }",
    ],
)
def test_constants_names_and_layout_are_no_part_of_the_shape(same: str) -> None:
    assert shape(same) == shape(LOOK_UP)


@pytest.mark.parametrize(
    "other",
    [
        "SELECT ?p ?o { ?s ?p ?o }",
        "SELECT ?p ?o { <http://example.org/chef> ?p ?p }",
        "SELECT DISTINCT ?p ?o { <http://example.org/chef> ?p ?o }",
        "SELECT ?p ?o { <http://example.org/chef> ?p* ?o }",
    ],
)
def test_the_rest_is(other: str) -> None:
    assert shape(other) != shape(LOOK_UP)


def test_lists_of_values_have_one_shape_however_long() -> None:
    values = "ASK {{ VALUES ?s {{ {} }} }}"
    assert shape(values.format("<a:b>")) == shape(values.format("<a:b> <a:c> 'd'@en 5"))


def test_one_short_run_proves_a_shape_and_a_long_one_disproves_it() -> None:
    known = Experience()
    other = request(LOOK_UP.replace("chef", "cook"))
    assert known.standing(other) is Standing.UNKNOWN
    known.learn(request(LOOK_UP), SHORT)
    assert known.standing(other) is Standing.SHORT
    known.learn(request(LOOK_UP), LONG * 1.01)
    assert known.standing(other) is Standing.LONG
    for expected in (Standing.UNKNOWN, Standing.SHORT):
        known.learn(request(LOOK_UP), SHORT)
        assert known.standing(other) is expected
    known.learn(request(LOOK_UP), (SHORT + LONG) / 2)
    assert known.standing(other) is Standing.UNKNOWN


def test_what_is_known_of_a_text_goes_before_its_shape() -> None:
    known = Experience()
    known.learn(request(LOOK_UP), SHORT)
    known.learn(request(LOOK_UP.replace("chef", "everybody")), 60)
    assert known.standing(request(LOOK_UP)) is Standing.SHORT
    assert known.standing(request(LOOK_UP.replace("chef", "cook"))) is Standing.LONG


def test_another_dataset_is_another_query() -> None:
    known = Experience()
    known.learn(request(LOOK_UP), SHORT)
    assert known.standing(request(LOOK_UP, Dataset(("a:b",)))) is Standing.UNKNOWN


def test_who_asks_other_endpoints_is_never_short() -> None:
    known = Experience()
    asked = Request(LOOK_UP, CURRENT, Format.JSON, None, services=("https://example.org/sparql",))
    known.learn(asked, SHORT)
    assert known.standing(asked) is Standing.LONG


def test_what_is_asked_often_is_not_forgotten_in_a_flood() -> None:
    known = Experience()
    known.learn(request(LOOK_UP), SHORT)
    for number in range(ROOM + 1):
        known.learn(request(f"ASK {{ shape{number} }}"), 60)
        assert known.standing(request(LOOK_UP)) is Standing.SHORT
    assert known.standing(request("ASK { shape0 }")) is Standing.UNKNOWN
