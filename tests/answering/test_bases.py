"""Who states triples, many at once."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kgqual.answering import OpenSnapshot, Query
from kgqual.answering import bases as module
from kgqual.answering.bases import Fact, bases
from kgqual.namespaces import SKOS, thing

ANY = Query("any", "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) } LIMIT 3000")
FULL = Query.beside(module.__file__)


def test_what_only_graphs_state_is_found_as_the_full_query_finds_it(
    shipped_snapshot: OpenSnapshot,
) -> None:
    graph = shipped_snapshot.on()
    facts = [Fact(row["s"], row["p"], NamedNode(row["o"])) for row in graph.rows(ANY)][::25]
    found = bases(graph, facts)
    assert {basis.strength for listed in found.values() for basis in listed} > {"official"}
    for fact, listed in found.items():
        triple = (NamedNode(fact.subject), NamedNode(fact.predicate), fact.object)
        rows = [row for row in graph.rows(FULL, s__p__o=[triple]) if row["graph"] in graph.entries]
        said = [row for row in rows if row["kind"] != "graph"] or rows
        stated = {row["basis"].rpartition("/")[2] for row in said if "basis" in row}
        assert {basis.strength for basis in listed} >= stated
        if not stated:
            assert {basis.source.iri for basis in listed} == {row["graph"] for row in rows}


def test_a_triple_that_nobody_states_has_none(shipped_snapshot: OpenSnapshot) -> None:
    level = thing("nqf", "2016", "level", "6")
    fact = Fact(level.value, SKOS.broader.value, level)
    assert bases(shipped_snapshot.on(), [fact]) == {fact: []}
