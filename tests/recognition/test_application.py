"""An application says of each wrong field why it is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kgqual.recognition import Application, BadApplication, Purpose


def test_texts_of_a_form_are_read() -> None:
    given = {
        "country": " de ",
        "qualification": " Meister ",
        "field": "isced-f:0613",
        "credits": "60",
        "year": "2015",
        "purpose": "Work",
        "level": "",
        "framework": " ",
    }
    read = Application.of(given)
    assert (read.country, read.qualification, read.field) == ("DE", "Meister", "0613")
    assert (read.credits, read.year, read.purpose) == (Decimal(60), 2015, Purpose.WORK)
    assert (read.level, read.framework) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("country", "Germany", "no country code"),
        ("qualification", " ", "is missing"),
        ("field", "computing", "no ISCED-F code"),
        ("credits", "-3", "above 0"),
        ("credits", "many", "'many' is refused"),
        ("year", "2999", "between 1900 and this year"),
        ("purpose", "fun", "study, work, regulated"),
        ("level", "6", "needs its framework"),
        ("titel", "x", "is not a field"),
    ],
)
def test_a_wrong_field_is_named_with_its_reason(field: str, value: str, reason: str) -> None:
    with pytest.raises(BadApplication) as caught:
        Application.of({"country": "DE", "qualification": "Meister", field: value})
    assert list(caught.value.faults) == [field]
    assert reason in caught.value.faults[field]


def test_every_wrong_field_is_named() -> None:
    with pytest.raises(BadApplication) as caught:
        Application.of({"country": "Germany", "year": "soon"})
    assert sorted(caught.value.faults) == ["country", "qualification", "year"]
