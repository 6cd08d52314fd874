"""What checks can put right, of everything that is translated, as drafts of who asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.little_esco import BAKE, BAKER, DOUGH, HYGIENE, PASTRY_COOK, TEAM
from tests.translation.edits import edit_of

from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.translations import Field, Pass, State, Translations, Waived
from kgqual.translation.checking import Checking
from kgqual.translation.repairs import Repair, edits, repairs
from kgqual.translation.units import Units
from kgqual.translation.workbench import Workbench

PREFERRED, ALTERNATIVE = Field.PREFERRED, Field.ALTERNATIVE


@pytest.fixture
def bench(units: Units, tmp_path: Path) -> Iterator[tuple[Translations, Person]]:
    """Translations with what can be repaired, and what cannot; Bolat, who reviews, wrote them."""
    with closing(Editorial(tmp_path)) as editorial:
        bolat, _ = editorial.people.add("Bolat", Role.REVIEWER)
        there = editorial.translations

        def save(concept: str, state: State = State.DRAFT, **texts: tuple[str, ...]) -> None:
            """Save texts; drafts are offered for review."""
            named = {Field(name): some for name, some in texts.items()}
            offered = state is State.DRAFT
            there.save(bolat, edit_of(units, concept, named, state=state, submitted=offered))

        save(BAKE, prefLabel=(" нан  пiсiру",))
        save(DOUGH, State.APPROVED, prefLabel=("қамыр илеу ",), altLabel=("илеу", "илеу\u200b"))
        save(BAKER, prefLabel=("наубайшы  (?ан)",))
        save(PASTRY_COOK, prefLabel=("кондитeр ",))
        save(HYGIENE, prefLabel=("гигиена",))
        save(TEAM, prefLabel=("гигиенa",))
        written = there.concept("kk", PASTRY_COOK).entries[PREFERRED].texts_hash
        waived = Waived(PREFERRED, "mixed-scripts", written)
        there.record(bolat, [Pass("let-pass", "kk", PASTRY_COOK, waived, "as on the sign")])
        yield there, bolat


def found(units: Units, there: Translations, *only: str) -> dict[str, Repair]:
    checking = Checking(units, "kk", there.all("kk"))
    return {one.standing.concept: one for one in repairs(checking, checking.all(), only)}


def test_all_that_is_sure_is_put_right_in_one_draft_of_a_concept(
    units: Units, bench: tuple[Translations, Person]
) -> None:
    there, bolat = bench
    made = found(units, there)
    assert {iri: dict(one.texts) for iri, one in made.items()} == {
        BAKE: {PREFERRED: ("нан пісіру",)},
        DOUGH: {PREFERRED: ("қамыр илеу",), ALTERNATIVE: ("илеу",)},
        BAKER: {PREFERRED: ("наубайшы (?ан)",)},
        PASTRY_COOK: {PREFERRED: ("кондитeр",)},
        TEAM: {PREFERRED: ("гигиена",)},
    }, "what a reviewer lets pass stays"
    assert set(made[BAKE].checks) == {"spaces", "mixed-scripts"}
    wanted = edits(Checking(units, "kk", there.all("kk")), list(made.values()), "repair")
    Workbench(units, there).record(bolat, wanted, "repair")
    now = there.all("kk")
    dough = now[DOUGH]
    assert dough.entries[PREFERRED].state is State.DRAFT
    assert dough.published[PREFERRED].texts == ("қамыр илеу ",), "until somebody approves it"
    assert now[BAKE].submitted, "it was offered for review, and nothing blocks it"
    assert not now[BAKER].submitted, "something else blocks it, which nobody can repair for sure"
    assert not now[TEAM].submitted, "it is the preferred term of another skill now"
    assert not now[PASTRY_COOK].submitted, "the waiver was for another text"
    assert [*found(units, there)] == [PASTRY_COOK]


def test_checks_may_be_named(units: Units, bench: tuple[Translations, Person]) -> None:
    made = found(units, bench[0], "mixed-scripts")
    assert {iri: dict(one.texts) for iri, one in made.items()} == {
        BAKE: {PREFERRED: (" нан  пісіру",)},
        TEAM: {PREFERRED: ("гигиена",)},
    }
