"""Translations that are no longer, or never were, what their source says."""

from __future__ import annotations

import pytest
from tests.translation.checks.judging import found, subject

from kgqual.editorial.translations.fields import Field


@pytest.mark.parametrize(
    ("text", "repaired"),
    [("Нан пісіру", "нан пісіру"), ("нан Пісіру", "нан пісіру"), ("НАНПІСІРУ", "нанпісіру")],
)
def test_a_capital_letter_that_the_source_has_not_is_made_small(text: str, repaired: str) -> None:
    (finding,) = found(subject(text, source=("bake bread",)))["capital"]
    assert finding.repaired == repaired


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ағылшын тілі", "English"),
        ("ЖОО оқытушысы", "university teacher"),
        ("Нан пісіреді.", ""),
    ],
)
def test_a_capital_letter_may_be_right(text: str, source: str) -> None:
    assert "capital" not in found(subject(text, source=(source,) if source else ()))


def test_running_text_begins_with_a_capital() -> None:
    asked = subject("Нан пісіреді.", source=("makes bread.",), field=Field.DESCRIPTION)
    assert "capital" not in found(asked)


def test_what_is_left_in_english_is_found_but_names_are_not() -> None:
    assert "same-as-english" in found(subject("Wireframe model", source=("wireframe model",)))
    assert "same-as-english" not in found(subject("SAP R3", source=("SAP R3",)))


def test_what_is_left_in_russian_is_found() -> None:
    asked = subject("Пекарь", source=("baker",), russian=("пекарь",))
    assert "same-as-russian" in found(asked)


def test_a_term_much_longer_than_its_source_is_too_long() -> None:
    text = "нан " * 20 + "пісіру"
    (finding,) = found(subject(text, source=("bake bread",)))["too-long"]
    assert finding.values == {"length": "86", "most": "60"}
    assert "too-long" not in found(subject(text, source=("bake bread of every kind " * 2,)))


def test_a_text_whose_source_has_changed_is_stale() -> None:
    assert "stale" in found(subject("нан пісіру", stale=True))
    assert "stale" not in found(subject("нан пісіру"))
