"""A finding comes from the graph that states it, else from the one that describes its thing."""

from __future__ import annotations

import dataclasses

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store
from tests.validation.conftest import EX, ex, miscoded, nameless

from kgqual.namespaces import RDFS, SKOS
from kgqual.validation.origins import origins
from kgqual.validation.paths import Inverse, Predicate

DATA = """
PREFIX ex: <http://example.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

ex:a skos:notation "x" .
GRAPH ex:codes { ex:a skos:notation "x" , "y" }
GRAPH ex:things { ex:a a ex:Thing ; skos:notation "y" ; rdfs:label "B"@en , "A"@en , "Эй"@ru .
                  ex:b a ex:Thing ; skos:broader ex:a . }
GRAPH ex:mappings { ex:b skos:exactMatch ex:a . ex:c skos:exactMatch ex:a }
"""


@pytest.fixture
def store() -> Store:
    store = Store()
    store.load(DATA, RdfFormat.TRIG)
    return store


def test_a_wrong_value_comes_from_the_graphs_that_state_it(store: Store) -> None:
    stated_once, stated_twice = miscoded("a", "x"), miscoded("a", "y")
    graphs = origins(store, [stated_once, stated_twice]).graphs
    assert graphs[stated_once] == (f"{EX}codes",)
    assert graphs[stated_twice] == (f"{EX}codes", f"{EX}things")


def test_the_statement_of_an_inverse_path_runs_the_other_way(store: Store) -> None:
    inverse = Inverse(Predicate(SKOS.broader))
    result = dataclasses.replace(nameless("a"), path=inverse, value=ex("b"))
    assert origins(store, [result]).graphs[result] == (f"{EX}things",)


def test_what_is_missing_is_missing_from_the_graph_that_says_what_the_thing_is(
    store: Store,
) -> None:
    assert origins(store, [nameless("b")]).graphs[nameless("b")] == (f"{EX}things",)
    assert origins(store, [nameless("c")]).graphs[nameless("c")] == (f"{EX}mappings",)
    assert origins(store, [nameless("z")]).graphs[nameless("z")] == ()


def test_only_graphs_that_were_validated_count(store: Store) -> None:
    graphs = origins(store, [miscoded("a", "y")], {f"{EX}things"}).graphs
    assert graphs[miscoded("a", "y")] == (f"{EX}things",)
    assert origins(store, [nameless("b")], set()).graphs[nameless("b")] == ()


def test_a_thing_has_one_name_in_each_language(store: Store) -> None:
    names = origins(store, [nameless("a"), nameless("c")]).names
    assert names == {ex("a"): {"en": "A", "ru": "Эй"}}


@pytest.mark.parametrize("focus", [Literal("a"), BlankNode("a"), NamedNode("urn:x")])
def test_what_no_graph_describes_has_no_origin(
    store: Store, focus: Literal | BlankNode | NamedNode
) -> None:
    result = dataclasses.replace(
        nameless("a"), focus_node=focus, path=Predicate(RDFS.label), value=Literal("A")
    )
    found = origins(store, [result])
    assert (found.graphs, found.names) == ({result: ()}, {})
