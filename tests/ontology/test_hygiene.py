"""What SPARQL over the ontology alone cannot check: that all of the project agrees with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib.namespace as known
from pyoxigraph import Literal, NamedNode, Store

import kgqual
from kgqual.model import Strength
from kgqual.namespaces import KQ, OWL, RDF, SH, SKOS, prefixes, thing
from kgqual.sources.competitions.tables import STATEMENTS
from kgqual.sources.kinds.framework.tables import PATHWAYS
from kgqual.sources.kinds.law.tables import REGIME
from kgqual.sources.kinds.programme.tables import MODULES
from kgqual.sources.shared_columns import STATUS
from kgqual.sources.template import Column

REPOSITORY = Path(kgqual.__file__).parents[2]
FOLDERS = ("ontology", "shapes", "mappings", "examples", "src")
SUFFIXES = {".ttl", ".rq", ".tsv", ".csv", ".py"}
NOT_USERS = {"ontology/kgqual.ttl", "ontology/alignments.ttl"}
"""Files that say what terms mean; a term must be used by some other file."""

PREFIX = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
CURIE_MAP = re.compile(r"^#\s*curie_map:\n((?:#\s{2,}.*\n)+)", re.MULTILINE)
CURIE_MAP_ENTRY = re.compile(r"^#\s+([\w-]+):\s*\"?([^\"\s]+)\"?", re.MULTILINE)
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    SH.ConstraintComponent,
)

CLOSED = {
    "dcat": known.DCAT,
    "dcterms": known.DCTERMS,
    "foaf": known.FOAF,
    "org": known.ORG,
    "owl": known.OWL,
    "prov": known.PROV,
    "rdf": known.RDF,
    "rdfs": known.RDFS,
    "schema": known.SDO,
    "skos": known.SKOS,
    "vann": known.VANN,
    "void": known.VOID,
    "xsd": known.XSD,
}
"""Vocabularies whose terms rdflib knows."""

BESIDES = {
    "dcat": {"DatasetSeries", "hasVersion", "inSeries", "isVersionOf", "version"},
    "owl": {"DataProperty"},
    "rdf": {"RDF"},
}
"""Terms that rdflib does not list: of DCAT 3, the RDF/XML element, and SSSOM's word for a type."""

ELI = {"LegalResource", "amends", "date_document", "number", "repeals"}
ESCO = {"Occupation", "Skill"}


def _files(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of the project's files, relative to the repository."""
    for folder in FOLDERS:
        for path in sorted((REPOSITORY / folder).rglob("*")):
            if path.suffix in (suffixes or SUFFIXES):
                yield str(path.relative_to(REPOSITORY)), path.read_text(encoding="utf-8")


def _declared_prefixes() -> Iterator[tuple[str, str, str]]:
    """Yield file, prefix and IRI for each prefix that a Turtle, SPARQL or SSSOM file declares."""
    for name, text in _files(".ttl", ".rq"):
        for prefix, iri in PREFIX.findall(text):
            yield name, prefix, iri
    for name, text in _files(".tsv"):
        for block in CURIE_MAP.findall(text):
            for prefix, iri in CURIE_MAP_ENTRY.findall(block):
                yield name, prefix, iri


def _names(prefix: str, text: str, *, python: bool) -> set[str]:
    """Return the local names with which a text uses a vocabulary."""
    found = set(re.findall(rf"(?<![\w:/-]){prefix}:([A-Za-z]\w*)", text))
    if python:
        constant = prefix.upper().replace("-", "_")
        found |= set(re.findall(rf"\b{constant}\.([A-Za-z]\w*)", text)) - {"iri"}
        found |= set(re.findall(rf"\b{constant}\[\"([A-Za-z]\w*)\"\]", text))
    return found


def _used(prefix: str) -> Iterator[tuple[str, str]]:
    for name, text in _files():
        for term in sorted(_names(prefix, text, python=name.endswith(".py"))):
            yield name, term


def _declared_terms(ontology: Store) -> set[str]:
    return {
        quad.subject.value.removeprefix(KQ.iri)
        for kind in KINDS
        for quad in ontology.quads_for_pattern(None, RDF.type, kind)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(KQ.iri)
    }


def test_names_are_found_however_a_file_writes_them() -> None:
    assert _names("kq", "kq:Level a kq:Step . # not kqsh:Rung", python=False) == {"Level", "Step"}
    assert _names("kq", 'KQ.Level, KQ["step"], KQ.iri, "kq:rung"', python=True) == {
        "Level",
        "step",
        "rung",
    }


def test_prefix_list_is_sorted_and_one_to_one(ontology_folder: Path) -> None:
    listed = json.loads((ontology_folder / "prefixes.json").read_text(encoding="utf-8"))
    assert list(listed) == sorted(listed)
    assert len(set(listed.values())) == len(listed)


def test_prefixes_agree_everywhere() -> None:
    wrong = [
        f"{name}: {prefix}: is <{iri}>, but in ontology/prefixes.json "
        + (f"<{prefixes()[prefix]}>" if prefix in prefixes() else "there is no such prefix")
        for name, prefix, iri in _declared_prefixes()
        if prefixes().get(prefix) != iri
    ]
    assert not wrong, "\n".join(wrong)


def test_every_term_used_is_declared(ontology: Store) -> None:
    declared = _declared_terms(ontology)
    undeclared = [f"{name}: kq:{term}" for name, term in _used("kq") if term not in declared]
    assert not undeclared, "not declared in ontology/kgqual.ttl:\n" + "\n".join(undeclared)


def test_every_term_is_used(ontology: Store) -> None:
    used = {term for name, term in _used("kq") if name not in NOT_USERS}
    unused = sorted(_declared_terms(ontology) - used)
    assert not unused, "used by no shape, importer, table, mapping or query: " + ", ".join(unused)


@pytest.mark.parametrize("prefix", sorted(CLOSED))
def test_terms_of_others_exist(prefix: str) -> None:
    vocabulary, besides = CLOSED[prefix], BESIDES.get(prefix, set())
    unknown = [
        f"{name}: {prefix}:{term}"
        for name, term in _used(prefix)
        if term not in vocabulary and term not in besides
    ]
    assert not unknown, "\n".join(unknown)


@pytest.mark.parametrize(("prefix", "terms"), [("eli", ELI), ("esco", ESCO)])
def test_terms_aligned_with_exist(prefix: str, terms: set[str], ontology_folder: Path) -> None:
    for path in ontology_folder.glob("*.ttl"):
        assert _names(prefix, path.read_text(encoding="utf-8"), python=False) <= terms


def test_terms_of_the_european_learning_model_exist(shared_data: Path) -> None:
    model = (shared_data / "eu" / "ELM.ttl").read_text(encoding="utf-8")
    profile = (shared_data / "eu" / "LOQ-constraints.ttl").read_text(encoding="utf-8")
    defined = set(re.findall(r"^elm:(\w+)", model, re.MULTILINE))
    defined |= set(re.findall(r"sh:path elm:(\w+)", profile))  # a few are in the profile only
    unknown = [f"{name}: elm:{term}" for name, term in _used("elm") if term not in defined]
    assert not unknown, "\n".join(unknown)


def test_ontology_has_the_version_of_the_package(ontology: Store) -> None:
    versions = {_text(q.object) for q in ontology.quads_for_pattern(None, OWL.versionInfo, None)}
    assert versions == {kgqual.__version__}


def test_strengths_are_those_of_the_model_in_the_same_order(ontology: Store) -> None:
    for strength in Strength:
        ranks = [
            _text(q.object)
            for q in ontology.quads_for_pattern(thing("strength", strength), KQ.rank, None)
        ]
        assert ranks == [str(strength.rank)]
    assert _codes(ontology, "strength") == set(Strength)


@pytest.mark.parametrize(
    ("scheme", "column"),
    [
        ("assessment-form", MODULES.by_name["assessment_form"]),
        ("pathway-type", PATHWAYS.by_name["type"]),
        ("recognition-regime", REGIME),
        ("statement-kind", STATEMENTS.by_name["kind"]),
        ("status", STATUS),
    ],
)
def test_schemes_hold_the_codes_that_tables_accept(
    scheme: str, column: Column, ontology: Store
) -> None:
    assert _codes(ontology, scheme) == set(column.pattern.split("|"))


def _text(node: object) -> str:
    assert isinstance(node, Literal)
    return node.value


def _codes(ontology: Store, scheme: str) -> set[str]:
    concepts = ontology.quads_for_pattern(None, SKOS.inScheme, thing(scheme))
    return {
        _text(notation.object)
        for concept in concepts
        for notation in ontology.quads_for_pattern(concept.subject, SKOS.notation, None)
    }


def test_kazakh_review_lists_every_draft(ontology: Store, ontology_folder: Path) -> None:
    query = (ontology_folder / "kazakh-review.rq").read_text(encoding="utf-8")
    rows = ontology.query(query, use_default_graph_as_union=True)
    listed = {row["term"].value for row in rows}  # type: ignore[union-attr]
    drafts = ontology.quads_for_pattern(None, KQ.draftText, Literal("kk"))
    assert listed == {quad.subject.value for quad in drafts if isinstance(quad.subject, NamedNode)}
    assert len(listed) >= len(_declared_terms(ontology))
