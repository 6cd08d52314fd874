"""The workbench: drafts are always kept, and nothing that a check blocks goes further."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.little_esco import BAKER, PASTRY_COOK
from tests.translation.edits import edit_of

from kgqual.editorial import Editorial, Person, Role, UnknownItem
from kgqual.editorial.translations import (
    Act,
    Assignment,
    Edit,
    Field,
    Move,
    Pass,
    Saved,
    State,
    Waived,
    source_hash,
)
from kgqual.errors import BadUsage
from kgqual.translation.units import Units
from kgqual.translation.workbench import Blocked, Workbench

PREFERRED = Field.PREFERRED
LATIN_A = "нaубайшы"
"""A word with a Latin a."""


@pytest.fixture
def workbench(units: Units, tmp_path: Path) -> Iterator[Workbench]:
    """A workbench without any work on it."""
    with closing(Editorial(tmp_path)) as editorial:
        yield Workbench(units, editorial.translations)


@pytest.fixture
def bolat(workbench: Workbench, tmp_path: Path) -> Person:
    """A reviewer."""
    with closing(Editorial(tmp_path)) as editorial:
        return editorial.people.add("Bolat", Role.REVIEWER)[0]


def edit(
    units: Units,
    text: str,
    version: int = 0,
    concept: str = BAKER,
    state: State = State.DRAFT,
    **other: object,
) -> Edit:
    """Return a preferred term that is to be saved."""
    key = f"save-{concept.rsplit('/')[-1]}-{version}-{state}-{text}".encode().hex()[:80]
    stated = {"key": key, "version": version, "state": state}
    return edit_of(units, concept, {PREFERRED: (text,)}, **(stated | other))


def move(act: Act, version: int, concept: str = BAKER) -> Move:
    """Return a step of a concept."""
    return Move(f"step-{act}-{version}", act, "kk", concept, version)


def test_a_draft_is_kept_whatever_is_wrong_with_it(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    workbench.record(bolat, [edit(units, LATIN_A)])
    assert workbench.translations.concept("kk", BAKER).texts(PREFERRED) == (LATIN_A,)


@pytest.mark.parametrize("act", [Act.SUBMIT, Act.REVIEW, Act.APPROVE])
def test_it_goes_no_further_until_repaired(
    workbench: Workbench, units: Units, bolat: Person, act: Act
) -> None:
    workbench.record(bolat, [edit(units, LATIN_A)])
    with pytest.raises(Blocked, match=r"prefLabel of <.*baker>: ") as blocked:
        workbench.record(bolat, [move(act, 1)])
    assert [one.check for one in blocked.value.findings] == ["mixed-scripts"]
    assert workbench.translations.concept("kk", BAKER).version == 1
    workbench.record(bolat, [edit(units, "наубайшы", 1)])
    workbench.record(bolat, [move(act, 2)])


@pytest.mark.parametrize("further", [{"state": State.APPROVED}, {"submitted": True}])
def test_nor_is_it_saved_as_more_than_a_draft(
    workbench: Workbench, units: Units, bolat: Person, further: dict[str, object]
) -> None:
    with pytest.raises(Blocked):
        workbench.record(bolat, [edit(units, LATIN_A, **further)])  # type: ignore[arg-type]
    assert not workbench.translations.all("kk")


def test_a_finding_that_a_reviewer_lets_pass_blocks_no_more(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    workbench.record(bolat, [edit(units, LATIN_A)])
    waived = Waived(PREFERRED, "mixed-scripts", source_hash((LATIN_A,)))
    workbench.record(bolat, [Pass("pass-latin", "kk", BAKER, waived, "a name")])
    approved = workbench.record(bolat, [move(Act.APPROVE, 1)])[0]
    assert approved.translation.state is State.APPROVED


def test_only_a_check_that_there_is_can_be_waived(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    workbench.record(bolat, [edit(units, LATIN_A)])
    waived = Waived(PREFERRED, "mixed-script", source_hash((LATIN_A,)))
    with pytest.raises(BadUsage, match="There is no check 'mixed-script'"):
        workbench.record(bolat, [Pass("pass-wrong", "kk", BAKER, waived, "a name")])


def test_two_concepts_of_a_scheme_do_not_get_one_preferred_term(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    one, other = (
        edit(units, "наубайшы", concept=iri, state=State.APPROVED) for iri in (BAKER, PASTRY_COOK)
    )
    with pytest.raises(Blocked) as both:
        workbench.record(bolat, [one, other])
    assert {finding.concept for finding in both.value.findings} == {BAKER, PASTRY_COOK}
    workbench.record(bolat, [one])
    with pytest.raises(Blocked) as later:
        workbench.record(bolat, [other])
    [finding] = later.value.findings
    assert (finding.check, finding.others) == ("same-preferred", (BAKER,))


@pytest.fixture
def renamed(workbench: Workbench, units: Units, bolat: Person) -> int:
    """The change that approved another name of the baker, so that its first one was free."""
    approved = State.APPROVED
    workbench.record(bolat, [edit(units, "наубайшы", state=approved)])
    return change_of(workbench.record(bolat, [edit(units, "нан пісіруші", 1, state=approved)]))


def change_of(saved: list[Saved]) -> int:
    """Return the id of the only change that was saved."""
    [one] = saved
    assert one.change
    return one.change.id


def test_a_name_is_taken_as_long_as_it_is_published(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    workbench.record(bolat, [edit(units, "наубайшы", state=State.APPROVED)])
    workbench.record(bolat, [edit(units, "нан пісіруші", 1)])
    taken = edit(units, "Наубайшы", concept=PASTRY_COOK, state=State.APPROVED)
    with pytest.raises(Blocked, match="as it is published") as blocked:
        workbench.record(bolat, [taken])
    [finding] = blocked.value.findings
    assert (finding.concept, finding.others) == (PASTRY_COOK, (BAKER,))
    both = workbench.record(bolat, [move(Act.APPROVE, 2), taken])  # in one act they change places
    assert [one.translation.state for one in both] == [State.APPROVED] * 2


@pytest.mark.parametrize("whole", [False, True])
def test_an_undo_publishes_no_name_again_that_somebody_else_has_by_now(
    workbench: Workbench, units: Units, bolat: Person, renamed: int, whole: bool
) -> None:
    taken = edit(units, "наубайшы", concept=PASTRY_COOK, state=State.APPROVED)
    other = change_of(workbench.record(bolat, [taken], "batch-of-one"))
    with pytest.raises(Blocked) as blocked:
        workbench.undo(bolat, "undo-approval", renamed)
    assert {one.concept for one in blocked.value.findings} == {BAKER}
    if whole:
        workbench.undo_all(bolat, "undo-the-batch", "batch-of-one")
    else:
        workbench.undo(bolat, "undo-the-other", other)
    undone = workbench.undo(bolat, "undo-approval", renamed).translation
    assert undone.published[PREFERRED].texts == ("наубайшы",)


def test_nor_does_an_undo_publish_beside_a_draft(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    workbench.record(bolat, [edit(units, "наубайшы", state=State.APPROVED)])
    workbench.record(bolat, [edit(units, "нан пісіруші", 1)])
    withdrawn = change_of(workbench.record(bolat, [move(Act.WITHDRAW, 2)]))
    workbench.record(bolat, [edit(units, "наубайшы", concept=PASTRY_COOK, state=State.APPROVED)])
    with pytest.raises(Blocked) as blocked:
        workbench.undo(bolat, "undo-withdrawal", withdrawn)
    assert [(one.concept, one.text) for one in blocked.value.findings] == [(BAKER, "наубайшы")]


def test_an_undo_brings_back_what_was_approved_before_a_check_would_have_blocked_it(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    # Checks change, and so does the English that lets a Latin word pass.
    workbench.translations.save(bolat, edit(units, LATIN_A, state=State.APPROVED))
    workbench.record(bolat, [edit(units, "наубайшы", 1, state=State.APPROVED)], "a-wrong-import")
    workbench.undo_all(bolat, "undo-the-import", "a-wrong-import")
    assert workbench.translations.concept("kk", BAKER).published[PREFERRED].texts == (LATIN_A,)


def test_what_let_an_approved_text_pass_is_not_undone(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    workbench.record(bolat, [edit(units, LATIN_A)])
    waived = Waived(PREFERRED, "mixed-scripts", source_hash((LATIN_A,)))
    waiver = change_of(workbench.record(bolat, [Pass("pass-latin", "kk", BAKER, waived, "a name")]))
    workbench.record(bolat, [move(Act.APPROVE, 1)])
    with pytest.raises(Blocked, match="two scripts"):
        workbench.undo(bolat, "undo-waiver", waiver)
    workbench.record(bolat, [move(Act.WITHDRAW, 2)])
    assert not workbench.undo(bolat, "undo-waiver", waiver).translation.waivers


def test_many_at_once_are_checked_like_one(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    preferred = [iri for iri, one in units.concepts.items() if PREFERRED in one.units]
    letters = "абвгдежзклмнопрстуфхцчшы"
    edits = [
        edit(units, f"сөз {letter}{letter}", concept=iri, state=State.APPROVED)
        for iri, letter in zip(preferred, letters, strict=False)
    ]
    assert len(edits) > 15
    wrong = edit(units, LATIN_A, concept=edits[3].concept, state=State.APPROVED)
    with pytest.raises(Blocked) as blocked:
        workbench.record(bolat, [*edits[:3], wrong, *edits[4:]])
    assert {one.check for one in blocked.value.findings} == {"mixed-scripts"}
    assert len(workbench.record(bolat, edits)) == len(edits)


def test_what_was_recorded_is_not_judged_again(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    approval = edit(units, "наубайшы", state=State.APPROVED)
    workbench.record(bolat, [approval])
    workbench.record(bolat, [edit(units, LATIN_A, 1)])
    assert workbench.record(bolat, [approval])[0].already


def test_only_what_is_in_the_release_is_translated_and_not_into_its_own_language(
    workbench: Workbench, units: Units, bolat: Person
) -> None:
    gone = "http://data.europa.eu/esco/skill/nowhere"
    with pytest.raises(UnknownItem, match=r"ESCO 1\.1 has no concept"):
        workbench.record(bolat, [Assignment("assign-nowhere", "kk", gone, "Bolat")])
    with pytest.raises(BadUsage, match="made from English"):
        workbench.record(bolat, [edit(units, "baker", language="en")])
