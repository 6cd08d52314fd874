"""Calls of listed endpoints go to other addresses; what is not plainly one is refused."""

from __future__ import annotations

import pytest

from kgqual.errors import BadQuery
from kgqual.federation.rewriting import redirected
from kgqual.store.policy import MAX_CALLS, refuse_service

ADDRESSES = {
    "https://a.example/sparql": "http://proxy/1",
    "http://b.example/q?x=1": "http://proxy/2",
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { SERVICE <https://a.example/sparql> {} }", "ASK { SERVICE <http://proxy/1> {} }"),
        (
            "ASK {service silent<http://b.example/q?x=1>{}}",
            "ASK {service silent<http://proxy/2>{}}",
        ),
        (
            "ASK { SERVICE # <https://c.example>\n <https://a.example/sparql> #{\n { ?s ?p '#' } }",
            "ASK { SERVICE # <https://c.example>\n <http://proxy/1> #{\n { ?s ?p '#' } }",
        ),
        (
            "BASE <http://e.org/> PREFIX : <https://a.example/> ASK {SERVICE :sparql {}}",
            "BASE <http://e.org/> PREFIX : <https://a.example/> ASK {SERVICE <http://proxy/1> {}}",
        ),
        (
            "prefix p: <x:> prefix p: <https://a.example/> ask {SERVICE p:sparql {}}",
            "prefix p: <x:> prefix p: <https://a.example/> ask {SERVICE <http://proxy/1> {}}",
        ),
        (
            "ASK { SERVICE <https://a.example/sparql> { SERVICE <http://b.example/q?x=1> {} } }",
            "ASK { SERVICE <http://proxy/1> { SERVICE <http://proxy/2> {} } }",
        ),
        (
            'ASK { ?s ?p "SERVICE <https://a.example/sparql> {}" ; <https://a.example/sparql> ?o }',
            'ASK { ?s ?p "SERVICE <https://a.example/sparql> {}" ; <https://a.example/sparql> ?o }',
        ),
    ],
)
def test_a_call_of_a_listed_endpoint_goes_elsewhere(query: str, expected: str) -> None:
    text, endpoints = redirected(query, ADDRESSES)
    assert text == expected
    assert set(endpoints) == {e for e, address in ADDRESSES.items() if address in expected}
    refuse_service(text, [ADDRESSES[endpoint] for endpoint in endpoints])


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <https://a.example/sparql/> {} }",
        "ASK { SERVICE <https://a.example/sparql#> {} }",
        "ASK { SERVICE <https://A.example/sparql> {} }",
        "ASK { SERVICE <http://a.example/sparql> {} }",
        "ASK { SERVICE <http://127.0.0.1/> {} }",
        "ASK { SERVICE <file:///etc/passwd> {} }",
        "ASK { SERVICE <http://proxy/1> {} }",
        "BASE <https://a.example/> ASK { SERVICE <sparql> {} }",
        "ASK { SERVICE :sparql {} }",
        "ASK { SERVICE _:e {} }",
        "PREFIX : <https://a.example/> PREFIX : <http://e.org/> ASK { SERVICE :sparql {} }",
        "PREFIX : <https://a.example/> PREFIX:<http://e.org/> ASK { SERVICE :sparql {} }",
        "BASE<https://a.example/> PREFIX : <x> ASK { SERVICE :sparql {} }",
        "PREFIX a: <https://a.example/> ASK { SERVICE a:\\sparql {} }",
    ],
)
def test_another_endpoint_is_refused(query: str) -> None:
    with pytest.raises(
        BadQuery, match=r"SERVICE in line 1: .* It does to <https://a.example/sparql>"
    ):
        redirected(query, ADDRESSES)


A = "<https://a.example/sparql>"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE ?endpoint {} }",
        "ASK { VALUES ?e { HERE } SERVICE ?e {} }",
        "ASK { SERVICE SILENT $e {} }",
        "ASK { SERVICE SILENT SILENT HERE {} }",
        "ASK { SERVICE <\\u0068ttps://a.example/sparql> {} }",
        "ASK { SERVICE HERE ?x }",
        "ASK { SERVICE HERE",
        "ASK { SERVICE",
        "ASK { SERVICESILENT HERE {} }",
        "ASK { ?s ?p 1SERVICE HERE {} }",
        "ASK { ?s ?p trueSERVICE HERE {} }",
        "PREFIX : <https://a.example/> ASK { SERVICE:sparql {} }",
        "PREFIX : <https://a.example/> ASK { ?s ?p 1.SERVICE:sparql {} }",
        "ASK { FILTER(?o<5)SERVICE#>\nHERE {} }",
        "ASK { FILTER(?o<'b>c') SERVICE HERE {} #'\n }",
        "ASK { ?s ?p ?o FILTER(?o<'b>c') SERVICE HERE {} FILTER(?o<'b>c') }",
        "ASK { ?s <b'c> ?o . SERVICE HERE {} ?s ?p 'x' }",
        "ASK { SERVICE HERE {} } # <a\nSERVICE?e {}",
    ],
)
def test_what_is_not_plainly_a_call_is_refused(query: str) -> None:
    with pytest.raises(BadQuery, match=r"SERVICE in line [12] is not plainly"):
        redirected(query.replace("HERE", A), ADDRESSES)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o\nFILTER EXISTS { SERVICE HERE {} } }",
        "ASK { ?s ?p ?o FILTER NOT\nEXISTS{{ SERVICE SILENT HERE {} } } }",
        "ASK { ?s ?p ?o\nBIND(1+1exists#{ { { SELECT * { SERVICE HERE {} } } } AS ?x) }",
        "ASK { ?s ?p '}' MINUS\n{ ?s ?p '}' SERVICE HERE {} } }",
        "ASK { ?s ?p 1MINUS {} MINUS { MINUS {} {\nSERVICE HERE {} } } }",
    ],
)
def test_where_a_failing_call_would_not_be_heard_of_none_is_made(query: str) -> None:
    text = query.replace("#{", "#{\n{").replace("HERE", A)
    with pytest.raises(BadQuery, match=r"SERVICE in line [23] stands in a group of EXISTS"):
        redirected(text, ADDRESSES)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE HERE {} FILTER NOT EXISTS { ?s ?p ?o } }",
        "ASK { MINUS { ?s ?p '{' } SERVICE HERE {} }",
        "ASK { MINUS {} { SERVICE HERE { ?s ?p ?o FILTER EXISTS { ?o ?p ?s } } } }",
    ],
)
def test_beside_such_a_group_it_is(query: str) -> None:
    assert redirected(query.replace("HERE", A), ADDRESSES)[1] == ("https://a.example/sparql",)


def test_calls_are_limited_in_number() -> None:
    redirected("ASK {" + f"SERVICE {A} {{}} " * MAX_CALLS + "}", ADDRESSES)
    with pytest.raises(BadQuery, match=f"{MAX_CALLS} times in a query, not {MAX_CALLS + 1} times"):
        redirected("ASK {" + f"SERVICE {A} {{}} " * (MAX_CALLS + 1) + "}", ADDRESSES)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://proxy/3> {} }",
        "ASK { SERVICE <http://proxy/1/../2> {} }",
        "ASK { SERVICE <http://proxy/1> {} SERVICE <http://elsewhere/> {} }",
        "ASK { SERVICE <http://proxy/1> {} SERVICE ?x {} }",
        "PREFIX p: <http://proxy/> ASK { SERVICE p:1 {} }",
    ],
)
def test_a_worker_sends_queries_only_where_it_is_told(query: str) -> None:
    with pytest.raises(BadQuery):
        refuse_service(query, ["http://proxy/1"])
