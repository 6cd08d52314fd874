"""Numbers in results of the reference engine: as they were written, or as XSD writes them."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, Triple

from kgqual.validation import compiled, reference
from kgqual.validation.data import Data
from kgqual.validation.shapes import ShapesGraph

SHAPES = '''
PREFIX sh: <http://www.w3.org/ns/shacl#>
<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf <urn:weight> ; sh:sparql [
    a sh:SPARQLConstraint ;
    sh:select """
        SELECT $this (SUM(?number) AS ?value) {
            $this <urn:weight> ?weight
            BIND(COALESCE(IF(ISNUMERIC(?weight), ?weight, 0), 0) AS ?number)
        } GROUP BY $this
    """ ] .
'''


@pytest.mark.parametrize(
    ("weights", "total"),
    [("1.5, 88.5", "90"), ("1.5, 2", "3.5"), ("-1.5, -98.5", "-100"), ("0.5, -0.5", "0")],
)
def test_a_computed_number_has_one_form(weights: str, total: str) -> None:
    """Both engines write it as XSD 1.1 does, whatever places the numbers added up have."""
    data = Data.of(triples(f"<urn:skill> <urn:weight> {weights} ."))
    shapes = ShapesGraph(triples(SHAPES))
    [by_reference] = reference.validate(data, shapes)
    [by_compiled] = compiled.validate(data.store, shapes)
    assert by_reference.value is not None
    assert by_reference.value.value == total
    assert by_reference.key == by_compiled.key


def triples(text: str) -> list[Triple]:
    return [
        Triple(one.subject, one.predicate, one.object)
        for one in pyoxigraph.parse(text, format=RdfFormat.TURTLE)
    ]
