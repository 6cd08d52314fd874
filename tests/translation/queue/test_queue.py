"""Which concepts a translator works through, and in which order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.little_esco import (
    BAKE,
    BAKER,
    DEBUG,
    DEVELOPER,
    DIGITAL,
    DOUGH,
    HYGIENE,
    ISCO,
    PASTRY_COOK,
    SKILL,
    TEAM,
)

from kgqual.editorial.translations import Field, Translation
from kgqual.errors import BadUsage
from kgqual.translation.queue import Filters, Queue
from kgqual.translation.units import Units


@pytest.fixture
def queue(units: Units, translations: Mapping[str, Translation]) -> Queue:
    """The queue of the little ESCO, with one finding of a check."""
    return Queue(units, translations, lambda: {BAKE: {"verbal-noun", "spaces"}})


def wanted(queue: Queue, filters: Filters) -> set[str]:
    return {concept.iri for concept in queue.concepts(filters)}


def test_the_most_useful_comes_first(queue: Queue, units: Units) -> None:
    order = queue.concepts(Filters())
    assert len(order) == len(units.concepts)
    impacts = [concept.impact for concept in order]
    assert impacts == sorted(impacts, reverse=True)
    assert order[0].iri == BAKER


def test_every_filter_narrows(queue: Queue) -> None:
    occupations = {BAKER, PASTRY_COOK, DEVELOPER}
    assert wanted(queue, Filters(kind="occupation")) == occupations
    assert wanted(queue, Filters(scheme="member-occupations")) == occupations
    assert wanted(queue, Filters(isco="7512")) == {BAKER, PASTRY_COOK, ISCO + "C7512"}
    assert wanted(queue, Filters(isco="C25")) == {DEVELOPER, ISCO + "C2512"}
    assert wanted(queue, Filters(group="S1")) == {SKILL + "S1", BAKE, DOUGH}
    assert wanted(queue, Filters(group=SKILL + "K")) == {SKILL + "K", HYGIENE}
    assert wanted(queue, Filters(collection="digital")) == {DEBUG}
    assert wanted(queue, Filters(collection=DIGITAL)) == {DEBUG}
    assert wanted(queue, Filters(collection="transversal")) == {TEAM}


def test_filters_by_what_people_did(queue: Queue) -> None:
    assert wanted(queue, Filters(state="approved")) == {BAKER}
    assert wanted(queue, Filters(state="reviewed")) == {DEVELOPER}
    assert wanted(queue, Filters(state="draft")) == {PASTRY_COOK, BAKE}
    assert wanted(queue, Filters(state="submitted")) == {PASTRY_COOK}
    assert DOUGH in wanted(queue, Filters(state="untranslated"))
    assert wanted(queue, Filters(assignee="Bolat")) == {DOUGH}
    assert DOUGH not in wanted(queue, Filters(assignee="-"))
    assert wanted(queue, Filters(check="spaces")) == {BAKE}


def test_what_was_translated_from_an_older_source_is_stale(queue: Queue) -> None:
    (concept,) = queue.concepts(Filters(stale=True))
    assert concept.iri == BAKER
    (item,) = queue.items([concept])
    assert item.stale == (Field.DESCRIPTION,)
    assert item.translation
    assert item.translation.texts(Field.PREFERRED) == ("наубайшы",)


def test_a_text_is_found_in_both_languages_in_codes_and_in_iris(queue: Queue) -> None:
    assert wanted(queue, Filters(text="CONFECTION")) == {PASTRY_COOK}
    assert wanted(queue, Filters(text="Наубай")) == {BAKER}
    assert wanted(queue, Filters(text="7512.1.1")) == {PASTRY_COOK}
    assert wanted(queue, Filters(text=DEBUG)) == {DEBUG}


def test_all_filters_must_hold(queue: Queue) -> None:
    assert wanted(queue, Filters(kind="skill", state="draft")) == {BAKE}
    assert wanted(queue, Filters(kind="skill", state="approved")) == set()


def test_the_next_one_is_after_the_one_that_passes_no_more(queue: Queue) -> None:
    first, second, *_ = queue.concepts(Filters(state="untranslated"))
    assert queue.next(Filters(state="untranslated"), first.iri) == second
    after_baker = queue.next(Filters(state="untranslated"), BAKER)
    assert after_baker == first, "the baker is approved, and stood before"
    assert queue.next(Filters(state="approved"), BAKER) is None
    assert queue.next(Filters(), "https://example.org/unknown") is None


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(scheme="jobs"), "member-occupations"),
        (Filters(collection="occupations"), "digitalSkills"),
        (Filters(isco="99"), "ISCO-08"),
        (Filters(group="S9"), "skill group 'S9'"),
        (Filters(state="done"), "untranslated, draft, reviewed, approved, submitted"),
        (Filters(check="beauty"), "mixed-scripts"),
        (Filters(kind="job"), "isco-group"),
    ],
)
def test_a_name_that_nothing_has_is_refused_with_those_there_are(
    queue: Queue, filters: Filters, said: str
) -> None:
    with pytest.raises(BadUsage, match=said):
        queue.concepts(filters)


def test_reasons_are_said_in_three_languages(units: Units) -> None:
    reasons = units.concepts[BAKER].reasons
    assert [one.message("en") for one in reasons] == [
        "things of Kazakhstan's classifiers compared with it or called the same: 1",
        "skills of WorldSkills and TurkicSkills compared with it: 1",
        "skills that it needs: 4",
        "concepts below it: 1",
    ]
    assert all(one.message(language) for one in reasons for language in ("kk", "ru"))
