"""Clients that others wrote, each as its users call it, against the real service."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import rdflib
import SPARQLWrapper
from httpx import Client
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlconnector import SPARQLConnector
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

COMUNICA = Path(__file__).parent / "comunica"
LEVEL = "https://w3id.org/kgqual/id/nqf/2016/level/4"
NQF = "https://w3id.org/kgqual/graph/framework/nqf-2016"
PREFIX = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
SELECT = PREFIX + f"SELECT ?code {{ <{LEVEL}> skos:notation ?code }}"
CONSTRUCT = PREFIX + f"CONSTRUCT WHERE {{ <{LEVEL}> skos:notation ?code }}"
ASK = PREFIX + f'ASK {{ <{LEVEL}> skos:notation "4" }}'
COUNT = "SELECT (COUNT(*) AS ?code) { ?s ?p ?o }"
INSTALLING = 300
"""Seconds that npm may take."""


@pytest.fixture(scope="module")
def endpoint(client: Client) -> str:
    return f"{client.base_url}/sparql"


class TestSPARQLWrapper:
    """SPARQLWrapper: every method, every way to send a query, every format."""

    @staticmethod
    def asked(
        endpoint: str, query: str, format: str, method: str = SPARQLWrapper.GET, how: str = ""
    ) -> Any:
        wrapper = SPARQLWrapper.SPARQLWrapper(endpoint)
        wrapper.setMethod(method)
        wrapper.setRequestMethod(how or SPARQLWrapper.URLENCODED)
        wrapper.setReturnFormat(format)
        wrapper.setQuery(query)
        return wrapper.queryAndConvert()

    @pytest.mark.parametrize(
        ("method", "how"),
        [
            (SPARQLWrapper.GET, SPARQLWrapper.URLENCODED),
            (SPARQLWrapper.POST, SPARQLWrapper.URLENCODED),
            (SPARQLWrapper.POST, SPARQLWrapper.POSTDIRECTLY),
        ],
    )
    def test_methods(self, endpoint: str, method: str, how: str) -> None:
        found = self.asked(endpoint, SELECT, SPARQLWrapper.JSON, method, how)
        assert [row["code"]["value"] for row in found["results"]["bindings"]] == ["4"]

    def test_formats_of_solutions(self, endpoint: str) -> None:
        assert self.asked(endpoint, SELECT, SPARQLWrapper.CSV) == b"code\r\n4\r\n"
        assert self.asked(endpoint, SELECT, SPARQLWrapper.TSV) == b'?code\n"4"\n'
        rows = self.asked(endpoint, SELECT, SPARQLWrapper.XML).getElementsByTagName("literal")
        assert [row.firstChild.data for row in rows] == ["4"]
        assert self.asked(endpoint, ASK, SPARQLWrapper.JSON)["boolean"] is True

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # which it uses itself
    @pytest.mark.parametrize("format", [SPARQLWrapper.RDFXML, SPARQLWrapper.JSONLD])
    def test_formats_of_graphs_that_it_reads(self, endpoint: str, format: str) -> None:
        found = self.asked(endpoint, CONSTRUCT, format)
        assert set(found) == {(rdflib.URIRef(LEVEL), SKOS.notation, rdflib.Literal("4"))}

    @pytest.mark.parametrize("format", [SPARQLWrapper.TURTLE, SPARQLWrapper.N3])
    def test_formats_of_graphs_that_it_hands_on(self, endpoint: str, format: str) -> None:
        found = rdflib.Graph().parse(self.asked(endpoint, CONSTRUCT, format), format="turtle")
        assert set(found) == {(rdflib.URIRef(LEVEL), SKOS.notation, rdflib.Literal("4"))}

    def test_a_graph_by_name(self, endpoint: str) -> None:
        inside = f"SELECT (COUNT(*) AS ?code) {{ GRAPH <{NQF}> {{ ?s ?p ?o }} }}"
        wrapper = SPARQLWrapper.SPARQLWrapper(endpoint, returnFormat=SPARQLWrapper.CSV)
        wrapper.addDefaultGraph(NQF)
        wrapper.setQuery(COUNT)
        assert wrapper.queryAndConvert() == self.asked(endpoint, inside, SPARQLWrapper.CSV)

    def test_errors_are_its_own(self, endpoint: str) -> None:
        with pytest.raises(
            SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="Not a valid SPARQL query"
        ):
            self.asked(endpoint, "SELECT ?x {", SPARQLWrapper.JSON)
        wrapper = SPARQLWrapper.SPARQLWrapper(endpoint)
        wrapper.setMethod(SPARQLWrapper.POST)
        wrapper.setQuery("CLEAR ALL")
        with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="read-only"):
            wrapper.query()


class TestRdflib:
    """rdflib's remote graphs."""

    @pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
    @pytest.mark.parametrize("format", ["xml", "json", "csv"])
    def test_the_connector(self, endpoint: str, method: Any, format: str) -> None:
        connector = SPARQLConnector(endpoint, returnFormat=format, method=method)
        found = connector.query(SELECT).bindings
        assert [row.get(rdflib.Variable("code")) for row in found] == [rdflib.Literal("4")]
        if format != "csv":
            assert connector.query(ASK).askAnswer is True

    def test_the_store(self, endpoint: str) -> None:
        graph = rdflib.Graph(SPARQLStore(endpoint))
        level = rdflib.URIRef(LEVEL)
        assert graph.value(level, SKOS.notation) == rdflib.Literal("4")
        assert (level, SKOS.notation, None) in graph
        assert len(list(graph.query(SELECT))) == 1
        assert set(graph.query(CONSTRUCT)) == {(level, SKOS.notation, rdflib.Literal("4"))}

    def test_a_named_graph_of_the_store(self, endpoint: str) -> None:
        graph = rdflib.Graph(SPARQLStore(endpoint, context_aware=True), rdflib.URIRef(NQF))
        assert graph.value(rdflib.URIRef(LEVEL), SKOS.notation) == rdflib.Literal("4")

    def test_writing_is_refused(self, endpoint: str) -> None:
        graph = rdflib.Graph(SPARQLUpdateStore(endpoint, endpoint), rdflib.URIRef(NQF))
        with pytest.raises(OSError, match="415"):
            graph.add((rdflib.URIRef(LEVEL), SKOS.notation, rdflib.Literal("5")))


@pytest.fixture(scope="module")
def node(hook: ModuleType) -> str:
    """Node, with Comunica installed as its lockfile says."""
    found = hook.node_on_path() or hook.node_of_wheel()
    if found is None:
        pytest.skip(f"needs Node {hook.OLDEST_NODE} or newer with npm")
    lock, installed = COMUNICA / "package-lock.json", COMUNICA / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
        subprocess.run([*found.npm, *npm], cwd=COMUNICA, check=True, timeout=INSTALLING)
    return str(found.node)


def test_comunica(endpoint: str, node: str) -> None:
    union = (
        PREFIX + "SELECT ?code { { ?l skos:notation ?code } OPTIONAL { ?l skos:broader ?b } "
        f"FILTER(?l = <{LEVEL}>) }} ORDER BY ?code LIMIT 5"
    )
    queries = [SELECT, ASK, CONSTRUCT, COUNT, union]
    asked = subprocess.run(
        [node, "ask.mjs", endpoint],
        input="".join(f"{json.dumps(query)}\n" for query in queries),
        capture_output=True,
        text=True,
        cwd=COMUNICA,
        timeout=120,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    select, ask, construct, count, joined = map(json.loads, asked.stdout.splitlines())
    assert (select, ask, construct) == ([{"code": "4"}], True, ["4"])
    assert int(count[0]["code"]) > 1000
    assert joined == [{"code": "4"}]
