"""Kazakh is shown in the Latin letters of April 2021; letters without one stay, and are marked."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgqual.translation.latin import LETTERS, Piece, in_latin

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
IN_CLDR = set("aäbdefgğhiİıjklmnñoöpqrsştuüūvyz")
"""The letters that CLDR 48 lists for ``kk_Latn``; of capital letters it lists İ alone."""
WITHOUT = "ЁЦЧЩЪЬЭЮЯ"


def text(displayed: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in displayed)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Қазақстан Республикасы", "Qazaqstan Respublikasy"),
        (  # a text printed in 1902, as Wikipedia has it in this alphabet ("Kazakh alphabets")
            "Бұрыңғы өткен заманда, бір данышпан кісі, Бағдат шаһарының бір үлкен қазысының үйіне "
            "келіп қоныпты.",
            "Būryñğy ötken zamanda, bır danyşpan kısı, Bağdat şaharynyñ bır ülken qazysynyñ üiıne "
            "kelıp qonypty.",
        ),
        ("ИІ иі ЙЫ йы", "İI iı İY iy"),
        ("веб-әзірлеуші (HTML5)", "veb-äzırleuşı (HTML5)"),
    ],
)
def test_kazakh_in_latin_letters(cyrillic: str, latin: str) -> None:
    assert in_latin(cyrillic) == (Piece(latin, kept=False),)


def test_letters_without_a_correspondence_stay_and_are_marked() -> None:
    assert in_latin("акция") == (
        Piece("ak", kept=False),
        Piece("ц", kept=True),
        Piece("i", kept=False),
        Piece("я", kept=True),
    )


def test_the_table_has_33_letters_of_42_and_31_latin_ones() -> None:
    assert set(ALPHABET) - set(LETTERS) == set(WITHOUT)
    assert (len(ALPHABET), len(LETTERS), len(set(LETTERS.values()))) == (42, 33, 31)


def test_the_letters_are_those_that_unicode_lists() -> None:
    assert set(text(in_latin("".join(LETTERS).lower()))) == IN_CLDR - {"İ"}


@given(st.text(st.sampled_from([*LETTERS, *"".join(LETTERS).lower(), *" -0aZ"])))
def test_every_letter_of_the_table_has_one_letter(cyrillic: str) -> None:
    displayed = text(in_latin(cyrillic))
    assert len(displayed) == len(cyrillic)
    assert not any("CYRILLIC" in unicodedata.name(letter) for letter in displayed)


@given(st.text())
def test_only_letters_of_the_table_change(any_text: str) -> None:
    normal = unicodedata.normalize("NFC", any_text)
    changed = {letter for pair in LETTERS for letter in (pair, pair.lower())}
    kept = [letter for letter in normal if letter not in changed]
    displayed = text(in_latin(any_text))
    assert len(displayed) == len(normal)
    assert [new for new, old in zip(displayed, normal, strict=True) if old not in changed] == kept


@given(st.text(st.sampled_from(ALPHABET + ALPHABET.lower() + " i")))
def test_what_is_marked_is_what_is_cyrillic_still(kazakh: str) -> None:
    for piece in in_latin(kazakh):
        assert piece.text
        assert piece.kept == (set(piece.text) <= set(WITHOUT + WITHOUT.lower()))


def test_a_letter_written_as_two_characters_is_one() -> None:
    assert in_latin(unicodedata.normalize("NFD", "үй")) == (Piece("üi", kept=False),)
