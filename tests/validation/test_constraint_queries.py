"""The queries of constraints reach nothing but the data, and do nothing that SHACL forbids."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.namespaces import SH
from kgqual.validation.constraint_queries import refuse_queries
from kgqual.validation.graphs import TripleTable

QUERY = NamedNode("http://example.org/Query")
CALL = "SERVICE <http://example.org/sparql> { ?s ?p ?o }"


def refuse(query: str, form: NamedNode = SH.select) -> None:
    refuse_queries(TripleTable([Triple(QUERY, form, Literal(query))]))


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT $this {{ {CALL} }}",
        f"SELECT $this {{ {{ SELECT $this {{ $this ?p ?o {CALL} }} }} }}",
        f"SELECT $this {{ FILTER NOT EXISTS {{ {CALL} }} }}",
        "SELECT $this { service#\n#\n silent\t?where{ ?s ?p ?o } }",
        r"SELECT $this { \u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        r"SELECT $this { SERV\U00000049CE <http://example.org/> { ?s ?p ?o } }",
        rf"SELECT $this {{ $this ?p '\u0027 {CALL} #' }}",
        f"PREFIX ex: <http://e.org/> SELECT $this {{ $this ex:a\\#b ?o {CALL} }}",
        f"SELECT $this {{ $this ?p ?o FILTER(?o<'b>c') {CALL} #'\n }}",
        "PREFIX : <http://e.org/> SELECT $this { SERVICE:x { ?s ?p ?o } }",
        "SELECT $this { $this ?p 1SERVICE <http://example.org/> { ?s ?p ?o } }",
    ],
)
def test_no_other_endpoint_is_called(query: str) -> None:
    with pytest.raises(UnreadableInput, match="/Query: the query calls another"):
        refuse(query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT $this FROM <http://e.org/g> { $this ?p ?o }", "names the graph"),
        ("SELECT $this { GRAPH ?g { $this ?p ?o } }", "looks at other graphs"),
        ("SELECT $this { $this ?p ?o MINUS { ?o ?p $this } }", "uses MINUS"),
        ("SELECT $this { VALUES ?o { 1 } $this ?p ?o }", "uses VALUES"),
        ("SELECT $this { $this ?p $shapesGraph }", "asks for the shapes graph"),
        ("SELECT (?o AS $this) { ?o ?p ?o }", "gives .this another value"),
        (
            "SELECT $this { { SELECT ?o { $this ?p ?o } } }",
            "has a query inside that does not select .this",
        ),
        ("ASK { $this ?p ?o }", "is no SELECT query"),
        ("DELETE WHERE { ?s ?p ?o }", "is no SELECT query"),
        ("LOAD <http://e.org/>", "is no SELECT query"),
        ("SELECT $this { $this ?p }", "is not SPARQL"),
        ("SELECT $this { $this no:prefix ?o }", "is not SPARQL"),
        ("SELECT $this " + "{" * 41 + "}" * 41, "has more than 40 brackets"),
        ("SELECT $this { FILTER(" + "!" * 10_000 + "true) }", "has more than 2,000 words"),
        ("SELECT $this { #" + "x" * 20_000 + "\n}", "is longer than 20,000"),
    ],
)
def test_what_shacl_or_we_forbid_is_refused_by_name(query: str, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=f"/Query: the query {reason}"):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this ?value { $this $PATH ?value FILTER NOT EXISTS { ?value a $currentShape } }",
        "SELECT $this { $this a rdfs:Class } GROUP BY $this HAVING (COUNT(*) > 1)",
        "SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { $this ?q ?x } GROUP BY $this } }",
        "SELECT $this { $this ?p 'FROM GRAPH MINUS' } # VALUES SERVICE <x> { }",
        "PREFIX graph: <http://e.org/> SELECT $this { $this graph:values ?minus }",
        "select ?this where { ?this ?p ?o filter(?o<5) }",
    ],
)
def test_what_keeps_to_the_data_is_not_refused(query: str) -> None:
    refuse(query)


def test_a_validator_asks() -> None:
    refuse("ASK { FILTER(?value > 1) }", SH.ask)
    with pytest.raises(UnreadableInput, match="is no ASK query"):
        refuse("SELECT $this { $this ?p ?o }", SH.ask)
