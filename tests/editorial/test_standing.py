"""What stands of decisions: each reviewer's last word, who disagrees, how far an item has come."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kgqual.editorial.reviews.decisions import Decision, Verdict
from kgqual.editorial.reviews.standing import Standing, State, standing
from kgqual.namespaces import SKOS

CLOSE = SKOS.closeMatch.value
DAY = datetime(2026, 11, 22, tzinfo=UTC)
ACCEPT, BROADER, REJECT = Verdict.ACCEPT, Verdict.BROADER, Verdict.REJECT
NO_MATCH, LATER = Verdict.NO_MATCH, Verdict.LATER
Said = tuple[str, Verdict] | tuple[str, Verdict, str] | tuple[str, Verdict, str, str]


def stands(*said: Said, undone: tuple[int, ...] = ()) -> Standing:
    """What stands when people said this about one subject, one after the other: who, what, of what.

    Then the decisions numbered ``undone`` are undone by whoever made them.
    """
    rows = []
    for number, (person, verdict, *rest) in enumerate(said, start=1):
        object, queue = (*rest, *("chef", "cooks")[len(rest) :])
        about = verdict.about_candidate
        rows.append(
            Decision(
                id=number,
                key=f"key-{number}",
                person=person,
                decided=DAY,
                queue=queue,
                subject="cook",
                verdict=verdict,
                loading=1,
                suggestion=1 if about else None,
                object=object if about else None,
                predicate=verdict.predicate or CLOSE if about else None,
            )
        )
    for number in undone:
        row = rows[number - 1]
        rows.append(
            Decision(
                id=len(rows) + 1,
                key=f"undo-{number}",
                person=row.person,
                decided=DAY,
                queue=row.queue,
                subject="cook",
                verdict=Verdict.UNDO,
                loading=1,
                undoes=number,
            )
        )
    return standing(rows)


def state(found: Standing, person: str | None = None) -> State:
    return found.state("cooks", ("chef", "waiter"), person)


def test_the_last_word_of_a_reviewer_about_a_candidate_stands() -> None:
    found = stands(("Anna", ACCEPT), ("Anna", BROADER))
    [decision] = found.candidates["chef"].values()
    assert decision.states == SKOS.broadMatch.value
    assert not found.disputed("chef")


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        (ACCEPT, ACCEPT, False),
        (REJECT, REJECT, False),
        (ACCEPT, BROADER, True),
        (ACCEPT, REJECT, True),
        (BROADER, REJECT, True),
        (Verdict.NARROWER, Verdict.RELATED, True),
    ],
)
def test_reviewers_disagree_when_they_do_not_say_the_same(
    first: Verdict, second: Verdict, disputed: bool
) -> None:
    found = stands(("Anna", first), ("Bolat", second))
    assert found.disputed("chef") is disputed
    assert state(found) is (
        State.DISPUTED if disputed else State.OPEN if first is REJECT else State.DECIDED
    )


def test_one_reviewer_never_disagrees_with_themselves() -> None:
    assert not stands(("Anna", ACCEPT), ("Anna", REJECT)).disputed("chef")


def test_disagreement_ends_with_an_undo_or_a_change_of_mind() -> None:
    assert not stands(("Anna", ACCEPT), ("Bolat", REJECT), undone=(2,)).disputed("chef")
    assert not stands(("Anna", ACCEPT), ("Bolat", REJECT), ("Bolat", ACCEPT)).disputed("chef")


def test_an_undo_brings_back_the_word_before() -> None:
    found = stands(("Anna", ACCEPT), ("Anna", REJECT), undone=(2,))
    assert found.candidates["chef"]["Anna"].verdict is ACCEPT
    assert not stands(("Anna", ACCEPT), undone=(1,)).candidates


def test_who_finds_that_nothing_fits_takes_back_what_they_accepted() -> None:
    found = stands(("Anna", ACCEPT), ("Anna", REJECT, "waiter"), ("Anna", NO_MATCH))
    assert "chef" not in found.candidates
    assert found.candidates["waiter"]["Anna"].verdict is REJECT
    assert list(found.none["cooks"]) == ["Anna"]
    assert state(found) is State.DECIDED


def test_who_accepts_takes_back_that_nothing_fits_and_who_rejects_does_not() -> None:
    assert not stands(("Anna", NO_MATCH), ("Anna", ACCEPT)).none
    assert stands(("Anna", NO_MATCH), ("Anna", REJECT)).none


def test_that_nothing_fits_disagrees_with_a_mapping_of_the_same_queue_only() -> None:
    found = stands(("Anna", ACCEPT), ("Bolat", NO_MATCH))
    assert found.disputed("chef")
    assert found.contradicted("cooks")
    assert state(found) is State.DISPUTED
    elsewhere = stands(("Anna", ACCEPT), ("Bolat", NO_MATCH, "", "waiters"))
    assert not elsewhere.disputed("chef")
    assert not elsewhere.contradicted("waiters")


def test_a_pair_that_was_decided_in_one_queue_is_decided_in_another() -> None:
    found = stands(("Anna", ACCEPT, "chef", "last year"), ("Bolat", REJECT, "chef", "cooks"))
    assert found.disputed("chef")
    assert stands(("Anna", ACCEPT, "chef", "last year")).state("cooks", ("chef",)) is State.DECIDED


def test_an_item_is_decided_when_every_candidate_is_rejected() -> None:
    one = stands(("Anna", REJECT, "chef"))
    assert state(one) is State.OPEN
    assert not one.judged_by("Anna", "cooks", ("chef", "waiter"))
    both = stands(("Anna", REJECT, "chef"), ("Bolat", REJECT, "waiter"))
    assert state(both) is State.DECIDED
    assert not both.judged_by("Anna", "cooks", ("chef", "waiter"))
    assert stands(("Anna", REJECT)).judged_by("Anna", "cooks", ("chef",))


def test_an_item_that_one_puts_off_is_open_to_others() -> None:
    found = stands(("Anna", LATER))
    assert state(found, "Anna") is state(found) is State.LATER
    assert state(found, "Bolat") is State.OPEN
    assert state(stands(("Anna", LATER), ("Anna", REJECT)), "Anna") is State.OPEN
    assert state(stands(("Anna", LATER), ("Bolat", ACCEPT)), "Anna") is State.DECIDED


def test_a_decided_pair_that_is_suggested_no_more_still_counts_for_its_item() -> None:
    found = stands(("Anna", ACCEPT, "gone"))
    assert state(found) is State.DECIDED
    assert stands(("Anna", ACCEPT, "gone", "elsewhere")).state("cooks", ("chef",)) is State.OPEN


def test_nothing_stands_of_nothing() -> None:
    assert state(stands()) is State.OPEN
    assert standing([]) == Standing()
