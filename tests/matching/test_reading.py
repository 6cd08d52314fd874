"""The things of a snapshot as terms, and the sets that they are in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse, serialize

from kgqual.matching import Label, Term, build
from kgqual.matching.reading import read
from kgqual.matching.sets import Sets

GRAPH = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<urn:welder> a skos:Concept ; skos:inScheme <urn:trades> ; skos:broader <urn:metal> ;
    skos:prefLabel "welder"@en , "сварщик"@ru ; skos:altLabel "welder"@en , "gas welder"@en ;
    skos:hiddenLabel "wleder"@en ; dcterms:description "Joins metal."@en ;
    skos:scopeNote "Excludes blacksmith."@en ; skos:notation "7212" .
<urn:metal> a skos:Concept ; skos:topConceptOf <urn:trades> ; skos:prefLabel "metal worker"@en .
<urn:nameless> a skos:Concept ; skos:inScheme <urn:trades> .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    triples = parse(GRAPH, format=RdfFormat.TURTLE)
    serialize((Quad(*triple) for triple in triples), path, format=RdfFormat.N_QUADS)
    return path


def test_a_thing_is_its_labels_descriptions_and_broader_things(graph: Path) -> None:
    terms, _ = read([graph])
    assert terms[1] == Term(
        "urn:welder",
        (
            Label("welder", "en", True),
            Label("сварщик", "ru", True),
            Label("gas welder", "en", False),
            Label("wleder", "en", False),
        ),
        (("Joins metal.", "en"),),
        (("metal worker", "en"),),
    )


def test_schemes_and_classes_are_sets_of_what_has_a_label(graph: Path) -> None:
    _, sets = read([graph])
    assert sets == {"http://www.w3.org/2004/02/skos/core#Concept": [0, 1], "urn:trades": [0, 1]}


def test_what_is_written_is_what_is_opened(graph: Path, tmp_path: Path) -> None:
    terms, _ = read([graph])
    build(tmp_path / "matching", [graph])
    assert Sets.open(tmp_path / "matching").terms("urn:trades") == terms


def test_a_graph_without_labels_has_no_sets(tmp_path: Path) -> None:
    (tmp_path / "empty.nq").write_text("")
    build(tmp_path / "matching", [tmp_path / "empty.nq"])
    assert Sets.open(tmp_path / "matching").sizes == {}
