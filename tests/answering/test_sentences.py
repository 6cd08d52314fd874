"""What triples say in words, in each language."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kgqual.answering import Named
from kgqual.answering.sentences import LANGUAGES, sentence
from kgqual.namespaces import KQ, RDF, SKOS

DOCTORS = Named(iri="https://example.org/doctors", label={"en": "Doctors", "ru": "Врачи"})
REGIME = Named(iri=KQ.recognitionRegime.value)


@pytest.mark.parametrize("regime", ["mandatory", "voluntary"])
def test_a_word_of_a_vocabulary_is_not_left_in_english(regime: str) -> None:
    words = sentence(DOCTORS, REGIME, Named(iri="", label={"": regime}))
    assert words["en"] == f"The recognition of qualifications for “Doctors” is {regime}."
    assert regime not in words["kk"] + words["ru"]
    assert "«Врачи»" in words["ru"]


@pytest.mark.parametrize("predicate", [RDF.type, SKOS.prefLabel, SKOS.topConceptOf])
def test_what_provenance_lists_is_said_without_names_of_predicates(predicate: NamedNode) -> None:
    words = sentence(DOCTORS, Named(iri=predicate.value), Named(iri="", label={"": "x"}))
    assert set(words) == set(LANGUAGES)
    assert not any("rdf:" in text or "skos:" in text for text in words.values())


def test_a_predicate_without_words_of_its_own_is_named() -> None:
    named = Named(iri=KQ.fee.value, label={"en": "fee", "ru": "плата"})
    words = sentence(DOCTORS, named, Named(iri="", label={"": "100"}))
    assert words["ru"] == "«Врачи» — плата: «100»."
