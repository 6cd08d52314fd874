"""Occupations that are alike by their essential skills, on ESCO v1.1.1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

ESCO = "https://w3id.org/kgqual/graph/esco/1.1.1"
CHEF = "http://data.europa.eu/esco/occupation/1009be17-7efd-45f1-a033-566bf179c588"


def test_the_most_alike_come_first_with_what_they_share(
    asking_esco: Callable[..., AnyAnswer],
) -> None:
    answer = asking_esco("related-occupations", occupation="software developer")
    assert answer.resolved["occupation"].code == "2512.4"
    assert answer.answer is not None
    first = answer.answer[0]
    assert first.occupation.label["en"] == "ICT application developer"
    assert first.group.code == "2514"
    assert first.similarity == pytest.approx(0.5717, abs=1e-4)
    assert first.coverage == pytest.approx(0.7664, abs=1e-4)
    assert len(first.essential_shared) == 15
    assert first.optional_shared == 69
    values = [item.similarity for item in answer.answer]
    assert len(values) == 20
    assert values == sorted(values, reverse=True)


def test_an_item_is_a_computed_step_from_esco_whose_confidence_is_the_similarity(
    asking_esco: Callable[..., AnyAnswer],
) -> None:
    answer = asking_esco("related-occupations", occupation="2512.4")
    assert answer.answer is not None
    (index,) = answer.answer[0].steps
    step = answer.steps[index]
    assert step.strength is answer.strength is Strength.COMPUTED
    assert step.confidence == answer.answer[0].similarity
    assert step.source.iri == ESCO
    assert step.source.date == "2022-09"


def test_being_alike_is_symmetric_and_needing_what_the_other_needs_is_not(
    asking_esco: Callable[..., AnyAnswer],
) -> None:
    there = asking_esco("related-occupations", occupation=CHEF).answer
    assert there is not None
    cook = next(item for item in there if item.occupation.label["en"] == "cook")
    back = asking_esco("related-occupations", occupation=cook.occupation.iri).answer
    assert back is not None
    chef = next(item for item in back if item.occupation.iri == CHEF)
    assert chef.similarity == cook.similarity
    assert chef.coverage != cook.coverage


def test_a_day_is_answered_from_the_release_of_that_day(
    asking_esco: Callable[..., AnyAnswer],
) -> None:
    then = asking_esco("related-occupations", occupation=CHEF, as_of=date(2022, 6, 1))
    assert then.steps[0].source.iri == "https://w3id.org/kgqual/graph/esco/1.1.0"
    now = asking_esco("related-occupations", occupation=CHEF)
    assert now.steps[0].source.iri == ESCO


def test_an_occupation_without_essential_skills_is_an_abstention(
    asking_esco: Callable[..., AnyAnswer],
) -> None:
    answer = asking_esco("related-occupations", occupation="specialist dentist")
    assert answer.abstained
    assert answer.reason
    assert "specialist dentist" in answer.reason


@pytest.mark.parametrize("occupation", [CHEF, "esco-occupation:0", "software developer"])
def test_without_esco_it_says_what_to_add(
    asking: Callable[..., AnyAnswer], occupation: str
) -> None:
    answer = asking("related-occupations", occupation=occupation)
    assert answer.abstained
    assert answer.reason
    assert answer.reason.startswith("ESCO is not loaded: add")
