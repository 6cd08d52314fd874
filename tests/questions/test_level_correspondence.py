"""A level of one framework in another: what is an answer, and what is but a lead."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

DQR_6 = "http://data.europa.eu/snb/qdr/c_6919ed25"
EQF_6 = "http://data.europa.eu/snb/eqf/6"
FIRST_CYCLE = "https://w3id.org/kgqual/id/qf-ehea/2005/cycle/first"
NQF_6 = "https://w3id.org/kgqual/id/nqf/2016/level/6"


def test_an_answer_follows_sourced_links_and_is_as_strong_as_the_weakest(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="DQR", level="6", to="NQF")
    assert answer.answer is not None
    (found,) = answer.answer
    assert found.level.iri == NQF_6
    assert [level.iri for level in found.through] == [EQF_6, FIRST_CYCLE]
    steps = [answer.steps[index] for index in found.steps]
    assert [(s.subject, s.object, s.strength, s.against) for s in steps] == [
        (DQR_6, EQF_6, Strength.OFFICIAL, False),
        (FIRST_CYCLE, EQF_6, Strength.OFFICIAL, True),
        (NQF_6, FIRST_CYCLE, Strength.EDITORIAL, True),
    ]
    assert answer.strength is found.strength is Strength.EDITORIAL
    assert steps[2].source.title == "National Qualifications Framework – Kazakhstan"
    assert steps[2].source.locator == "§7.2, §8.1"
    assert steps[2].source.date == "2025"


def test_a_chain_with_an_unverified_link_is_a_lead_that_says_what_to_confirm(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="DQR", level="4", to="NQF")
    assert answer.answer is None
    assert answer.abstained
    assert answer.reason
    (lead,) = answer.leads
    assert lead.answer.level.iri == "https://w3id.org/kgqual/id/nqf/2016/level/4"
    assert [text["en"] for text in lead.to_confirm] == [
        "“NQF level 4” corresponds closely to “EQF level 4”."
    ]


def test_an_argument_that_names_nothing_is_an_abstention(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="DQR", level="17")
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.startswith("“17” names nothing")


def test_the_permalink_names_things_by_iri_and_the_snapshot(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="DQR", level="6", to="NQF")
    assert answer.permalink.startswith("/questions/level-correspondence?framework=http%3A%2F%2F")
    assert answer.permalink.endswith(f"snapshot={answer.snapshot}")
