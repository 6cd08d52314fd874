"""What is stated of an occupation, with ESCO and without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
TECHNICIAN = "esco-occupation:0f2c04f1-9001-4a77-884f-1ea16949f6f6"
"""The rolling stock engineering technician, which WorldSkills cites for skill 61."""


def test_essential_and_optional_skills_and_knowledge_are_apart(asking_esco: Asking) -> None:
    answer = asking_esco("occupation-profile", occupation="software developer")
    assert answer.strength is Strength.OFFICIAL
    facets = answer.answer or ()
    assert Counter(f.relation for f in facets) == {
        "also-called": 11,
        "isco-group": 1,
        "narrower": 1,
        "essential-skill": 16,
        "essential-knowledge": 8,
        "optional-skill": 14,
        "optional-knowledge": 66,
        "worldskills": 1,
    }
    knowledge = [f.thing.label["en"] for f in facets if f.relation == "essential-knowledge"]
    assert knowledge[:2] == ["computer programming", "engineering principles"]
    (group,) = (f.thing.code for f in facets if f.relation == "isco-group")
    assert group == "2512"


def test_another_name_has_no_iri(asking_esco: Asking) -> None:
    facets = asking_esco("occupation-profile", occupation="2512.4").answer or ()
    names = [f.thing for f in facets if f.relation == "also-called"]
    assert {name.iri for name in names} == {""}
    assert {"en": "programmer"} in [name.label for name in names]


def test_the_skills_of_worldskills_that_cite_it_are_shown_with_their_source(
    asking_esco: Asking,
) -> None:
    answer = asking_esco("occupation-profile", occupation=TECHNICIAN)
    (group,) = (f for f in answer.answer or () if f.relation == "isco-group")
    assert group.thing.code == "3115", "a claim about ESCO is not shown beside ESCO itself"
    (skill,) = (f for f in answer.answer or () if f.relation == "worldskills")
    assert skill.thing.code == "61"
    (step,) = (answer.steps[index] for index in skill.steps)
    assert step.against
    assert step.source.locator == "§13.2"


def test_what_esco_notes_on_regulated_professions_is_never_evidence(asking_esco: Asking) -> None:
    answer = asking_esco("occupation-profile", occupation="lawyer")
    assert answer.answer
    assert "regulated" not in answer.model_dump_json(exclude={"query"}).lower()


def test_without_esco_it_says_what_others_state_of_an_occupation_they_cite(
    asking: Asking,
) -> None:
    answer = asking("occupation-profile", occupation=TECHNICIAN)
    assert [(f.relation, f.thing.code) for f in answer.answer or ()] == [
        ("isco-group", "3115"),
        ("worldskills", "61"),
    ]
    assert [step.source.title for step in answer.steps] == [
        "ESCO v1.1.1",
        "Technical Description – Rail Vehicle Technology (WSC2026_TD61)",
    ]
    (conflict,) = answer.conflicts
    assert "61" in conflict.iri


def test_without_esco_an_occupation_that_nobody_cites_is_an_abstention(asking: Asking) -> None:
    answer = asking("occupation-profile", occupation="software developer")
    assert answer.abstained
    assert answer.reason
    assert answer.reason.startswith("ESCO is not loaded")


def test_a_group_is_shown_with_its_place_and_its_query(asking: Asking) -> None:
    answer = asking("occupation-profile", occupation="NCO 2")
    assert [(f.relation, f.thing.code) for f in answer.answer or ()] == [("skill-level", "4")]
    assert "kq:skillLevel" in answer.query
