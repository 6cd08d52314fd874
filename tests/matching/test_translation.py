"""Reading a text in another language, by what things are called in both."""

from __future__ import annotations

import pytest

from kgqual.matching import Label, Matching, Term, Text
from kgqual.matching.bridge import Bridge
from kgqual.matching.corpus import Corpus
from kgqual.matching.translation import Translation


def _thing(number: int, **labels: str) -> Term:
    named = tuple(Label(text, language, True) for language, text in labels.items())
    return Term(f"urn:{number}", named)


PARALLEL = [
    _thing(1, kk="Азық-түлік инженері", ru="Инженер продовольствия"),
    _thing(2, kk="Су инженері", ru="Инженер воды"),
    _thing(3, kk="Су", ru="Вода", en="Water"),
    _thing(4, ru="Инженер дорог", en="Road engineer"),
    _thing(5, ru="Инженер воздуха", en="Air engineer"),
    _thing(6, ru="Инженер воды", en="Water engineer"),
]
ENGLISH = [_thing(7, en="water engineer"), _thing(8, en="road sweeper"), _thing(9, en="air pilot")]


def test_a_label_is_translated_as_a_whole() -> None:
    assert Translation(PARALLEL, "ru", "en")("ВОДА") == ("Water", 1.0)


def test_other_texts_word_by_word_less_surely() -> None:
    text, sure = Translation(PARALLEL, "ru", "en")("инженеру")
    assert text == "engineer"
    assert 0.5 < sure < 1


def test_a_word_seen_once_is_half_sure_at_most() -> None:
    _, sure = Translation([_thing(1, ru="Повар", en="Cook")], "ru", "en")("повару повару")
    assert sure <= 0.5


def test_unknown_words_stay_and_say_that_nothing_is_sure() -> None:
    assert Translation(PARALLEL, "ru", "en")("Java") == ("java", 0.0)


@pytest.mark.parametrize("language", ["kk", ""])
def test_russian_is_the_bridge_from_kazakh_to_english(language: str) -> None:
    matching = Matching(Corpus.of(ENGLISH), bridge=Bridge(PARALLEL))
    [found] = matching.suggest([Text("Су инженерлері", language=language)])
    best = found.candidates[0]
    assert best.iri == "urn:7"
    assert best.features["translated"] < 1
    assert best.confidence < best.features["translated"] + 1e-6


def test_without_a_bridge_nothing_is_found() -> None:
    [found] = Matching.over(ENGLISH).suggest([Text("Су инженері", language="kk")])
    assert "urn:7" not in {one.iri for one in found.candidates}


def test_no_other_language_is_tried_when_the_terms_have_labels_in_that_of_the_text() -> None:
    readings = Bridge(PARALLEL).readings(Text("Вода", language="ru"), {"ru": 1.0, "en": 1.0})
    assert [reading.text.title for reading in readings] == ["Вода"]


@pytest.mark.parametrize(
    ("title", "language", "understood"),
    [("water engineer", "en", 1.0), ("Вода", "ru", 1.0), ("Ы", "ru", 0.0), ("Ы", "", 0.0)],
)
def test_how_surely_a_text_was_understood_is_said(
    title: str, language: str, understood: float
) -> None:
    matching = Matching(Corpus.of(ENGLISH), bridge=Bridge(PARALLEL))
    [found] = matching.suggest([Text(title, language=language)])
    assert found.understood == understood


def test_where_nobody_knows_the_language_of_the_terms_it_is_taken_for_that_of_the_text() -> None:
    terms = [Term("urn:7", (Label("water engineer", "", True),))]
    [found] = Matching.over(terms).suggest([Text("Вода", language="ru")])
    assert found.understood == 1
