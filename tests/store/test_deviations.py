"""Where Oxigraph does otherwise than SPARQL says: ``docs/researcher.md`` warns of each.

A test that fails here says that the engine has been mended, and the warning can go.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgqual.errors import BadQuery
from kgqual.namespaces import graph
from kgqual.store.dataset import Dataset
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.snapshot import Snapshot


@pytest.fixture
def store(snapshot: Snapshot) -> Iterator[EmbeddedStore]:
    opened = snapshot.open()
    yield opened
    opened.close()


def values(store: EmbeddedStore, query: str, dataset: Dataset) -> list[str]:
    return [str(getattr(row[0], "value", "")) for row in store.query(query, dataset).rows()]


def test_a_triple_of_two_merged_graphs_is_found_twice(store: EmbeddedStore) -> None:
    both = Dataset(default=tuple(graph("esco", v).value for v in ("1.1.0", "1.1.1")))
    cook = "http://example.org/cook"
    broader = "<http://www.w3.org/2004/02/skos/core#broader>"
    assert values(store, f"SELECT ?x {{ ?s {broader} ?x }}", both) == [cook, cook]
    assert values(store, f"SELECT DISTINCT ?x {{ ?s {broader} ?x }}", both) == [cook]


def test_a_prefixed_name_with_two_dots_is_misread(store: EmbeddedStore) -> None:
    prefix = "PREFIX release: <http://example.org/> "
    listed = prefix + "SELECT ?x { VALUES ?x { release:1.1.0 } }"
    assert values(store, listed, Dataset()) == ["http://example.org/1.1", "0"]
    with pytest.raises(BadQuery):
        store.query(prefix + "ASK { GRAPH release:1.1.0 { ?s ?p ?o } }")
    escaped = prefix + r"SELECT ?x { VALUES ?x { release:1\.1\.0 } }"
    assert values(store, escaped, Dataset()) == ["http://example.org/1.1.0"]
