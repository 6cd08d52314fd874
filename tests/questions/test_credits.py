"""Credits in other credits and in hours: ranges, with what a source states kept apart."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Triple

from kgqual.answering import AnyAnswer, OpenSnapshot
from kgqual.errors import BadUsage
from kgqual.model import Strength
from kgqual.namespaces import SKOS, thing
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot

Asking = Callable[..., AnyAnswer]
UNITS = ("tvet", "he", "ects", "hours")


def found(answer: AnyAnswer) -> list[tuple[str, str, str, str]]:
    """Return the ends of the range, the way to it and its strength."""
    assert answer.answer is not None
    return [(str(one.least), str(one.most), one.way, one.strength) for one in answer.answer]


@pytest.mark.parametrize(
    ("amount", "unit", "to", "expected"),
    [
        ("60", "tvet", "ects", [("48", "57.6", "hours", "computed")]),
        ("60", "ects", "tvet", [("62.5", "75", "hours", "computed")]),
        ("10", "tvet", "he", [("8", "8", "hours", "computed")]),
        ("10", "he", "tvet", [("12.5", "12.5", "hours", "computed")]),
        (
            "240",
            "he",
            "ects",
            [("240", "240", "rate", "published"), ("240", "288", "hours", "computed")],
        ),
        (
            "240",
            "ects",
            "he",
            [("240", "240", "rate", "published"), ("200", "240", "hours", "computed")],
        ),
        ("5", "tvet", "hours", [("120", "120", "rate", "published")]),
        ("1", "ects", "hours", [("25", "30", "rate", "published")]),
        ("100", "hours", "tvet", [("4.16", "4.17", "rate", "published")]),
        ("2,5", "he", "hours", [("75", "75", "rate", "published")]),
    ],
)
def test_an_amount_comes_to_a_range(
    asking: Asking, amount: str, unit: str, to: str, expected: list[tuple[str, str, str, str]]
) -> None:
    answer = asking("credits", amount=amount, **{"from": unit}, to=to)
    assert found(answer) == expected


def test_what_no_source_states_says_how_it_was_computed_and_from_what(asking: Asking) -> None:
    answer = asking("credits", amount="60", **{"from": "tvet"}, to="ects")
    assert [(s.object, s.strength, s.source.locator, s.source.date) for s in answer.steps] == [
        ("24", Strength.PUBLISHED, "§6.2", "2025"),
        ("25", Strength.PUBLISHED, "§6.2", "2025"),
        ("30", Strength.PUBLISHED, "§6.2", "2025"),
        ("48–57.6 ects", Strength.COMPUTED, None, None),
    ]
    assert answer.steps[3].statement["en"] == (
        "By the hours of each, 60 credits of vocational education come to "
        "48–57.6 credits of the ECTS."
    )
    assert answer.strength is Strength.COMPUTED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    amount=st.decimals("0.01", "10000", places=2),
    unit=st.sampled_from(UNITS),
    to=st.sampled_from(UNITS),
)
def test_back_again_the_amount_lies_within_the_range(
    asking: Asking, amount: Decimal, unit: str, to: str
) -> None:
    if unit == to:
        return
    there = asking("credits", amount=str(amount), **{"from": unit}, to=to).answer
    assert there
    for one in there:
        assert one.least <= one.most
        if one.least > 0:
            least = asking("credits", amount=str(one.least), **{"from": to}, to=unit).answer
            most = asking("credits", amount=str(one.most), **{"from": to}, to=unit).answer
            assert least and most
            assert least[-1].least <= amount <= most[-1].most


def test_units_are_known_in_whatever_case(asking: Asking) -> None:
    assert asking("credits", amount="60", **{"from": "TVET"}, to="ECTS").answer


@pytest.mark.parametrize(
    ("amount", "unit", "to", "said"),
    [
        ("0", "tvet", "ects", "must be more than 0"),
        ("-3", "tvet", "ects", "must be more than 0"),
        ("1e9", "tvet", "ects", "at most 1000000"),
        ("many", "tvet", "ects", "is not a number"),
        ("60", "ects", "ects", "choose two different units"),
        ("60", "ecvet", "ects", "is unknown: tvet, he, ects, hours"),
    ],
)
def test_refuses_what_is_no_amount_and_no_unit(
    asking: Asking, amount: str, unit: str, to: str, said: str
) -> None:
    with pytest.raises(BadUsage, match=said):
        asking("credits", amount=amount, **{"from": unit}, to=to)


def test_without_rates_in_the_graph_there_is_no_answer(
    tmp_path: Path, publish_releases: Callable[..., Snapshot]
) -> None:
    level = Triple(thing("nqf", "2016", "level", "6"), SKOS.notation, Literal("6"))
    snapshot = publish_releases(tmp_path, {("framework", "nqf-2016"): ("2016", [level])})
    arguments = {"amount": "60", "from": "tvet", "to": "ects"}
    with OpenSnapshot.of(snapshot) as opened:
        answer = ask(opened.on(), "credits", arguments)
    assert answer.abstained
    assert answer.reason == (
        "On the day asked about, no source in the graph states hours or a rate for "
        "credits of vocational education and credits of the ECTS."
    )
