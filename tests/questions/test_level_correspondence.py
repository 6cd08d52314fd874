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
    assert found.scope == "higher-education"
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
    assert answer.reason.endswith("is called “17”. Give another name, a code or an IRI.")


def test_the_permalink_names_things_by_iri_and_the_snapshot(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="DQR", level="6", to="NQF")
    assert answer.permalink.startswith("/questions/level-correspondence?framework=http%3A%2F%2F")
    assert answer.permalink.endswith(f"snapshot={answer.snapshot}")


def test_a_route_that_only_general_levels_are_on_holds_for_everything(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="DQR", level="6", to="SCQF")
    assert answer.answer is not None
    found = {(one.level.code, one.scope, one.strength) for one in answer.answer}
    assert found == {("9", None, Strength.PUBLISHED), ("10", None, Strength.PUBLISHED)}


def test_levels_that_no_longer_hold_come_last_and_say_until_when(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="EQF", level="6")
    assert answer.answer is not None
    ended = [(one.level.label["en"], one.until) for one in answer.answer if one.until]
    assert ended == [("NQF RNCP Level II-Grade de Licence", "2018-12-31")]
    assert answer.answer[-1].until


def test_a_link_that_several_sources_state_names_the_best_and_the_others(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="QF-EHEA", level="second", to="EQF")
    assert answer.answer is not None
    (step,) = [answer.steps[index] for index in answer.answer[0].steps]
    assert [(basis.strength, basis.source.title) for basis in (step, *step.also)] == [
        (Strength.OFFICIAL, "EQF and EHEA relationship"),
        (Strength.OFFICIAL, "Niveau van Nederlandse diploma's"),
        (Strength.INFORMAL, "ECTS information package of Bahçeşehir University"),
    ]


def test_a_level_of_another_framework_than_the_one_asked_for_is_refused(
    asking: Callable[..., AnyAnswer],
) -> None:
    answer = asking("level-correspondence", framework="NQF", level="DQR 6")
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.endswith("is called “DQR 6”. Give another name, a code or an IRI.")
