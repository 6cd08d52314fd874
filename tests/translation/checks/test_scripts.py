"""Letters of another script or language."""

from __future__ import annotations

import pytest
from tests.translation.checks.judging import found, subject

from kgqual.folding import fold, skeleton
from kgqual.translation.checks.letters import KAZAKH_ALPHABET, LATIN_LOOK_ALIKES


def test_the_alphabet_has_42_letters() -> None:
    assert len(set(KAZAKH_ALPHABET)) == 42


def test_look_alikes_are_what_the_search_takes_for_one() -> None:
    for latin, cyrillic in LATIN_LOOK_ALIKES.items():
        if latin.isascii() and latin not in "ih":  # і and һ are folded into letters of Russian
            assert skeleton(fold(latin)) == skeleton(fold(cyrillic))


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("бiлiм беру", "білім беру"),
        ("Қазaқстан", "Қазақстан"),
        ("әлеумeттік қызметкер", "әлеуметтік қызметкер"),
        ("бағдapлaмaшы", "бағдарламашы"),
        ("бүkіл", "бүкіл"),
    ],
)
def test_a_latin_letter_in_a_cyrillic_word_is_replaced(text: str, repaired: str) -> None:
    (finding,) = found(subject(text))["mixed-scripts"]
    assert finding.repaired == repaired
    assert finding.blocks


def test_a_cyrillic_letter_in_a_name_of_the_source_is_replaced() -> None:
    (finding,) = found(subject("Jаva әзірлеушісі", source=("Java developer",)))["mixed-scripts"]
    assert (finding.repaired, finding.values["letters"]) == ("Java әзірлеушісі", "а")


def test_a_letter_that_might_be_one_of_several_is_not_repaired() -> None:
    (finding,) = found(subject("Yкімет"))["mixed-scripts"]
    assert finding.repaired is None


def test_a_name_of_the_source_may_have_a_kazakh_ending_or_neighbour() -> None:
    source = ("use SQL and Java",)
    assert not found(subject("Java-мен және SQLде жазу", source=source))
    assert not found(subject("SQL-бағдарламашы", source=source))


def test_a_latin_word_may_begin_one_of_the_source() -> None:
    assert not found(subject("web-сайт әзірлеу", source=("develop a website",)))


@pytest.mark.parametrize("text", ["maman", "oқу Word", "cy"])
def test_latin_words_must_stand_in_the_source(text: str) -> None:
    assert {"alphabet", "mixed-scripts"} & set(found(subject(text, source=("office",))))


def test_abbreviations_may_be_latin() -> None:
    assert not found(subject("IT маманы, C1 деңгейі, III дәреже"))


@pytest.mark.parametrize(
    ("text", "source", "repaired"),
    [
        ("COPT таңдау", {"russian": ("выбирать сорт",)}, "СОРТ таңдау"),
        ("ҰН COPTЫ", {}, None),  # of two scripts, which is another check
        ("ҰНДЫ COPT БОЙЫНША БӨЛУ", {}, ""),
        ("HTTP ХАТТАМАСЫ", {}, ""),  # found, but nobody can be sure that it is no name
        ("ҰН COPT", {"russian": ("Сорт муки",)}, "ҰН СОРТ"),
        ("OT маманы", {"russian": ("помогать оправиться от болезни",)}, None),
        ("AKT маманы", {"source": ("ICT expert",), "russian": ("специалист АКТ",)}, "АКТ маманы"),
        ("ұнды COPT бойынша бөлу", {"source": ("sort flour",)}, ""),
    ],
)
def test_a_word_in_latin_capitals_that_only_look_cyrillic_is_found(
    text: str, source: dict[str, tuple[str, ...]], repaired: str | None
) -> None:
    alphabet = found(subject(text, **source)).get("alphabet", [])
    assert [one.repaired or "" for one in alphabet] == ([] if repaired is None else [repaired])


@pytest.mark.parametrize(
    "text", ["IT маманы", "ATM орнату", "III дәреже", "XXIII ҒАСЫР", "IT МАМАНЫ"]
)
def test_a_short_one_and_a_number_may_be_latin(text: str) -> None:
    assert not found(subject(text))


def test_one_of_the_source_may_be_latin() -> None:
    assert not found(subject("HTTP хаттамасы", source=("HTTP protocol",)))


@pytest.mark.parametrize(
    ("text", "repaired"), [("ҡазақ", "қазақ"), ("білїм", "білім"), ("ўқитувчи", None)]
)
def test_letters_of_other_alphabets_are_found(text: str, repaired: str | None) -> None:
    (finding,) = found(subject(text))["alphabet"]
    assert finding.repaired == repaired


def test_a_sign_of_the_source_may_stand_in_the_translation() -> None:
    assert not found(subject("β-каротин", source=("β-carotene",)))
    assert "alphabet" in found(subject("β-каротин", source=("carotene",)))


def test_the_alphabet_is_that_of_kazakh_only() -> None:
    assert "alphabet" not in found(subject("ўқитувчи", language="uz"))
    assert "mixed-scripts" in found(subject("ўқiтувчи", language="uz"))
