"""What the compiled engine supports, and what it says where it does not."""

from __future__ import annotations

import re
from collections import Counter

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.errors import UnreadableInput
from kgqual.namespaces import SH
from kgqual.validation import compiled, reference
from kgqual.validation.data import Data
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph

PREFIXES = """
PREFIX ex: <http://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
ex:ns a owl:Ontology ; sh:declare
    [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""


def shapes_of(text: str) -> ShapesGraph:
    return ShapesGraph(pyoxigraph.parse(PREFIXES + text, format=RdfFormat.TURTLE))


def data_of(text: str) -> Data:
    return Data.of(pyoxigraph.parse(PREFIXES + text, format=RdfFormat.TURTLE))


def agreed(shapes: ShapesGraph, data: Data) -> list[Result]:
    """What both engines find, whether or not suspects are looked for first."""
    assert compiled.unsupported(shapes) == ""
    expected = Counter(result.key for result in reference.validate(data, shapes))
    for few in (0, compiled.FEW):
        found = list(compiled.validate(data.store, shapes, few))
        assert Counter(result.key for result in found) == expected
    return found


@pytest.mark.parametrize(
    ("constraint", "named"),
    [
        ("sh:node ex:S", "sh:"),
        ("sh:hasValue _:b", "sh:hasValue"),
        ('sh:hasValue "01"^^xsd:integer', "sh:hasValue"),
        ("sh:in ( 1.50 )", "sh:in"),
        ("sh:nodeKind sh:Nothing", "sh:nodeKind"),
        ("sh:datatype xsd:string , xsd:date", "sh:datatype"),
        ("sh:minCount 1", "sh:minCount"),
        ('sh:pattern "("', "sh:pattern"),
        ('sh:pattern "a" ; sh:flags "i" , "m"', "sh:flags"),
        ("sh:severity sh:Info , sh:Warning", "sh:severity"),
        ("sh:deactivated 1", "sh:deactivated"),
        ("sh:targetNode _:b", "sh:targetNode"),
        ("sh:property ex:NoPath", "sh:property"),
        ("sh:property [ sh:path ( ex:p ) ]", "sh:path"),
        ('sh:property [ sh:path ex:p ; sh:uniqueLang "1"^^xsd:boolean ]', "sh:uniqueLang"),
        ("sh:js [ sh:jsFunctionName 'f' ]", "sh:js"),
        ("sh:ignoredProperties ( ex:p )", "sh:ignoredProperties"),
    ],
)
def test_what_is_unsupported_is_named(constraint: str, named: str) -> None:
    reason = compiled.unsupported(shapes_of(f"ex:S a sh:NodeShape ; {constraint} ."))
    assert named in reason
    assert reason.endswith(".")


def test_own_constraint_components_are_unsupported() -> None:
    text = "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:p ] ."
    assert "sh:ConstraintComponent" in compiled.unsupported(shapes_of(text))


def test_a_result_is_repeated_for_every_way_to_its_focus_node() -> None:
    shapes = shapes_of(
        "ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ;"
        " sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    )
    found = agreed(shapes, data_of("ex:a ex:p ex:c . ex:b ex:p ex:c ."))
    assert [result.focus_node for result in found] == [NamedNode("http://example.org/c")] * 2


def test_an_inverted_sequence_keeps_its_order_as_in_the_reference_engine() -> None:
    shapes = shapes_of(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:nodeKind sh:Literal ;"
        " sh:path [ sh:inversePath ( ex:p ex:q ) ] ."
    )
    found = agreed(shapes, data_of("ex:b ex:p ex:a . ex:c ex:q ex:b . ex:d ex:p ex:b ."))
    assert [result.value for result in found] == [NamedNode("http://example.org/c")]


def test_instances_of_a_subclass_without_a_name_are_instances() -> None:
    shapes = shapes_of("ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:class ex:A ] .")
    data = data_of("_:b rdfs:subClassOf ex:A . ex:a a _:b ; ex:p ex:a , ex:b . ex:b a ex:B .")
    found = agreed(shapes, data)
    assert [result.value for result in found] == [NamedNode("http://example.org/b")]


def test_an_untranslatable_expression_is_found_by_python_among_many() -> None:
    values = " , ".join(f'"{number}"' for number in range(compiled.FEW * 2))
    shapes = shapes_of(
        'ex:S a sh:PropertyShape ; sh:targetObjectsOf ex:p ; sh:path ex:q ; sh:pattern "x" .'
        'ex:T a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:pattern "^\\\\d[1-9]?$" .'
    )
    found = agreed(shapes, data_of(f"ex:a ex:p {values} ."))
    wrong = [n for n in range(compiled.FEW * 2) if n > 99 or (n > 9 and n % 10 == 0)]
    assert {result.value for result in found} == {Literal(str(number)) for number in wrong}


def test_blank_nodes_that_should_be_ordered_are_refused_by_both_engines() -> None:
    shapes = shapes_of(
        "ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:lessThan ex:q ."
    )
    data = data_of("ex:a ex:p [] .")
    with pytest.raises(UnreadableInput):
        list(reference.validate(data, shapes))
    for few in (0, compiled.FEW):
        with pytest.raises(UnreadableInput, match="sh:lessThan"):
            list(compiled.validate(data.store, shapes, few))


ALIKE = [
    "SELECT $this ?value WHERE { ?value ex:q $this ; ex:p+ ?value . }",
    "SELECT $this (ex:p AS ?path) ?value WHERE { $this ex:p/ex:p|^ex:q ?value }",
    "SELECT $this WHERE { $this ex:q ?x FILTER NOT EXISTS { ?x ex:p ex:a } }",
    "SELECT $this ?value WHERE { ?value ex:p $this ; ex:q ?other } "
    "GROUP BY $this ?value HAVING (COUNT(DISTINCT ?other) > 1)",
    "SELECT $this (STR(?x) AS ?value) WHERE { $this ex:r ?x }",
    "SELECT $this (SUM(IF(ISNUMERIC(?x), ?x, 0)) AS ?value) WHERE { $this ex:n|ex:r ?x } "
    "GROUP BY $this",
    "SELECT $this ?value WHERE { $this ex:p ?x . OPTIONAL { ?x ex:q ?value } }",
    "SELECT $this ?value WHERE { $this ex:r ?value FILTER(SUBSTR(?value, 1, 1) != 'q') }",
    "SELECT $this ?value WHERE { { $this ex:r ?value } UNION { $this ex:n ?value } }",
]
NOT_SURELY_ALIKE = [
    ("SELECT $this ?value WHERE { $this ex:r ?value FILTER(LANG(?value) != 'en') }", "LANG"),
    ("SELECT $this WHERE { $this ex:r ?x FILTER(REGEX(?x, '^.$')) }", "pattern"),
    ("SELECT $this WHERE { { SELECT $this { $this ex:r ?x } } }", "query within a query"),
    ("SELECT ?value WHERE { $this ex:r ?value }", "select .this"),
    ("SELECT $this WHERE { $this ex:p ?x MINUS { $this ex:q ?x } }", "MINUS"),
    ("SELECT $this WHERE { $this nothing:p ?x }", "does not read"),
    ("SELECT $this WHERE { $this ex:p }", "does not read"),
    ("SELECT $this WHERE { BIND($this AS ?that) FILTER(?that = ex:a) }", "in an expression"),
    ("SELECT $this (SUM(?n) AS ?value) WHERE { $this ex:n ?n } GROUP BY $this", "no number"),
]


def with_query(query: str) -> ShapesGraph:
    return shapes_of(
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql ex:constraint ;"
        " sh:message 'shape' ."
        "ex:constraint sh:prefixes ex:ns ; sh:message 'of {$this} {?value}'@en ;"
        f' sh:select "{query}" .'
    )


@pytest.mark.parametrize("query", ALIKE)
def test_sparql_constraints(query: str) -> None:
    shapes = with_query(query)
    data = data_of(
        "ex:a ex:p ex:b , ex:c ; ex:q ex:a , ex:b ; ex:n 1 , 2.5 ; ex:r 'x'@kk , 'y' ."
        "ex:b ex:p ex:a , _:c ; ex:q ex:d . _:c ex:p ex:b ; ex:r 'z' ; ex:q ex:b ."
    )
    found = agreed(shapes, data)
    assert found
    assert {result.constraint for result in found} == {NamedNode("http://example.org/constraint")}
    messages = {result.key: {message.value for message in result.messages} for result in found}
    for result in reference.validate(data, shapes):
        assert {message.value for message in result.messages} == messages[result.key]


@pytest.mark.parametrize(("query", "reason"), NOT_SURELY_ALIKE)
def test_queries_on_which_two_engines_may_differ_are_for_the_reference(
    query: str, reason: str
) -> None:
    assert re.search(reason, compiled.unsupported(with_query(query)))


def test_messages_and_severity_are_those_of_the_shape() -> None:
    shapes = shapes_of(
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:minCount 1 ;"
        " sh:severity sh:Info ; sh:message 'eins'@de , 'one'@en ."
    )
    (result,) = agreed(shapes, data_of(""))
    assert result.severity == SH.Info
    assert {text.value for text in result.messages} == {"eins", "one"}
