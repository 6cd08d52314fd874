"""Literals become Python values where these say the same, and stay text where they do not."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.client.values import Value, value
from kgqual.namespaces import XSD

ALMATY = timezone(timedelta(hours=5))


def typed(text: str, datatype: str) -> Value:
    return value(Literal(text, datatype=XSD[datatype]))


@pytest.mark.parametrize(
    ("text", "datatype", "expected"),
    [
        ("42", "integer", 42),
        ("+007", "integer", 7),
        (" 42\n", "integer", 42),
        ("36893488147419103232", "integer", 2**65),
        ("8", "nonNegativeInteger", 8),
        ("-3", "int", -3),
        ("57.60", "decimal", Decimal("57.60")),
        (".5", "decimal", Decimal("0.5")),
        ("1.5e3", "double", 1500.0),
        ("-INF", "double", -math.inf),
        ("0.25", "float", 0.25),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("2016-03-16", "date", date(2016, 3, 16)),
        ("2016-03-16T10:20:30", "dateTime", datetime(2016, 3, 16, 10, 20, 30)),
        ("2016-03-16T10:20:30.5000000Z", "dateTime",
         datetime(2016, 3, 16, 10, 20, 30, 500_000, UTC)),
        ("2024-03-01T00:00:00+05:00", "dateTime", datetime(2024, 3, 1, tzinfo=ALMATY)),
    ],
)  # fmt: skip
def test_a_literal_has_the_value_of_its_datatype(text: str, datatype: str, expected: Value) -> None:
    found = typed(text, datatype)
    assert found == expected
    assert type(found) is type(expected)


def test_a_decimal_keeps_its_digits() -> None:
    assert str(typed("57.60", "decimal")) == "57.60"


def test_not_a_number_is_one() -> None:
    found = typed("NaN", "double")
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("many", "integer"),
        ("1_000", "integer"),  # Python's int takes it, XML Schema does not
        ("٣", "integer"),
        ("1" * 5_000, "integer"),  # Python refuses to read more than 4,300 digits
        ("1e3", "decimal"),
        ("infinity", "double"),
        ("yes", "boolean"),
        ("2016-02-30", "date"),
        ("2016-03-16Z", "date"),  # a day in a time zone: Python has none
        ("12016-03-16", "date"),
        ("-0044-03-15", "date"),
        ("2016-03-16T24:00:00", "dateTime"),
        ("2016-03-16T10:20:30.123456789", "dateTime"),
        ("9999-12-31T23:00:00-06:00", "dateTime"),
        ("2016", "gYear"),
        ("P1Y", "duration"),
        ("0613", "string"),
    ],
)
def test_what_has_no_equal_value_stays_as_written(text: str, datatype: str) -> None:
    assert typed(text, datatype) == text


def test_iris_texts_and_blank_nodes_are_text() -> None:
    assert value(NamedNode("https://w3id.org/kgqual/id/nqf")) == "https://w3id.org/kgqual/id/nqf"
    assert value(Literal("деңгей", language="kk")) == "деңгей"
    assert value(BlankNode("b0")) == "_:b0"
