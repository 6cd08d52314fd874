"""What a translator sees around a concept."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.little_esco import (
    BAKE,
    BAKER,
    DEVELOPER,
    DOUGH,
    HYGIENE,
    ISCO,
    PASTRY_COOK,
    SKILL,
    TEAM,
)

from kgqual.answering import OpenSnapshot
from kgqual.editorial.translations import State, Translation
from kgqual.model import Strength
from kgqual.translation.context import SAME_TITLE, Context, Listing, context
from kgqual.translation.units import Units


@pytest.fixture(scope="module")
def around_baker(
    little: OpenSnapshot, units: Units, translations: Mapping[str, Translation]
) -> Context:
    """What surrounds the baker."""
    return context(little.on(), units, translations, units.concepts[BAKER])


def iris(listing: Listing) -> set[str]:
    assert listing.total == len(listing.shown)
    return {one.iri for one in listing.shown}


def test_the_place_in_esco(around_baker: Context) -> None:
    assert iris(around_baker.broader) == {ISCO + "C7512"}
    assert iris(around_baker.narrower) == {PASTRY_COOK}
    assert iris(around_baker.siblings) == set()


def test_siblings_share_a_broader_concept(
    little: OpenSnapshot, units: Units, translations: Mapping[str, Translation]
) -> None:
    found = context(little.on(), units, translations, units.concepts[SKILL + "S1"])
    assert iris(found.siblings) == {SKILL + "S2", TEAM}


def test_what_an_occupation_needs(around_baker: Context) -> None:
    assert iris(around_baker.essential) == {BAKE, DOUGH, HYGIENE}
    assert iris(around_baker.optional) == {TEAM}
    assert iris(around_baker.essential_for) == set()


def test_what_needs_a_skill(
    little: OpenSnapshot, units: Units, translations: Mapping[str, Translation]
) -> None:
    found = context(little.on(), units, translations, units.concepts[TEAM])
    assert iris(found.optional_for) == {BAKER, DEVELOPER}
    baker = next(one for one in found.optional_for.shown if one.iri == BAKER)
    assert (baker.term, baker.translated, baker.state) == ("baker", "наубайшы", State.APPROVED)
    assert not baker.stale, "its description is stale, its term is not"


def test_neighbours_with_a_term_come_first(around_baker: Context) -> None:
    first, *others = around_baker.essential.shown
    assert (first.term, first.translated) == ("bake bread", "нан пісіру")
    assert {one.translated for one in others} == {""}


def test_a_classifier_with_the_same_title_gives_its_kazakh_name(around_baker: Context) -> None:
    found = {one.kind: one for one in around_baker.elsewhere}
    tvet = found["tvet"]
    assert tvet.relation == SAME_TITLE
    assert tvet.thing.label["kk"] == "Наубайшы"
    assert tvet.strength is Strength.COMPUTED, "that both are the same, nobody states"
    (step,) = tvet.steps
    assert (step.strength, step.source.iri) == (
        Strength.INFORMAL,
        "https://w3id.org/kgqual/graph/tvet/2018",
    )


def test_what_has_no_kazakh_or_russian_name_does_not_help(around_baker: Context) -> None:
    assert "worldskills" not in {one.kind for one in around_baker.elsewhere}


def test_mappings_are_followed_through_what_is_exactly_the_same(
    little: OpenSnapshot, units: Units
) -> None:
    found = context(little.on(), units, {}, units.concepts[SKILL + "K"])
    (area,) = found.elsewhere
    assert area.thing.label == {"kk": "Білім", "ru": "Знания"}
    assert area.relation.endswith("closeMatch")
    assert [step.strength for step in area.steps] == [Strength.OFFICIAL, Strength.EDITORIAL]
    assert area.strength is Strength.EDITORIAL
