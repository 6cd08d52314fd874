"""A small report that has something of everything, and the shapes it comes from."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.namespaces import RDFS, SH, SKOS
from kgqual.validation.paths import Predicate
from kgqual.validation.report import Report, Result
from kgqual.validation.shapes import ShapesGraph

EX = "http://example.org/"
SHAPES = """
PREFIX ex: <http://example.org/>
PREFIX kq: <https://w3id.org/kgqual/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

ex:Named a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ;
    sh:message "It has no name."@en , "Нет названия."@ru , "Атауы жоқ."@kk ;
    kq:repairHint "Name it."@en , "Назовите."@ru , "Атаңыз."@kk .
ex:Coded a sh:PropertyShape ; sh:path skos:notation ; sh:severity sh:Warning ;
    sh:in ( "a" "b" ) ; sh:minLength 1 .
"""


def ex(name: str) -> NamedNode:
    return NamedNode(EX + name)


def nameless(name: str) -> Result:
    """``ex:Named`` finds no name of a thing."""
    messages = (Literal("It has no name.", language="en"),)
    return Result(
        focus_node=ex(name),
        path=Predicate(RDFS.label),
        value=None,
        component=SH.MinCountConstraintComponent,
        shape=ex("Named"),
        severity=SH.Violation,
        messages=messages,
    )


def miscoded(name: str, code: str, component: NamedNode = SH.InConstraintComponent) -> Result:
    """``ex:Coded`` finds a wrong code of a thing."""
    return Result(
        focus_node=ex(name),
        path=Predicate(SKOS.notation),
        value=Literal(code),
        component=component,
        shape=ex("Coded"),
        severity=SH.Warning,
    )


@pytest.fixture
def shapes() -> ShapesGraph:
    """Two shapes: one says what is wrong in three languages, the other says nothing."""
    return ShapesGraph(pyoxigraph.parse(SHAPES, RdfFormat.TURTLE))


@pytest.fixture
def report() -> Report:
    """One violation and four warnings, two of them of one thing."""
    wrong = [miscoded("a", "x"), miscoded("a", "y"), miscoded("b", "x"), miscoded("c", "x")]
    return Report.of([*wrong, nameless("a")], "compiled")
