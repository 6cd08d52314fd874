"""Words typed without Kazakh keys, and words of related languages."""

from __future__ import annotations

import pytest
from tests.translation.checks.judging import found, subject


@pytest.mark.parametrize(
    "text",
    ["билим беру", "инженерлик", "тәрбиеши", "мұғалимдеринің", "бөлими", "тәрбиеси", "өнимпаз"],
)
def test_i_of_russian_in_a_kazakh_word_is_found(text: str) -> None:
    assert "russian-i" in found(subject(text))


@pytest.mark.parametrize(
    "text",
    [
        *("мәдениет", "әдебиет", "әскери", "киім", "жиын", "тәжірибе", "математик", "логистика"),
        *("министрлігі", "витамин", "режиссурасы", "әлеуметтік-мәдени", "оқиға", "инженериясы"),
    ],
)
def test_i_of_russian_stands_in_many_kazakh_words(text: str) -> None:
    assert "russian-i" not in found(subject(text))


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [("ақпараттык", 9, "қ"), ("кызмет", 0, "қ"), ("балаларга", 7, "ғ"), ("Гылым", 0, "ғ")],
)
def test_a_russian_letter_for_a_kazakh_one_is_named(text: str, place: int, meant: str) -> None:
    (finding,) = found(subject(text))["russian-letters"]
    assert (finding.start, finding.values["meant"]) == (place, meant)


@pytest.mark.parametrize(
    "text", ["социальный", "медицинская", "ведомость", "фехтование", "слесарный"]
)
def test_russian_endings_are_found(text: str) -> None:
    assert "russian-ending" in found(subject(text))


@pytest.mark.parametrize("text", ["окутуучу", "балдар үчүү", "китапчы", "ўқувчиларни", "кешләр"])
def test_words_of_neighbouring_languages_are_found(text: str) -> None:
    assert "turkic" in found(subject(text))


@pytest.mark.parametrize("text", ["туу", "зоология", "алюминий", "борщ", "объект", "сый", "чех"])
def test_words_that_look_foreign_may_be_kazakh(text: str) -> None:
    assert not {"turkic", "russian-ending", "russian-letters"} & set(found(subject(text)))
