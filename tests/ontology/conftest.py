"""The ontology as a dataset: one named graph per file, named by the ontology it declares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kgqual.namespaces import OWL, RDF, prefixes
from kgqual.resources import shipped

Check = Callable[[str, Store], list[str]]


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    """The folder of the ontology's files."""
    return shipped("ontology")


@pytest.fixture(scope="session")
def ontology(ontology_folder: Path) -> Store:
    """Every Turtle file of the ontology, each in the graph named by the ontology it declares."""
    store = Store()
    for path in sorted(ontology_folder.glob("*.ttl")):
        file = Store()
        file.load(path=str(path))
        declared = [quad.subject for quad in file.quads_for_pattern(None, RDF.type, OWL.Ontology)]
        assert len(declared) == 1, f"{path.name} must declare one owl:Ontology"
        assert isinstance(declared[0], NamedNode)
        store.load(path=str(path), to_graph=declared[0])
    return store


@pytest.fixture(scope="session")
def check(ontology_folder: Path) -> Check:
    """``check(rule, store)`` → the error sentences that ``checks/<rule>.rq`` finds there."""

    def run(rule: str, store: Store) -> list[str]:
        query = (ontology_folder / "checks" / f"{rule}.rq").read_text(encoding="utf-8")
        found = store.query(query, use_default_graph_as_union=True)
        return [row["error"].value for row in found]  # type: ignore[union-attr]

    return run


@pytest.fixture(scope="session")
def turtle() -> Callable[[Store, str, str], None]:
    """``turtle(store, graph IRI, text)`` adds Turtle written with the project's prefixes."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items())

    def add(store: Store, graph: str, text: str) -> None:
        store.load(head + text, format=RdfFormat.TURTLE, to_graph=NamedNode(graph))

    return add
