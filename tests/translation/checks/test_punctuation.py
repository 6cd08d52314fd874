"""What a translation shares with its source: full stops, brackets, numbers, abbreviations."""

from __future__ import annotations

import pytest
from tests.translation.checks.judging import found, subject

from kgqual.editorial.translations.fields import Field


@pytest.mark.parametrize("mark", [".", ";", ",", "!", " –"])
def test_a_mark_at_the_end_that_the_source_has_not_is_dropped(mark: str) -> None:
    (finding,) = found(subject(f"нан пісіру{mark}", source=("bake bread",)))["final-punctuation"]
    assert finding.repaired == "нан пісіру"


def test_a_full_stop_that_the_source_of_running_text_has_is_put() -> None:
    texts = subject("Нан пісіреді", source=("Makes bread.",), field=Field.DESCRIPTION)
    (finding,) = found(texts)["final-punctuation"]
    assert (finding.repaired, finding.values) == (
        "Нан пісіреді.",
        {"found": "—", "expected": "."},
    )


def test_the_full_stop_of_a_shortened_word_is_its_own() -> None:
    assert "final-punctuation" not in found(subject("нан, тоқаш т.б.", source=("bread, etc",)))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ABAP (бағдарламалау", "ABAP (programming)"),
        ("ABAP бағдарламалау)", "ABAP (programming)"),
        ("ABAP бағдарламалау", "ABAP (programming)"),
        ("нан (тоқаш) пісіру", "bake bread"),
        ("нан (тоқаш] пісіру", "bake [bread]"),
    ],
)
def test_brackets_are_balanced_and_as_in_the_source(text: str, source: str) -> None:
    assert found(subject(text, source=(source,)))["brackets"]


@pytest.mark.parametrize(
    ("text", "source", "number"),
    [
        ("тонна шекті ұшақ", "aircraft over 5,700 kg", "5700"),
        ("2 өлшемді модель", "3D model", "2"),
        ("3 жыл, 4 ай", "3 years", "4"),
    ],
)
def test_numbers_are_those_of_the_source(text: str, source: str, number: str) -> None:
    assert number in [
        one.values["number"] for one in found(subject(text, source=(source,)))["numbers"]
    ]


@pytest.mark.parametrize("number", ["5 700", "5\u00a0700", "5.700", "5700", "5,700"])
def test_thousands_may_be_parted_otherwise(number: str) -> None:
    assert "numbers" not in found(subject(f"{number} кг ұшақ", source=("plane of 5,700 kg",)))


def test_a_decimal_comma_is_a_decimal_point() -> None:
    assert "numbers" not in found(subject("1,5 литр", source=("1.5 litres",)))


@pytest.mark.parametrize("text", ["ICT жобасы", "АКТ жобасы", "ICT-мен жұмыс", "ICTмен жұмыс"])
def test_an_abbreviation_stays_or_is_translated(text: str) -> None:
    assert "acronyms" not in found(subject(text, source=("ICT project",)))


@pytest.mark.parametrize(
    ("text", "abbreviation"), [("жоба", "ICT"), ("ICT және CRM жобасы", "CRM")]
)
def test_an_abbreviation_is_neither_lost_nor_added(text: str, abbreviation: str) -> None:
    (finding,) = found(subject(text, source=("ICT project",)))["acronyms"]
    assert finding.values == {"abbreviation": abbreviation}


def test_terms_of_a_list_have_no_counterparts() -> None:
    asked = subject("3D модельдеу", field=Field.ALTERNATIVE, source=("modelling", "modeling"))
    assert not {"numbers", "acronyms", "final-punctuation"} & set(found(asked))
