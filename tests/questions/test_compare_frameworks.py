"""Two frameworks side by side: which levels meet, by which links, and which meet none."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
CYCLE = "https://w3id.org/kgqual/id/qf-ehea/2005/cycle/"
NQF = "https://w3id.org/kgqual/id/nqf/2016/level/"
EQF = "http://data.europa.eu/snb/eqf/"


def codes(answer: AnyAnswer) -> list[tuple[str, str]]:
    assert answer.answer is not None
    return [(p.a.code if p.a else "", p.b.code if p.b else "") for p in answer.answer]


def test_levels_meet_through_the_eqf_and_the_cycles(asking: Asking) -> None:
    answer = asking("compare-frameworks", a="DQR", b="NQF")
    assert codes(answer) == [("6", "6"), ("7", "7"), ("8", "8")]
    assert answer.answer is not None
    first = answer.answer[0]
    assert [level.iri for level in first.through] == [f"{EQF}6", f"{CYCLE}first"]
    links = [answer.steps[index] for index in first.steps]
    assert [(s.subject, s.object, s.against, s.strength, s.source.locator) for s in links] == [
        (
            "http://data.europa.eu/snb/qdr/c_6919ed25",
            f"{EQF}6",
            False,
            Strength.OFFICIAL,
            "skos:closeMatch of the level",
        ),
        (f"{CYCLE}first", f"{EQF}6", True, Strength.OFFICIAL, "answer on levels 5 to 8"),
        (f"{NQF}6", f"{CYCLE}first", True, Strength.EDITORIAL, "§7.2, §8.1"),
    ]


def test_pairs_that_rest_on_an_unverified_link_are_leads(asking: Asking) -> None:
    answer = asking("compare-frameworks", a="DQR", b="NQF")
    pairs = [(lead.answer.a.code, lead.answer.b.code) for lead in answer.leads]
    assert pairs == [(level, level) for level in "12345678"]
    assert answer.leads[3].to_confirm[0]["en"] == (
        "“NQF level 4” corresponds closely to “EQF level 4”."
    )


def test_levels_meet_several_and_some_meet_none(asking: Asking) -> None:
    answer = asking("compare-frameworks", a="SCQF", b="DQR")
    assert codes(answer) == [
        ("3", "1"),
        ("4", "2"),
        ("5", "3"),
        ("6", "4"),
        ("7", "5"),
        ("8", "5"),
        ("9", "6"),
        ("10", "6"),
        ("11", "7"),
        ("12", "8"),
        ("1", ""),
        ("2", ""),
    ]
    assert answer.answer is not None
    assert [pair.a.order for pair in answer.answer] == [*range(3, 13), 1, 2]
    assert {pair.scope for pair in answer.answer} == {None}
    assert answer.strength is Strength.PUBLISHED


def test_the_other_direction_has_the_same_pairs(asking: Asking) -> None:
    there = codes(asking("compare-frameworks", a="SCQF", b="DQR"))
    back = codes(asking("compare-frameworks", a="DQR", b="SCQF"))
    assert {(b, a) for a, b in there} == set(back)


def test_a_level_that_no_longer_holds_says_until_when(asking: Asking) -> None:
    answer = asking("compare-frameworks", a="NQF RNCP", b="EQF")
    pairs = [*(answer.answer or ()), *(lead.answer for lead in answer.leads)]
    levels = {pair.a.code: pair.a for pair in pairs if pair.a}
    assert {level.until for level in levels.values()} == {"2018-12-31"}
    assert sorted(levels, key=lambda code: levels[code].order)[0] == "V"


def test_frameworks_that_no_source_relates_are_an_abstention(asking: Asking) -> None:
    answer = asking("compare-frameworks", a="AzNQF", b="NQF")
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.startswith("No source in the graph relates a level of National Qual")


def test_a_framework_and_itself_are_an_abstention(asking: Asking) -> None:
    assert asking("compare-frameworks", a="DQR", b="DQR").abstained
