"""What the look-up makes of an application: routes kept apart, leads never answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgqual.answering import OpenSnapshot
from kgqual.model import Strength
from kgqual.recognition import Application, BadApplication, Recognition, recognise

Look = Callable[..., Recognition]


@pytest.fixture
def look(shipped_snapshot: OpenSnapshot) -> Look:
    return lambda **fields: recognise(shipped_snapshot.on(), Application.of(fields))


def test_a_degree_arrives_by_the_cycle_and_by_a_lead(look: Look) -> None:
    found = look(country="DE", qualification="Bachelor of Science")
    assert found.answer is not None
    (answer,) = found.answer
    assert (answer.level.code, answer.route) == ("6", "qf-ehea")
    assert [award.prefix.code for award in answer.awards] == ["6B"]
    assert found.strength is Strength.EDITORIAL
    assert [lead.answer.route for lead in found.leads] == ["eqf"]
    assert [(route.kind, route.standing) for route in found.routes] == [
        ("eqf", "lead"),
        ("qf-ehea", "answer"),
    ]
    assert all(step.source.title for step in found.steps)


def test_the_cycles_are_for_higher_education_only(look: Look) -> None:
    found = look(country="DE", qualification="Meister")
    assert found.answer is None
    assert [(route.kind, route.standing) for route in found.routes] == [
        ("eqf", "lead"),
        ("qf-ehea", "not-applicable"),
    ]


def test_an_evaluation_stands_beside_and_is_no_level(look: Look) -> None:
    found = look(country="RU", qualification="Диплом бакалавра")
    assert found.abstained
    assert [evaluation.level.code for evaluation in found.evaluations] == ["6"]
    assert (found.placements, found.routes, found.leads) == ((), (), ())


def test_a_level_that_no_source_supports_is_disputed(look: Look) -> None:
    found = look(country="DE", qualification="Meister", framework="DQR", level="7")
    assert found.answer is None
    assert found.reason is not None and "DQR Level 7" in found.reason
    assert {route.standing for route in found.routes} == {"lead", "not-applicable"}


def test_the_year_decides_between_levels(look: Look) -> None:
    levels = {
        year: [p.level.code for p in look(country="FR", qualification="BTS", year=year).placements
               if p.holds and "c_c8bc1cb9" in p.framework.iri]
        for year in ("2015", "2021")
    }  # fmt: skip
    assert levels == {"2015": ["III"], "2021": ["5"]}


def test_a_country_that_is_not_known_is_refused(look: Look) -> None:
    with pytest.raises(BadApplication, match="ZZ"):
        look(country="ZZ", qualification="Bachelor")
