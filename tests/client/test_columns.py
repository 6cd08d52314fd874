"""A column has the one type that holds its values without loss, or is text and says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode

from kgqual.client.columns import Column, ColumnType, MixedColumn, typed
from kgqual.namespaces import XSD
from kgqual.store.interface import Term


def literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=XSD[datatype])


def column(*terms: Term | None) -> Column:
    [made] = typed({"x": list(terms)})
    return made


ONE, HALF, MANY = literal("1", "integer"), literal("0.5", "decimal"), literal("1e3", "double")
TENTH = literal("0.1", "decimal")
HUGE = literal(str(2**63), "integer")
DAY = literal("2016-03-16", "date")


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([ONE, None], ColumnType.INTEGER),
        ([HUGE, ONE], ColumnType.DECIMAL),
        ([ONE, HALF], ColumnType.DECIMAL),
        ([ONE, MANY], ColumnType.NUMBER),
        ([HALF, MANY], ColumnType.NUMBER),
        ([ONE, HALF, MANY], ColumnType.NUMBER),
        ([DAY, None], ColumnType.DATE),
        ([literal("2016-03-16T00:00:00", "dateTime")], ColumnType.TIME),
        ([literal("2016-03-16T00:00:00Z", "dateTime")], ColumnType.MOMENT),
        ([literal("true", "boolean")], ColumnType.BOOLEAN),
        ([Literal("a"), Literal("ә", language="kk"), NamedNode("urn:a")], ColumnType.TEXT),
        ([None, None], ColumnType.TEXT),
        ([], ColumnType.TEXT),
    ],
)
def test_the_type_holds_every_value(terms: list[Term | None], expected: ColumnType) -> None:
    made = column(*terms)
    assert made.type is expected
    assert [value is None for value in made.values] == [term is None for term in terms]


def test_numbers_are_joined_without_loss() -> None:
    assert column(ONE, HALF).values == [Decimal(1), Decimal("0.5")]
    assert column(HUGE).values == [Decimal(2**63)]


@pytest.mark.parametrize(
    "terms",
    [
        [DAY, literal("2016", "gYear")],
        [ONE, Literal("one")],
        [ONE, literal("one", "integer")],
        [TENTH, MANY],  # no float is a tenth
        [literal(str(2**53 + 1), "integer"), MANY],
        [literal("1" + "0" * 400, "integer"), MANY],  # beyond all floats
        [literal("2016-03-16T00:00:00", "dateTime"), literal("2016-03-16T00:00:00Z", "dateTime")],
    ],
)
def test_a_mixed_column_is_text_as_written_and_says_so(terms: list[Literal]) -> None:
    with pytest.warns(MixedColumn, match=r"\?x are of several types"):
        made = column(*terms)
    assert made.type is ColumnType.TEXT
    assert made.values == [term.value for term in terms]
