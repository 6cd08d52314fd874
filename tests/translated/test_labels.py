"""Texts of a concept as SKOS and SKOS-XL, as ESCO publishes its labels."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kgqual.editorial.translations.fields import Field
from kgqual.namespaces import DCTERMS, ESCO, RDF, SKOS, SKOSXL
from kgqual.translated.labels import LABEL_ROLES, label, stated

OCCUPATION = "http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1"
SKILL = "http://data.europa.eu/esco/skill/19a8293b-8e95-4de3-983f-77484079c389"
TERM = "бағдарламалық жасақтама әзірлеуші"


def kk(text: str) -> Literal:
    """A text in Kazakh."""
    return Literal(text, language="kk")


def test_a_label_of_an_occupation_plays_all_five_roles() -> None:
    triples = set(stated(OCCUPATION, "kk", {Field.PREFERRED: (TERM,)}, occupation=True))
    node = label(OCCUPATION, "kk", TERM)
    assert triples == {
        Triple(NamedNode(OCCUPATION), SKOS.prefLabel, kk(TERM)),
        Triple(NamedNode(OCCUPATION), SKOSXL.prefLabel, node),
        Triple(node, RDF.type, SKOSXL.Label),
        Triple(node, SKOSXL.literalForm, kk(TERM)),
        *(Triple(node, ESCO.hasLabelRole, role) for role in LABEL_ROLES),
    }
    assert len(LABEL_ROLES) == 5


def test_a_label_of_a_skill_plays_none_and_a_description_is_no_label() -> None:
    texts = {Field.PREFERRED: ("Java қолдану",), Field.DESCRIPTION: ("Тіл туралы.",)}
    triples = list(stated(SKILL, "kk", texts, occupation=False))
    assert not [triple for triple in triples if triple.predicate == ESCO.hasLabelRole]
    assert Triple(NamedNode(SKILL), DCTERMS.description, kk("Тіл туралы.")) in triples
    assert len(triples) == 5


def test_a_term_stands_once_where_it_ranks_highest() -> None:
    texts = {
        Field.HIDDEN: ("екінші", "үшінші"),
        Field.ALTERNATIVE: ("бірінші", "екінші"),
        Field.PREFERRED: ("бірінші",),
    }
    found = [(t.predicate, t.object) for t in stated(SKILL, "kk", texts, occupation=False)]
    assert [pair for pair in found if isinstance(pair[1], Literal) and "Label" in str(pair[0])] == [
        (SKOS.prefLabel, kk("бірінші")),
        (SKOS.altLabel, kk("екінші")),
        (SKOS.hiddenLabel, kk("үшінші")),
    ]


def test_a_label_is_named_below_its_concept() -> None:
    assert label(OCCUPATION, "kk", TERM).value.startswith(
        "https://w3id.org/kgqual/id/label/kk/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1/"
    )
    assert label("https://example.org/a b?", "kk", "x").value.startswith(
        "https://w3id.org/kgqual/id/label/kk/https:%2F%2Fexample.org%2Fa%20b%3F/"
    )


def test_the_roles_are_those_of_the_official_files(shared_data: Path) -> None:
    sample = shared_data / "esco" / "esco-v1.0-rdf-sample.ttl"
    roles = {
        quad.object.value
        for quad in parse(path=sample, format=RdfFormat.TURTLE)
        if quad.predicate == ESCO.hasLabelRole and isinstance(quad.object, NamedNode | Literal)
    }
    assert roles
    assert roles <= {role.value for role in LABEL_ROLES}
