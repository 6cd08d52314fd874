"""Which WorldSkills skills are about an occupation: named themselves, above it, or below it."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer

Asking = Callable[..., AnyAnswer]
NAME = "worldskills-for-occupation"
WEB_DEVELOPER = "http://data.europa.eu/esco/occupation/c40a2919-48a9-40ea-b506-1f34f693496d"
DESIGNER = "http://data.europa.eu/esco/occupation/96e20037-0a25-4bf6-a25e-808d1605d890"


def skills(answer: AnyAnswer) -> list[tuple[str, str, list[str]]]:
    """Return the number of each skill, its route, and the codes between."""
    return [
        (item.skill.code, item.route, [thing.code for thing in item.through])
        for item in answer.answer or ()
    ]


def test_a_group_is_named_by_the_description_itself(asking: Asking) -> None:
    answer = asking(NAME, occupation="ISCO 2513")
    assert skills(answer) == [("17", "stated", [])]
    (step,) = answer.steps
    assert (step.against, step.source.locator) == (True, "§13.2")


def test_occupations_of_other_classifications_are_named_before_those_are_added(
    asking: Asking,
) -> None:
    onet = "https://www.onetonline.org/link/summary/15-1134.00"
    assert skills(asking(NAME, occupation=onet)) == [("17", "stated", [])]
    assert skills(asking(NAME, occupation=WEB_DEVELOPER)) == [("17", "stated", [])]


def test_what_is_below_a_group_counts_with_all_the_steps_down(asking: Asking) -> None:
    answer = asking(NAME, occupation="ISCO 25")
    assert skills(answer) == [
        ("09", "narrower", ["251", "2512"]),
        ("11", "narrower", ["251", "2519"]),
        ("17", "narrower", ["251", "2513"]),
        ("48", "narrower", ["251", "2511"]),
        ("53", "narrower", ["251", "2511"]),
        ("54", "narrower", ["252", "2529"]),
    ]
    assert [conflict.iri.rpartition("/")[2] for conflict in answer.conflicts] == [
        "worldskills-2026-54-isco"
    ]


def test_a_group_that_no_description_names_is_an_abstention(asking: Asking) -> None:
    answer = asking(NAME, occupation="ISCO 2611")
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.startswith(
        "No technical description of WorldSkills names “Lawyers (2611)”"
    )


def test_an_occupation_is_reached_through_its_group_but_not_through_its_neighbours(
    asking_esco: Asking,
) -> None:
    assert skills(asking_esco(NAME, occupation=WEB_DEVELOPER)) == [("17", "stated", [])]
    assert skills(asking_esco(NAME, occupation=DESIGNER)) == [("17", "wider", ["2513"])]


def test_a_national_group_is_reached_by_a_lead_where_no_source_compares_it(asking: Asking) -> None:
    answer = asking(NAME, occupation="NCO 2")
    assert answer.abstained
    found = {lead.answer.skill.code: lead for lead in answer.leads}
    assert [thing.code for thing in found["17"].answer.through] == ["2", "25", "251", "2513"]
    assert [text["en"] for text in found["17"].to_confirm] == [
        "“Специалисты-профессионалы (2)” corresponds closely to “Professionals (2)”."
    ]
