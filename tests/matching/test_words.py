"""What counts as a word, and what of a word counts."""

from __future__ import annotations

import pytest

from kgqual.matching.words import grams, stem, words


def test_words_are_small_and_signs_of_languages_are_part_of_them() -> None:
    assert words("C++ and C#: Nurse's aides") == ["c++", "and", "c#", "nurses", "aides"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cварщик", "сварщик"), ("инжeнер", "инженер"), ("mаnаger", "manager")],
)
def test_a_letter_of_another_alphabet_is_read_as_the_one_it_looks_like(
    typed: str, meant: str
) -> None:
    assert typed != meant
    assert words(typed) == [meant]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("managers", "manager", "en"),
        ("инженеров", "инженеры", "ru"),
        ("инженерный", "инженерная", "ru"),
        ("Ingenieure".lower(), "ingenieur", "de-AT"),
        ("дәнекерлеушілер", "дәнекерлеуші", "kk"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_kazakh_letters_are_folded_only_after_stemming() -> None:
    assert stem("қызметі", "kk") == stem("кызмети", "kk")


def test_a_word_is_its_runs_of_letters_with_its_ends() -> None:
    assert list(grams("cook", 3, 4)) == [" co", "coo", "ook", "ok ", " coo", "cook", "ook "]
    assert list(grams("a", 3, 5)) == [" a "]


def test_runs_of_letters_are_transcribed() -> None:
    assert set(grams("инженер", 3, 3)) & set(grams("engineer", 3, 3))
