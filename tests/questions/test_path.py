"""How two things hang together: chains found, chains refused, chains that are but leads."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
KQID = "https://w3id.org/kgqual/id/"
SECTION = f"{KQID}worldskills/2026/17/section/3"
WEB_TECHNOLOGIES = f"{KQID}worldskills/2026/17"
ISCO = "http://data.europa.eu/esco/isco/C"
WEB_DEVELOPER = "http://data.europa.eu/esco/occupation/c40a2919-48a9-40ea-b506-1f34f693496d"


def things(answer: AnyAnswer) -> list[list[str]]:
    """Return the IRIs of the things of each chain, in order."""
    assert answer.answer is not None
    return [[thing.iri for thing in path.things] for path in answer.answer]


def test_a_section_of_a_standard_leads_to_an_occupation_group(asking: Asking) -> None:
    answer = asking("path", **{"from": SECTION, "to": "ISCO 25"})
    assert things(answer) == [
        [SECTION, WEB_TECHNOLOGIES, f"{ISCO}2513", f"{ISCO}251", f"{ISCO}25"],
    ]
    assert answer.answer is not None
    steps = [answer.steps[index] for index in answer.answer[0].steps]
    assert [(s.source.locator, s.against) for s in steps[:2]] == [("§1.1", True), ("§13.2", False)]
    assert answer.strength is Strength.OFFICIAL
    assert answer.answer[0].confidence is None


def test_a_vocational_qualification_does_not_pass_through_higher_education(
    asking: Asking,
) -> None:
    meister = f"{KQID}qualification/DEU/master-craftsman"
    answer = asking("path", **{"from": meister, "to": "NQF 6"})
    assert answer.abstained
    dqr, eqf = "http://data.europa.eu/snb/qdr/c_6919ed25", "http://data.europa.eu/snb/eqf/6"
    (lead,) = answer.leads
    assert [thing.iri for thing in lead.answer.things] == [
        meister,
        dqr,
        eqf,
        f"{KQID}nqf/2016/level/6",
    ]
    assert [text["en"] for text in lead.to_confirm] == [
        "“NQF level 6” corresponds closely to “EQF level 6”."
    ]
    refused = asking("path", **{"from": meister, "to": f"{KQID}qf-ehea/2005/cycle/first"})
    assert refused.reason
    assert "no source says that the qualification is one of higher education" in refused.reason


def test_a_chain_of_levels_over_a_cycle_holds_for_higher_education_only(asking: Asking) -> None:
    over_a_cycle = asking("path", **{"from": "DQR 6", "to": "NQF 6"})
    assert over_a_cycle.answer is not None
    assert [way.scope for way in over_a_cycle.answer] == ["higher-education"]
    assert [lead.answer.scope for lead in over_a_cycle.leads] == [None]


def test_a_chain_is_the_same_in_both_directions(asking: Asking) -> None:
    there = asking("path", **{"from": "DQR 6", "to": "NQF 6"})
    back = asking("path", **{"from": "NQF 6", "to": "DQR 6"})
    assert [list(reversed(chain)) for chain in things(back)] == things(there)


def test_vocational_and_higher_education_meet_in_a_field_of_study(asking: Asking) -> None:
    speciality, group = f"{KQID}tvet/speciality/07140900", f"{KQID}he/group/B059"
    answer = asking("path", **{"from": speciality, "to": group})
    field = "http://data.europa.eu/snb/isced-f/0714"
    assert things(answer)[0] == [speciality, field, group]


def test_close_matches_do_not_add_up(asking: Asking) -> None:
    answer = asking("path", **{"from": f"{ISCO}2513", "to": WEB_DEVELOPER})
    assert answer.abstained
    assert answer.reason == (
        "Refused: Web and multimedia developers (2513) → Web Technologies (17) → "
        f"esco-occupation:{WEB_DEVELOPER.rpartition('/')[2]}. It puts two close matches together "
        "with no reference classification between them, and close matches do not add up."
    )


def test_neighbours_are_not_connected(asking: Asking) -> None:
    answer = asking("path", **{"from": "ISCO 2513", "to": "ISCO 2512"})
    assert answer.abstained
    assert answer.reason is not None
    assert "the two are neighbours" in answer.reason


def test_that_codes_are_alike_makes_but_a_lead_to_the_national_classifier(asking: Asking) -> None:
    """No source that kgqual ships compares groups of ISCO-08 and of the national classifier."""
    answer = asking("path", **{"from": SECTION, "to": f"{KQID}nco/2017/2"})
    assert answer.abstained
    (lead,) = answer.leads
    codes = [thing.code for thing in lead.answer.things]
    assert codes == ["17.3", "17", "2513", "251", "25", "2", "2"]
    assert [text["en"] for text in lead.to_confirm] == [
        "“Специалисты-профессионалы (2)” corresponds closely to “Professionals (2)”."
    ]


def test_what_nothing_connects_is_an_abstention(asking: Asking) -> None:
    answer = asking("path", **{"from": SECTION, "to": f"{KQID}he/group/B057"})
    assert answer.reason == (
        "Nothing in the graph leads from “Design implementation (17.3)” to "
        "“Информационные технологии (B057)”."
    )


def test_a_thing_leads_nowhere_from_itself(asking: Asking) -> None:
    answer = asking("path", **{"from": SECTION, "to": SECTION})
    assert answer.reason == "Both arguments name “Design implementation (17.3)”."


def test_an_occupation_leads_to_a_speciality_over_the_knowledge_it_needs(
    asking_esco: Asking,
) -> None:
    speciality = f"{KQID}tvet/speciality/06130100"
    answer = asking_esco("path", **{"from": WEB_DEVELOPER, "to": speciality})
    assert answer.strength is Strength.COMPUTED
    assert answer.answer is not None
    assert len(answer.answer) == 5
    first = [answer.steps[index].predicate.rpartition("#")[2] for index in answer.answer[0].steps]
    assert first == ["relatedEssentialSkill", "broader", "exactMatch", "studyField"]


def test_neither_a_skill_nor_a_group_in_common_connects_occupations(asking_esco: Asking) -> None:
    designer = "http://data.europa.eu/esco/occupation/96e20037-0a25-4bf6-a25e-808d1605d890"
    answer = asking_esco("path", **{"from": WEB_DEVELOPER, "to": designer})
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.startswith("Refused: web developer (2513.5) → ")
