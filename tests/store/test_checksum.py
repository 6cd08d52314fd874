"""The checksum of an answer is that of its canonical form, and a shell computes the same."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgqual.store.checksum import Checksum, checksum
from kgqual.store.embedded import EmbeddedAnswer
from kgqual.store.interface import Answer, AnswerKind, Format

ROWS = "(head -n 1 answer; tail -n +2 answer | LC_ALL=C sort) | sha256sum"
TRIPLES = "LC_ALL=C sort -u answer | sha256sum"
DATA = r"""
<a:1> <a:label> "tab\t, line\n, \"quote\", back\\slash, form\f, bell\u0007"@en, "Қазақша"@kk .
<a:2> <a:label> "_:not-blank", " _:either" ; <a:of> <a:1>, 1.50, true .
"""


@pytest.fixture(scope="module")
def store() -> Iterator[ox.Store]:
    store = ox.Store()
    store.load(DATA, ox.RdfFormat.TURTLE)
    yield store


def ask(store: ox.Store, query: str) -> Answer:
    return EmbeddedAnswer(store.query(query))


def by_shell(answer: Answer, folder: Path) -> str:
    written = io.BytesIO()
    graph = answer.kind is AnswerKind.GRAPH
    answer.serialize(Format.NTRIPLES if graph else Format.TSV, written)
    (folder / "answer").write_bytes(written.getvalue())
    command = ["bash", "-c", TRIPLES if graph else ROWS]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout.split()[0]


@pytest.mark.parametrize(
    ("query", "kind", "rows"),
    [
        ("SELECT * { ?s ?p ?o }", "solutions", 7),
        ("SELECT ?o { ?s ?p ?o } LIMIT 0", "solutions", 0),
        ("SELECT * {}", "solutions", 1),
        ("SELECT (1 AS ?n) { ?s ?p ?o }", "solutions", 7),
        ("SELECT ?o ?unbound { ?s ?p ?o }", "solutions", 7),
        ("ASK { ?s ?p ?o }", "boolean", None),
        ("CONSTRUCT { <a:3> <a:has> ?o . ?s ?p ?o } { ?s ?p ?o }", "graph", 14),
        ("DESCRIBE <a:1>", "graph", 2),
    ],
)
def test_a_shell_computes_it_too(
    store: ox.Store, query: str, kind: str, rows: int | None, tmp_path: Path
) -> None:
    found = checksum(ask(store, query))
    assert (found.kind, found.rows) == (kind, rows)
    assert found.sha256 == by_shell(ask(store, query), tmp_path)
    assert Checksum.from_bytes(found.to_bytes()) == found


def test_the_order_of_rows_makes_no_difference_but_that_of_columns_does(store: ox.Store) -> None:
    def of(query: str) -> str | None:
        return checksum(ask(store, query)).sha256

    rows = "{ ?s ?p ?o } ORDER BY"
    assert of(f"SELECT ?s ?o {rows} ?s ?o") == of(f"SELECT ?s ?o {rows} DESC(?s) DESC(?o)")
    assert of("SELECT ?s ?o { ?s ?p ?o }") != of("SELECT ?o ?s { ?s ?p ?o }")
    assert of("SELECT ?s { ?s ?p ?o }") != of("SELECT DISTINCT ?s { ?s ?p ?o }")
    assert of("ASK { ?s ?p ?o }") != of("ASK { ?s ?s ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (BNODE() AS ?node) {}",
        "SELECT ?s (BNODE() AS ?node) { ?s ?p ?o }",
        "SELECT (TRIPLE(BNODE(), <a:label>, 1) AS ?statement) {}",
    ],
)
def test_rows_with_blank_nodes_have_none(store: ox.Store, query: str) -> None:
    assert checksum(ask(store, query)).sha256 is None


def test_texts_that_look_like_blank_nodes_are_none(store: ox.Store) -> None:
    assert checksum(ask(store, "SELECT ?o { <a:2> <a:label> ?o }")).sha256


def test_blank_nodes_of_a_graph_are_named_canonically(store: ox.Store) -> None:
    query = "CONSTRUCT { [] <a:says> ?o ; <a:next> [ <a:says> ?p ] } { ?s ?p ?o }"
    first, second = (checksum(ask(store, query)) for _ in range(2))
    assert first == second
    assert first.rows == 3 * 7
    other = query.replace("<a:next> [", "<a:last> [")
    assert checksum(ask(store, other)) != first


def test_a_canonical_graph_is_that_of_the_standard() -> None:
    """The graph of RDFC-1.0's introductory example, as its text has the result."""
    store = ox.Store()
    store.load(
        """
        <http://example.com/#p> <http://example.com/#q> _:e0, _:e1 .
        _:e0 <http://example.com/#p> _:e2 . _:e1 <http://example.com/#p> _:e3 .
        _:e2 <http://example.com/#r> _:e3 .
        """,
        ox.RdfFormat.TURTLE,
    )
    canonical = b"".join(
        line + b" .\n"
        for line in (
            b"<http://example.com/#p> <http://example.com/#q> _:c14n2",
            b"<http://example.com/#p> <http://example.com/#q> _:c14n3",
            b"_:c14n0 <http://example.com/#r> _:c14n1",
            b"_:c14n2 <http://example.com/#p> _:c14n1",
            b"_:c14n3 <http://example.com/#p> _:c14n0",
        )
    )
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    assert checksum(ask(store, query)).sha256 == hashlib.sha256(canonical).hexdigest()
