"""Which occupations need a skill, on ESCO v1.1.1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kgqual.answering import AnyAnswer

Asking = Callable[..., AnyAnswer]
PROGRAMMING = "esco-skill:21d2f96d-35f7-4e3f-9745-c533d2dd6e97"
"""The knowledge "computer programming", above the knowledge of single languages."""


def test_those_to_which_it_is_essential_come_first(asking_esco: Asking) -> None:
    items = asking_esco("occupations-for-skill", skill=PROGRAMMING).answer or ()
    counts = Counter(item.need for item in items)
    assert [item.need for item in items] == [
        *["essential"] * counts["essential"],
        *["essential-below"] * counts["essential-below"],
        *["optional"] * counts["optional"],
    ]
    essential = [i.occupation.label["en"] for i in items if i.need == "essential"]
    assert "software developer" in essential
    assert "web developer" in essential


def test_one_to_which_only_a_skill_below_is_essential_says_through_which(
    asking_esco: Asking,
) -> None:
    answer = asking_esco("occupations-for-skill", skill=PROGRAMMING)
    manager = next(
        i for i in answer.answer or () if i.occupation.label["en"] == "web content manager"
    )
    assert manager.need == "essential-below"
    assert [skill.label["en"] for skill in manager.through] == ["web programming"]
    below, needs = (answer.steps[index] for index in manager.steps)
    assert below.subject == needs.object == manager.through[0].iri
    assert below.against
    assert needs.against


def test_an_occupation_is_listed_once_for_what_is_essential(asking_esco: Asking) -> None:
    items = asking_esco("occupations-for-skill", skill=PROGRAMMING).answer or ()
    essential = [i.occupation.iri for i in items if i.need != "optional"]
    assert len(essential) == len(set(essential))


def test_a_label_of_a_skill_is_no_label_of_a_group_of_skills(asking_esco: Asking) -> None:
    answer = asking_esco("occupations-for-skill", skill="computer programming")
    assert answer.resolved["skill"].iri.endswith("21d2f96d-35f7-4e3f-9745-c533d2dd6e97")


def test_without_esco_it_says_what_to_add(asking: Asking) -> None:
    answer = asking("occupations-for-skill", skill="computer programming")
    assert answer.reason
    assert answer.reason.startswith("ESCO is not loaded: add")
