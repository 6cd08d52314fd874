"""The shapes as one graph, and what pySHACL, the reference engine, finds with them."""

from __future__ import annotations

from collections.abc import Callable

import pyshacl
import pytest
from rdflib import RDFS, Graph

from kgqual.resources import shipped
from kgqual.validation.shapes import shape_files
from kgqual.validation.waivers import waiver_files

Validate = Callable[[Graph, Graph], Graph]


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """Every file of shapes below ``shapes/``: all but the waivers, which are data."""
    graph = Graph()
    for path in sorted(set(shipped("shapes").rglob("*.ttl")) - set(waiver_files())):
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def graph_shapes() -> Graph:
    """The files that hold of the whole graph: all but LOQ, which is for what is exchanged."""
    graph = Graph()
    for path in shape_files():
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Every file of the ontology."""
    graph = Graph()
    for path in sorted(shipped("ontology").glob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def subclasses(ontology: Graph) -> Graph:
    """Which class is below which: all that the shapes need of the ontology."""
    graph = Graph()
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    return graph


@pytest.fixture(scope="session")
def validate() -> Validate:
    """``validate(data, shapes)`` → pySHACL's report."""

    def run(data: Graph, shapes: Graph) -> Graph:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
        assert isinstance(report, Graph), text
        return report

    return run
