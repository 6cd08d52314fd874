"""Shapes that reach out, never end, or would be passed over in silence are refused by name."""

from __future__ import annotations

import pytest
from tests.validation.turtle import shapes

from kgqual.errors import UnreadableInput
from kgqual.limits import Limits, holding
from kgqual.validation.guard import refuse
from kgqual.validation.shapes import shipped_shapes

DEEP = 10_000


def chain(parameter: str) -> str:
    return "\n".join(f"ex:s{n} sh:{parameter.replace('?', f'ex:s{n + 1}')} ." for n in range(DEEP))


def nested_path(form: str) -> str:
    steps = "\n".join(f"_:p{n} {form.replace('?', f'_:p{n + 1}')} ." for n in range(DEEP))
    return f"ex:s sh:path _:p0 . {steps} _:p{DEEP} sh:zeroOrMorePath ex:p ."


@pytest.mark.parametrize(
    "turtle",
    [
        chain("node ?"),
        chain("not ?"),
        chain("and ( ? )"),
        chain("property [ sh:path ex:p ; sh:qualifiedValueShape ? ]"),
        nested_path("sh:inversePath ?"),
        nested_path("rdf:first ? ; rdf:rest ( ex:p )"),
    ],
    ids=["node", "not", "and", "qualified", "inverse path", "sequence"],
)
def test_what_lies_ten_thousand_deep_is_refused(turtle: str) -> None:
    with pytest.raises(UnreadableInput, match=r"/s\w*: More than 50 \w+ lie within each other"):
        refuse(shapes(turtle))


@pytest.mark.parametrize(
    "turtle",
    [
        "\n".join(f"ex:s{n} sh:and ( ex:s{n + 1} ex:s{n + 1} ) ." for n in range(40)),
        "ex:s0 sh:path _:p0 . _:p40 sh:zeroOrMorePath ex:p ."
        + "".join(f"_:p{n} sh:alternativePath ( _:p{n + 1} _:p{n + 1} ) ." for n in range(40)),
    ],
    ids=["shapes", "paths"],
)
def test_what_doubles_forty_times_is_refused(turtle: str) -> None:
    with pytest.raises(UnreadableInput, match=r"/s0: More than 20,000 \w+ lie in it"):
        refuse(shapes(turtle))


@pytest.mark.parametrize(
    ("turtle", "circle"),
    [
        ("ex:a sh:node ex:a .", "ex:a → ex:a"),
        ("ex:a sh:not ex:b . ex:b sh:property [ sh:path ex:p ; sh:or ( ex:a ) ] .", "ex:b → ex:a"),
        ("ex:a sh:path ex:p ; sh:qualifiedValueShape [ sh:xone ( [ sh:node ex:a ] ) ] .", "ex:a"),
    ],
)
def test_shapes_that_contain_themselves_are_refused(turtle: str, circle: str) -> None:
    named = circle.replace("ex:", "http://example.org/")
    with pytest.raises(UnreadableInput, match=f"{named}.* contain themselves"):
        refuse(shapes(turtle))


def test_shapes_that_share_a_part_are_no_circle() -> None:
    refuse(
        shapes("ex:a sh:and ( ex:b ex:c ) . ex:b sh:node ex:d . ex:c sh:node ex:d ; sh:not ex:d .")
    )


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        ("ex:a sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .", "/a: The list .* is broken"),
        ("ex:a sh:in _:l . _:l rdf:first 1 .", "/a: The list .* is broken"),
        ("ex:a sh:in _:l . _:l rdf:first 1 , 2 ; rdf:rest () .", "/a: The list .* is broken"),
        ("ex:a sh:in 1 .", "/a: .* is not a list"),
        ("ex:a sh:and ex:b .", "/a: .* is not a list"),
        ('ex:a sh:path "p" .', "/a: .* is not a property path"),
        ("ex:a sh:path ex:p , ex:q .", "/a: A property shape has one sh:path"),
        ("ex:a sh:path [ ex:p ex:q ] .", "/a: A property path has one of"),
        ("ex:a sh:path [ sh:inversePath ex:p , ex:q ] .", "/a: A property path has one of"),
        ("ex:a sh:path _:p . _:p sh:inversePath _:p .", "/a: The paths .* contain themselves"),
        ('ex:a sh:pattern "(" .', r'/a: sh:pattern "\(" is no regular expression'),
        ('ex:a sh:pattern "a" ; sh:flags "g" .', "/a: sh:flags"),
    ],
)
def test_what_is_malformed_is_refused_by_name(turtle: str, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        refuse(shapes(turtle))


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        ("ex:a a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:minCout 1 ] .", "sh:minCout"),
        ('ex:a sh:js [ sh:jsFunctionName "f" ] .', "sh:js"),
        ('ex:a sh:target [ sh:select "SELECT" ] .', "sh:target"),
        ("ex:a sh:rule [ sh:object 1 ] .", "sh:rule"),
        ("ex:a sh:entailment ex:rdfs .", "sh:entailment"),
        ("ex:f a sh:SPARQLFunction .", "/f: functions defined in shapes"),
    ],
)
def test_what_no_engine_would_judge_is_not_passed_over(turtle: str, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        refuse(shapes(turtle))


def test_a_graph_of_too_many_triples_is_refused() -> None:
    graph = shapes("ex:a sh:in ( 1 2 3 4 5 6 ) .")
    with holding(Limits(shapes_triples=10)), pytest.raises(UnreadableInput, match="10 triples"):
        refuse(graph)


def test_what_is_shipped_is_not_refused() -> None:
    refuse(shipped_shapes())
