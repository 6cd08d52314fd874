"""What faces ask for is read from the signature of a question's function."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pytest

from kgqual.answering import Argument, Graph, Of, Thing
from kgqual.answering.arguments import arguments
from kgqual.errors import BadUsage
from kgqual.namespaces import KQ


def example(
    graph: Graph,
    framework: Annotated[Thing, Of(KQ.QualificationFramework)],
    amount: Decimal,
    system: Literal["tvet", "he"] = "tvet",
    level: Annotated[Thing | None, Of(KQ.FrameworkLevel, within="framework")] = None,
    day: date | None = None,
) -> None:
    """Stand for a question."""


def test_types_and_defaults_say_what_an_argument_is() -> None:
    found = arguments(example)
    assert [(a.name, a.kind, a.required) for a in found.values()] == [
        ("framework", Thing, True),
        ("amount", Decimal, True),
        ("system", str, False),
        ("level", Thing, False),
        ("day", date, False),
    ]
    assert found["system"].choices == ("tvet", "he")
    level = found["level"].of
    assert level is not None
    assert (level.classes, level.within) == (frozenset({KQ.FrameworkLevel.value}), "framework")


def test_a_type_that_no_face_can_ask_for_is_an_error() -> None:
    def wrong(graph: Graph, things: list[str]) -> None:
        """Stand for a question."""

    with pytest.raises(TypeError, match="things"):
        arguments(wrong)


@pytest.mark.parametrize(("text", "number"), [("7.5", "7.5"), (" 240 ", "240"), ("7,5", "7.5")])
def test_a_number_may_have_a_decimal_comma(text: str, number: str) -> None:
    assert Argument("amount", Decimal, True).read(text) == Decimal(number)


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        (Argument("amount", Decimal, True), "many"),
        (Argument("amount", Decimal, True), "NaN"),
        (Argument("amount", Decimal, True), "Infinity"),
        (Argument("day", date, False), "22.11.2026"),
        (Argument("system", str, False, choices=("tvet", "he")), "school"),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused_by_name(argument: Argument, text: str) -> None:
    with pytest.raises(BadUsage, match=argument.name):
        argument.read(text)
