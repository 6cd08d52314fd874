"""What counts as the same text, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgqual.folding import bare_code, code_key, fold, label_key, same_text, trigrams
from kgqual.search.layouts import slips, to_english, to_kazakh, to_russian

RUSSIAN = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя ", min_size=1)
KAZAKH = st.text("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя ", min_size=1)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Қазақстан Республикасы", "казакстан республикасы"),
        ("әғқңөұүһі", "агкноуухи"),
        ("ӘҒҚҢӨҰҮҺІ", "агкноуухи"),
        ("Бағдарламалық қамтамасыз етуді әзірлеуші", "багдарламалык камтамасыз етуди азирлеуши"),
        ("Учёный", "ученыи"),
        ("Diplôme d’ingénieur", "diplome dingenieur"),
        ("Straße, Łódź", "strasse lodz"),
        ("  два\u00a0 слова ", "два слова"),
        ("soft\u00adware", "software"),
        ("back-end / front_end", "back end front end"),
        ("C++ and C#", "c++ and c#"),
        ("…", ""),
    ],
)
def test_case_marks_signs_and_kazakh_letters_do_not_count(written: str, typed: str) -> None:
    assert fold(written) == typed


def test_the_same_text_may_differ_in_case_and_white_space_alone() -> None:
    assert same_text(" Нан  Пісіру\n") == same_text("нан пісіру")
    assert same_text("нан пісіру") != same_text("нан писиру")


def test_letters_that_look_alike_are_one_in_keys_only() -> None:
    assert label_key("Сеть") == label_key("Ceть")
    assert fold("Сеть") != fold("Ceть")
    assert label_key("бiлiм") == label_key("білім"), "the Latin i for the Kazakh і"


@pytest.mark.parametrize("typed", ["6B06", "6в06", " 6В 06", "6Ｂ06"])
def test_codes_are_found_however_they_are_typed(typed: str) -> None:
    assert code_key(typed) == "6b06"


def test_the_points_of_a_code_can_be_left_out() -> None:
    assert code_key("15-1254.00") == "15-1254.00"
    assert bare_code("15-1254.00") == bare_code("15 1254 00") == "15125400"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert label_key(label_key(text)) == label_key(text)


@given(KAZAKH)
def test_case_never_counts(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@given(st.text(min_size=1))
def test_a_key_has_its_trigrams(text: str) -> None:
    key = label_key(text)
    assert all(len(part) == 3 and part in f" {key} " for part in trigrams(key))
    assert key == "" or len(trigrams(key)) > 0


@given(RUSSIAN)
def test_a_slip_from_russian_is_undone(text: str) -> None:
    assert to_russian(to_english(text)) == text
    assert text == to_english(text) or text in slips(to_english(text))


@given(KAZAKH)
def test_a_slip_from_kazakh_is_undone(text: str) -> None:
    assert to_kazakh(to_english(text)) == text


@given(st.text("qwertyuiopasdfghjklzxcvbnm ", min_size=1))
def test_a_slip_from_english_is_undone(text: str) -> None:
    assert to_english(to_russian(text)) == text
    assert to_english(to_kazakh(text)) == text


def test_what_is_typed_in_another_layout_is_offered_as_meant() -> None:
    assert "программист" in slips("ghjuhfvvbcn")
    assert "қазақстан" in slips("0fpf0cnfy")
    assert "developer" in slips("вумудщзук")
    assert slips("123") != [] and slips("@") == []
