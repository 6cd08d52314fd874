"""What is validated keeps the form in which it was written, though a store does not."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Quad, Store, Triple
from tests.validation.turtle import PREFIXES, data, quads

from kgqual.validation.data import Data


def triples(turtle: str) -> set[Triple]:
    return {quad.triple for quad in quads(turtle)}


@pytest.mark.parametrize(
    "literal",
    ['"01"^^xsd:integer', '"1.50"^^xsd:decimal', '"1"^^xsd:boolean', '"1"^^xsd:byte'],
)
def test_a_literal_that_a_store_would_alter_is_kept_as_it_was_written(literal: str) -> None:
    turtle = f"ex:a ex:p {literal} , ex:b ."
    assert {*data(turtle).triples()} == triples(turtle)
    assert {*data(turtle).altered} == triples(f"ex:a ex:p {literal} .")


def test_two_forms_of_one_number_stay_two() -> None:
    turtle = 'ex:a ex:p "1"^^xsd:integer , "01"^^xsd:integer , "001"^^xsd:integer .'
    given = data(turtle)
    assert sorted(given.triples(), key=str) == sorted(triples(turtle), key=str)
    assert len(given.store) == 1


@pytest.mark.parametrize("literal", ['"aldi"^^xsd:integer', '"2020"^^xsd:gYear', '"x"@kk', '" 1 "'])
def test_what_a_store_keeps_is_not_altered(literal: str) -> None:
    turtle = f"ex:a ex:p {literal} ."
    assert data(turtle).altered == ()
    assert {*data(turtle).triples()} == triples(turtle)


def test_of_a_store_only_the_default_graph_is_validated() -> None:
    store = Store()
    store.extend(quads("ex:a ex:p ex:b ."))
    elsewhere = next(pyoxigraph.parse(PREFIXES + "ex:a ex:p ex:c .", pyoxigraph.RdfFormat.TURTLE))
    store.add(Quad(elsewhere.subject, elsewhere.predicate, elsewhere.object, elsewhere.predicate))
    assert {*Data.stored(store).triples()} == triples("ex:a ex:p ex:b .")
