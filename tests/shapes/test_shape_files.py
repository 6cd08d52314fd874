"""The shape files are whole: headers, prefixes, IRIs, severities, messages, hints, coverage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import NamedNode, Store
from rdflib import OWL, RDF, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kgqual.namespaces import prefixes
from kgqual.resources import shipped
from kgqual.validation.waivers import waiver_files

FOLDER = shipped("shapes")
FILES = sorted(
    str(path.relative_to(FOLDER)) for path in {*FOLDER.rglob("*.ttl")} - {*waiver_files()}
)
KQ = Namespace(prefixes()["kq"])
SHAPE_KINDS = (SH.NodeShape, SH.PropertyShape)
TEXTS = (SH.message, KQ.repairHint)
LANGUAGES = ["en", "kk", "ru"]
FOREIGN_LETTERS = {
    "en": "[Ѐ-ӿ]{2}",
    "kk": "[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]",
    "ru": "[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]|[ӘҒҚҢӨҰҮҺІәғқңөұүһі](?![,)])",
}
PATH_TERMS = {SH.alternativePath, SH.inversePath, SH.oneOrMorePath, RDF.first, RDF.rest}


@cache
def read(name: str) -> Graph:
    return Graph().parse(FOLDER / name)


def described(graph: Graph) -> set[Node]:
    """Return the shapes and the SPARQL constraints of a file."""
    kinds = (*SHAPE_KINDS, SH.SPARQLConstraint)
    return {node for kind in kinds for node in graph.subjects(RDF.type, kind)}


def ours(nodes: Iterable[Node]) -> set[Node]:
    """Return the terms of our ontology among ``nodes``."""
    return {node for node in nodes if isinstance(node, URIRef) and node in KQ}


@pytest.mark.parametrize("name", FILES)
def test_every_shape_has_an_iri_of_ours(name: str) -> None:
    graph = read(name)
    assert described(graph)
    for shape in described(graph):
        assert isinstance(shape, URIRef), f"a shape of {name} is a blank node"
        assert shape.startswith(prefixes()["kqsh"])


@pytest.mark.parametrize("name", FILES)
def test_blank_nodes_stand_only_in_paths_and_lists(name: str) -> None:
    for subject, term, _ in read(name):
        assert not isinstance(subject, BNode) or term in PATH_TERMS


@pytest.mark.parametrize("name", FILES)
def test_every_shape_says_how_severe_it_is(name: str) -> None:
    graph = read(name)
    for shape in described(graph):
        severities = list(graph.objects(shape, SH.severity))
        if (shape, RDF.type, SH.SPARQLConstraint) in graph:
            assert severities == [], f"{shape}: the severity is its shape's"
        else:
            assert len(severities) == 1 and severities[0] in (SH.Violation, SH.Warning), shape


@pytest.mark.parametrize("term", TEXTS, ids=["message", "hint"])
@pytest.mark.parametrize("name", FILES)
def test_every_shape_speaks_three_languages(name: str, term: URIRef) -> None:
    graph = read(name)
    for shape in described(graph):
        texts = [text for text in graph.objects(shape, term) if isinstance(text, Literal)]
        assert sorted(text.language or "" for text in texts) == LANGUAGES, shape
        for text in texts:
            assert re.fullmatch(r"\S.*[.]", text), f"{shape}: {text!r} is not a sentence"
            foreign = re.search(FOREIGN_LETTERS[text.language or ""], text)
            assert not foreign, f"{shape}: {text!r} has a letter of another script or language"


def test_no_shape_is_defined_in_two_files() -> None:
    counts = Counter(shape for name in FILES for shape in described(read(name)))
    assert [shape for shape, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_prefixes_are_those_of_the_list(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    declared = re.findall(r"^@prefix ([\w-]+): <([^>]+)> \.$", text, re.MULTILINE)
    assert declared == sorted(declared), "prefixes are in the order of the alphabet"
    for prefix, iri in declared:
        assert prefixes().get(prefix) == iri
        assert f" {prefix}:" in text or f"\n{prefix}:" in text, f"{prefix} is not used"


def test_prefixes_of_sparql_constraints_are_declared_once(shapes: Graph) -> None:
    declared = {
        str(shapes.value(node, SH.prefix)): str(shapes.value(node, SH.namespace))
        for node in shapes.objects(None, SH.declare)
    }
    queries = " ".join(str(query) for query in shapes.objects(None, SH.select))
    assert declared.keys() == set(re.findall(r"\b([a-z]+):[A-Za-z]", queries))
    assert declared == {prefix: prefixes()[prefix] for prefix in declared}


@pytest.mark.parametrize("rule", ["headers", "imports"])
def test_files_keep_the_rules_of_ontology_files(rule: str) -> None:
    """``ontology/checks`` holds of the headers of the shape files too."""
    store = Store()
    ontology = [shipped("ontology") / f"{name}.ttl" for name in ("kgqual", "alignments")]
    vocabularies = shipped("ontology") / "vocabularies.ttl"
    for path in [*ontology, vocabularies, *(FOLDER / name for name in FILES)]:
        declared = Graph().parse(path).value(predicate=RDF.type, object=OWL.Ontology)
        store.load(path=str(path), to_graph=NamedNode(str(declared)))
    query = (shipped("ontology") / "checks" / f"{rule}.rq").read_text(encoding="utf-8")
    found = store.query(query, use_default_graph_as_union=True)
    assert [row["error"].value for row in found] == []  # type: ignore[union-attr]


@pytest.mark.parametrize("name", FILES)
def test_the_iri_of_a_file_is_its_path(name: str) -> None:
    declared = list(read(name).subjects(RDF.type, OWL.Ontology))
    base = prefixes()["kqsh"].removesuffix("#")
    assert declared == [URIRef(f"{base}/{Path(name).with_suffix('').as_posix()}")]


def test_every_class_of_the_ontology_has_a_shape(shapes: Graph, ontology: Graph) -> None:
    checked = {
        kind
        for shape, kind in shapes.subject_objects(SH.targetClass)
        if (shape, SH.property, None) in shapes
    }
    assert ours(ontology.subjects(RDF.type, OWL.Class)) - checked == set()


def test_every_property_of_the_ontology_is_checked(shapes: Graph, ontology: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    declared = {term for kind in kinds for term in ours(ontology.subjects(RDF.type, kind))}
    assert declared - set(shapes.objects()) == set()


def test_every_term_of_ours_is_declared(shapes: Graph, ontology: Graph) -> None:
    used = ours(node for triple in shapes for node in triple)
    assert used - set(ontology.subjects(RDF.type)) == set()


def test_the_shapes_are_valid_shacl(shapes: Graph) -> None:
    pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
