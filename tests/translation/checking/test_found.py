"""What the checks find in a whole language, followed change by change, is what they find anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from tests.little_esco import BAKE, BAKER, DOUGH, PASTRY_COOK

from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.translations import Edit, Field, Pass, State, Translations, Waived
from kgqual.translation.checking import Checking, Found
from kgqual.translation.units import Units

STEPS = [
    {BAKER: "наубайшы", PASTRY_COOK: "кондитер"},
    {PASTRY_COOK: "наубайшы"},  # the same as the baker
    {BAKE: "нaн пісіру"},  # a Latin letter
    {PASTRY_COOK: "тәтті наубайшысы"},  # the baker's is its own again
    {BAKE: "нан пісіру", DOUGH: "қамыр илеу"},
    {BAKER: ""},
]
"""What is saved one after the other, by concept."""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[tuple[Translations, Person]]:
    """Empty translations, and who may write them."""
    with closing(Editorial(tmp_path)) as editorial:
        yield editorial.translations, editorial.people.add("Bolat", Role.REVIEWER)[0]


def edit(
    units: Units,
    there: Translations,
    key: str,
    concept: str,
    text: str,
    state: State = State.DRAFT,
) -> Edit:
    unit = units.concepts[concept].units[Field.PREFERRED]
    return Edit(
        key,
        "kk",
        concept,
        there.concept("kk", concept).version,
        {Field.PREFERRED: (text,) if text else ()},
        {Field.PREFERRED: unit.hash},
        {Field.PREFERRED: unit.texts},
        state,
    )


def told(found: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {iri: checks for iri, checks in found.items() if checks}


@pytest.mark.parametrize("many", [2, 100])
def test_what_is_followed_is_what_is_found_anew(
    units: Units, bench: tuple[Translations, Person], many: int
) -> None:
    there, person = bench
    found, numbers, seen = Found(many), count(), []
    for step in STEPS:
        for concept, text in step.items():
            there.save(person, edit(units, there, f"step-number-{next(numbers)}", concept, text))
        checking = Checking(units, "kk", there.all("kk"))
        followed = told(dict(found.by_concept(checking)))
        assert followed == told(dict(checking.by_concept()))
        seen.append(followed)
    assert seen[1] == dict.fromkeys((BAKER, PASTRY_COOK), frozenset({"same-preferred"}))
    assert seen[-1] == {}


def test_what_is_waived_is_found_no_more(units: Units, bench: tuple[Translations, Person]) -> None:
    there, person = bench
    found = Found()
    saved = there.save(person, edit(units, there, "a-name-1", BAKE, "нaн пісіру"))
    now = Checking(units, "kk", there.all("kk"))
    assert found.by_concept(now)[BAKE] == {"mixed-scripts"}
    written = saved.translation.entries[Field.PREFERRED].texts_hash
    waived = Waived(Field.PREFERRED, "mixed-scripts", written)
    there.record(person, [Pass("let-pass", "kk", BAKE, waived, "as on the sign")])
    now = Checking(units, "kk", there.all("kk"))
    assert found.by_concept(now)[BAKE] == frozenset()


def test_a_name_is_free_again_when_another_is_published(
    units: Units, bench: tuple[Translations, Person]
) -> None:
    there, person = bench
    found, seen = Found(), []
    steps = [
        (BAKER, "наубайшы", State.APPROVED),
        (BAKER, "нан пісіруші", State.DRAFT),
        (PASTRY_COOK, "наубайшы", State.DRAFT),
        (BAKER, "нан пісіруші", State.APPROVED),
    ]
    for number, (concept, text, state) in enumerate(steps):
        there.save(person, edit(units, there, f"step-number-{number}", concept, text, state))
        followed = told(dict(found.by_concept(Checking(units, "kk", there.all("kk")))))
        seen.append(followed.get(PASTRY_COOK, frozenset()))
    assert seen == [frozenset(), frozenset(), {"same-preferred"}, frozenset()]


def test_a_name_is_taken_by_what_was_published_and_drafted_anew_meanwhile(
    units: Units, bench: tuple[Translations, Person]
) -> None:
    there, person = bench
    found = Found()
    there.save(person, edit(units, there, "step-number-0", PASTRY_COOK, "наубайшы"))
    assert told(dict(found.by_concept(Checking(units, "kk", there.all("kk"))))) == {}
    for number, (text, state) in enumerate(
        [("наубайшы", State.APPROVED), ("нан пісіруші", State.DRAFT)], start=1
    ):
        there.save(person, edit(units, there, f"step-number-{number}", BAKER, text, state))
    now = Checking(units, "kk", there.all("kk"))
    followed = told(dict(found.by_concept(now)))
    assert followed == told(dict(now.by_concept())) == {PASTRY_COOK: {"same-preferred"}}
