"""What every store must do; an implementation joins by one line in ``open_store``."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode

from kgqual.errors import BadQuery
from kgqual.namespaces import graph
from kgqual.store.dataset import AS_CURRENT, CURRENT, Dataset, as_of
from kgqual.store.interface import AnswerKind, Format, Store
from kgqual.store.snapshot import Snapshot

LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label WHERE { ?thing skos:prefLabel ?label } ORDER BY ?label
"""


@pytest.fixture(params=["embedded"])
def store(request: pytest.FixtureRequest, snapshot: Snapshot) -> Iterator[Store]:
    opened = {"embedded": snapshot.open}[request.param]()
    yield opened
    opened.close()


def labels(store: Store, dataset: Dataset = CURRENT) -> list[str]:
    return [row[0].value for row in store.query(LABELS, dataset).rows()]  # type: ignore[union-attr]


def serialized(store: Store, query: str, format: Format) -> bytes:
    out = io.BytesIO()
    store.query(query).serialize(format, out)
    return out.getvalue()


def test_it_is_a_store(store: Store) -> None:
    assert isinstance(store, Store)


def test_the_default_graph_is_the_union_of_the_current_graphs(store: Store) -> None:
    assert labels(store) == ["head chef", "Аспаз", "Повар"]


def test_a_triple_in_two_current_graphs_is_counted_once(store: Store) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert [row[0].value for row in store.query(query).rows()] == ["4"]  # type: ignore[union-attr]


def test_named_graphs_reach_every_release(store: Store) -> None:
    query = "SELECT ?g WHERE { GRAPH ?g { <http://example.org/chef> ?p ?o } } ORDER BY ?g"
    graphs = [row[0] for row in store.query(query).rows()]
    assert set(graphs) == {graph("esco", "1.1.0"), graph("esco", "1.1.1")}


def test_a_dataset_chooses_the_default_graph(store: Store) -> None:
    old = Dataset(default=(graph("esco", "1.1.0").value,))
    assert labels(store, old) == ["chef"]


def test_a_dataset_chooses_the_named_graphs(store: Store) -> None:
    old = Dataset(named=(graph("esco", "1.1.0").value,))
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert [row[0] for row in store.query(query, old).rows()] == [graph("esco", "1.1.0")]


def test_as_of_a_day_the_release_issued_by_then_answers(store: Store, snapshot: Snapshot) -> None:
    assert labels(store, as_of(snapshot.manifest, date(2022, 6, 1))) == ["chef", "Аспаз", "Повар"]


def test_as_of_a_day_with_the_current_graphs_is_the_fast_dataset(snapshot: Snapshot) -> None:
    assert as_of(snapshot.manifest, date(2026, 11, 21)) == AS_CURRENT


@pytest.mark.parametrize("day", [date(2022, 6, 1), date(2026, 11, 21)])
def test_as_of_any_day_the_day_goes_before_from(
    store: Store, snapshot: Snapshot, day: date
) -> None:
    counted = "SELECT (COUNT(*) AS ?n) %s WHERE { ?s ?p ?o }"
    valid = as_of(snapshot.manifest, day)
    [(plain,)] = store.query(counted % "", valid).rows()
    [(named,)] = store.query(counted % "FROM <http://example.org/none>", valid).rows()
    assert named == plain != Literal(0)


def test_bindings_are_terms_not_text(store: Store) -> None:
    query = "SELECT ?thing ?wanted WHERE { ?thing ?p ?wanted }"
    found = store.query(query, bindings={"wanted": Literal("Аспаз", language="kk")})
    assert [row[0] for row in found.rows()] == [NamedNode("http://example.org/cook")]
    hostile = Literal('"} DROP ALL #', language="kk")
    assert list(store.query(query, bindings={"wanted": hostile}).rows()) == []


def test_a_select_answers_with_variables_and_rows(store: Store) -> None:
    answer = store.query("SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) } }")
    assert answer.kind is AnswerKind.SOLUTIONS
    assert answer.variables == ("a", "b")
    [(a, b)] = answer.rows()
    assert (a.value, b) == ("1", None)  # type: ignore[union-attr]


def test_an_ask_answers_with_a_boolean(store: Store) -> None:
    answer = store.query("ASK { <http://example.org/chef> ?p ?o }")
    assert answer.kind is AnswerKind.BOOLEAN
    assert answer.boolean() is True


def test_a_construct_answers_with_triples(store: Store) -> None:
    answer = store.query("CONSTRUCT WHERE { <http://example.org/chef> ?p ?o }")
    assert answer.kind is AnswerKind.GRAPH
    assert len(list(answer.triples())) == 2


def test_solutions_are_serialised_in_every_result_format(store: Store) -> None:
    query = "SELECT ?label WHERE { <http://example.org/cook> ?p ?label FILTER(lang(?label)='kk') }"
    as_json = json.loads(serialized(store, query, Format.JSON))
    assert as_json["results"]["bindings"] == [
        {"label": {"type": "literal", "value": "Аспаз", "xml:lang": "kk"}}
    ]
    assert serialized(store, query, Format.CSV) == "label\r\nАспаз\r\n".encode()
    assert serialized(store, query, Format.TSV) == '?label\n"Аспаз"@kk\n'.encode()
    assert '<literal xml:lang="kk">Аспаз</literal>' in serialized(store, query, Format.XML).decode()


@pytest.mark.parametrize("format", [f for f in Format if AnswerKind.GRAPH in f.kinds])
def test_graphs_are_serialised_in_every_graph_format(store: Store, format: Format) -> None:
    written = serialized(store, "CONSTRUCT WHERE { <http://example.org/cook> ?p ?o }", format)
    assert "Аспаз" in written.decode() or "\\u0410" in written.decode()


def test_a_format_that_cannot_express_the_answer_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="turtle cannot express"):
        serialized(store, "ASK {}", Format.TURTLE)


@pytest.mark.parametrize("text", ["SELEC ?s", "", "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL"])
def test_what_is_not_a_query_is_refused(store: Store, text: str) -> None:
    with pytest.raises(BadQuery, match=r"Not a valid SPARQL query|is an update"):
        store.query(text)


def test_closed_and_opened_again_it_answers_the_same(snapshot: Snapshot) -> None:
    first = snapshot.open()
    before = labels(first)
    first.close()
    assert labels(snapshot.open()) == before
