"""A part of a shape without a name is called after the shape that has one, and its path."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat
from tests.validation.conftest import ex

from kgqual.namespaces import KQ, SH
from kgqual.validation.graphs import TripleTable
from kgqual.validation.naming import called, shape_name

SHAPES = """
PREFIX ex: <http://example.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
ex:Person
    sh:property [ sh:path ex:address ; sh:property [ sh:path ( ex:a ex:b ) ; sh:minCount 1 ] ] ;
    sh:or ( [ sh:path ex:age ; sh:maxCount 1 ] ) ;
    sh:sparql [ sh:select "" ] .
[ sh:path ex:alone ; sh:maxLength 1 ] .
"""


@pytest.fixture
def table() -> TripleTable:
    return TripleTable(pyoxigraph.parse(SHAPES, RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("has", "name"),
    [
        ("minCount", "ex:Person › ex:address › ex:a/ex:b"),
        ("maxCount", "ex:Person › ex:age"),
        ("select", "ex:Person"),
    ],
)
def test_a_part_without_a_name(table: TripleTable, has: str, name: str) -> None:
    [node] = table.using(SH[has])
    assert shape_name(table, node).replace(ex("").value, "ex:") == name
    assert called(table, node) == f"a part of {ex('Person').value}"


def test_what_has_a_name_is_called_by_it(table: TripleTable) -> None:
    assert shape_name(table, KQ.Claim) == called(table, KQ.Claim) == "kq:Claim"
    assert shape_name(table, NamedNode("urn:x")) == "urn:x"


def test_what_is_part_of_nothing_has_its_label(table: TripleTable) -> None:
    [node] = table.using(SH.maxLength)
    assert isinstance(node, BlankNode)
    assert shape_name(table, node) == called(table, node) == str(node)
