"""The form in which Kazakh names occupations and skills."""

from __future__ import annotations

import pytest
from tests.translation.checks.judging import found, subject

from kgqual.translation.checks.kazakh import is_plural
from kgqual.translation.units.concept import Kind


@pytest.mark.parametrize(
    "word",
    [
        *("наубайшылар", "әзірлеушілер", "мамандар", "инженерлер", "аналитиктер", "банктер"),
        *("дәрігерлер", "адвокаттар", "педагогтар", "педагогтер", "токсиндер", "студенттер"),
    ],
)
def test_plurals_follow_the_last_vowel_and_sound(word: str) -> None:
    assert is_plural(word)


@pytest.mark.parametrize(
    "word",
    [
        *("бухгалтер", "кондитер", "санитар", "репортер", "лидер", "трейдер", "дилер", "монтер"),
        *("суфлер", "мастер", "вахтер", "контролер", "тренер", "токарь"),
    ],
)
def test_names_of_occupations_from_other_languages_are_no_plurals(word: str) -> None:
    assert not is_plural(word)


def test_an_occupation_is_repaired_to_the_singular() -> None:
    asked = subject("бағдарлама әзірлеушілер (веб)", kind=Kind.OCCUPATION)
    (finding,) = found(asked)["plural"]
    assert finding.repaired == "бағдарлама әзірлеуші (веб)"
    assert finding.values["ending"] == "лер"


def test_only_occupations_are_named_in_the_singular() -> None:
    assert "plural" not in found(subject("әзірлеушілер", kind=Kind.ISCO_GROUP))


def test_a_word_that_russian_has_is_no_plural() -> None:
    asked = subject("лифтер", kind=Kind.OCCUPATION, russian=("лифтёр", "лифтер"))
    assert "plural" not in found(asked)


@pytest.mark.parametrize("text", ["нан пісіру", "құжат жою", "басқару (кадрларды)"])
def test_a_skill_ends_in_a_verbal_noun(text: str) -> None:
    assert "verbal-noun" not in found(subject(text, kind=Kind.SKILL))


@pytest.mark.parametrize("text", ["нан пісіреді", "басқару дағдысы", "пісіру, нан"])
def test_a_skill_that_does_not_is_found(text: str) -> None:
    assert "verbal-noun" in found(subject(text, kind=Kind.SKILL))


def test_knowledge_is_named_by_any_noun() -> None:
    assert not found(subject("тағам гигиенасы", kind=Kind.KNOWLEDGE))
