"""Review queues: suggestions come in from files, decisions are recorded once, nothing gets lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from tests.editorial.conftest import COOKS, Decide, offered, suggestion

from kgqual.editorial import (
    Editorial,
    KeyTaken,
    NotAllowed,
    Outdated,
    Person,
    UnknownItem,
    UnknownQueue,
)
from kgqual.editorial.reviews import Choice, Reviews, State, Verdict
from kgqual.errors import BadUsage
from kgqual.namespaces import SKOS

COOK, BAKER, HERDER = (f"https://example.org/from/{name}" for name in ("cook", "baker", "herder"))


@pytest.fixture
def reviews(editorial: Editorial) -> Reviews:
    """Reviews with the queue ``cooks``."""
    editorial.reviews.load(offered(*COOKS))
    return editorial.reviews


class TestLoading:
    """A file becomes the queue; the one before stays on record."""

    def test_items_are_in_the_order_of_the_file_and_candidates_the_surest_first(
        self, reviews: Reviews
    ) -> None:
        assert [item.label for item in reviews.items("cooks")] == ["cook", "baker", "herder"]
        cook, baker, herder = (reviews.item("cooks", number) for number in (1, 2, 3))
        assert [c.suggestion.object_label for c in baker.candidates] == ["baker", "pastry maker"]
        assert [c.suggestion.object_label for c in cook.candidates] == ["chef", "kitchen assistant"]
        assert cook.none is not None
        assert cook.none.confidence == 0.05
        assert baker.none is None
        assert [c.suggestion.object_label for c in herder.candidates] == ["stock breeder"]

    def test_a_queue_says_where_it_is_from(self, reviews: Reviews) -> None:
        [queue] = reviews.queues()
        assert queue == reviews.queue("cooks")
        assert (queue.title, queue.items, queue.suggestions) == ("Cooks to kitchens", 3, 7)
        assert queue.about["subject_source"] == "https://example.org/from"
        with pytest.raises(UnknownQueue, match=r"no review queue 'bakers'\. There is: cooks"):
            reviews.items("bakers")
        with pytest.raises(UnknownItem, match="no item 4: the queue has 3"):
            reviews.item("cooks", 4)

    def test_the_same_file_again_changes_nothing(self, reviews: Reviews) -> None:
        before = reviews.queue("cooks")
        assert reviews.load(offered(*COOKS)).already
        assert reviews.queue("cooks") == before

    def test_what_another_file_changes_is_counted(self, reviews: Reviews) -> None:
        chef, *_, breeder, _ = COOKS
        loaded = reviews.load(
            offered(chef, replace(breeder, confidence=0.7), suggestion("smith", "welder", 0.9))
        )
        assert (loaded.new, loaded.changed, loaded.gone) == (1, 1, 5)
        assert (loaded.items, loaded.suggestions) == (3, 3)
        assert [item.label for item in reviews.items("cooks")] == ["cook", "herder", "smith"]

    @pytest.mark.parametrize("name", ["", "Cooks", "a b", "../x", "a/b", "кухня", "x" * 101])
    def test_a_queue_has_a_name_that_fits_into_an_address(
        self, reviews: Reviews, name: str
    ) -> None:
        with pytest.raises(BadUsage, match="cannot name a queue"):
            reviews.load(offered(*COOKS, name=name))

    def test_a_file_without_suggestions_is_refused(self, reviews: Reviews) -> None:
        with pytest.raises(BadUsage, match="no suggestions to review"):
            reviews.load(offered())


class TestDeciding:
    """A decision is recorded once, by who may, about what is suggested now."""

    def test_it_is_there_with_who_when_and_why(self, reviews: Reviews, anna: Person) -> None:
        candidate = reviews.item("cooks", 1).candidates[0].suggestion
        choice = Choice("decision-1", "cooks", COOK, Verdict.ACCEPT, candidate.id, " surely ")
        recorded = reviews.decide(anna, choice)
        assert not recorded.already
        item = reviews.item("cooks", 1)
        assert item.history == (recorded.decision,)
        assert item.state is State.DECIDED
        [standing] = item.candidates[0].decisions
        assert (standing.person, standing.verdict) == ("Anna", Verdict.ACCEPT)
        assert (standing.states, standing.comment) == (SKOS.closeMatch.value, "surely")
        assert standing.decided.tzinfo is not None
        assert reviews.progress("cooks").states[State.DECIDED] == 1

    def test_a_client_that_lost_the_answer_sends_it_again(
        self, reviews: Reviews, anna: Person, bolat: Person
    ) -> None:
        choice = Choice("decision-1", "cooks", HERDER, Verdict.NO_MATCH)
        first = reviews.decide(anna, choice)
        reviews.load(offered(suggestion("smith", "welder", 0.9)))  # the item is gone by now
        again = reviews.decide(anna, choice)
        assert again.already
        assert again.decision == first.decision
        assert len(reviews.decisions()) == 1
        for person, other in (
            (anna, replace(choice, verdict=Verdict.LATER)),
            (anna, replace(choice, comment="otherwise")),
            (anna, replace(choice, subject=COOK)),
            (bolat, choice),
        ):
            with pytest.raises(KeyTaken, match="Another decision was recorded with the key"):
                reviews.decide(person, other)
        assert len(reviews.decisions()) == 1

    def test_only_who_may_decides(
        self, editorial: Editorial, reviews: Reviews, anna: Person
    ) -> None:
        editorial.people.remove("Anna")
        with pytest.raises(NotAllowed, match="Anna may not decide"):
            reviews.decide(anna, Choice("decision-1", "cooks", COOK, Verdict.LATER))
        assert not reviews.decisions()

    def test_a_suggestion_that_changed_meanwhile_is_not_decided_unseen(
        self, reviews: Reviews, anna: Person
    ) -> None:
        seen = reviews.item("cooks", 1).candidates[0].suggestion
        chef, *rest = COOKS
        reviews.load(offered(replace(chef, predicate=SKOS.exactMatch.value), *rest))
        with pytest.raises(Outdated, match="does not suggest this for item 1 now"):
            reviews.decide(anna, Choice("decision-1", "cooks", COOK, Verdict.ACCEPT, seen.id))
        assert not reviews.decisions()

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"verdict": Verdict.ACCEPT}, "about a suggestion; name it"),
            ({"suggestion": 1}, "about the item; name no suggestion"),
            ({"verdict": Verdict.UNDO}, "names the decision that it undoes"),
            ({"subject": "https://example.org/from/nobody"}, "has no item about"),
            ({"key": "short"}, "is no key: 8 to 80 letters"),
            ({"key": "x" * 81}, "is no key: 8 to 80 letters"),
            ({"comment": "x" * 4001}, "A comment has at most 4,000 characters"),
            ({"comment": "a\0b"}, r"no XML can hold the character U\+0000"),
            ({"comment": "a\x1b[31m"}, r"no XML can hold the character U\+001B"),
            ({"comment": "a\ud800b"}, r"no XML can hold the character U\+D800"),
            ({"item": 2}, r"Item 2 of the queue cooks is not about .*, item 1 is"),
            ({"queue": "bakers"}, "no review queue 'bakers'"),
        ],
    )
    def test_what_is_no_choice(
        self, reviews: Reviews, anna: Person, wrong: dict[str, object], message: str
    ) -> None:
        choice = Choice("decision-1", "cooks", COOK, Verdict.LATER)
        with pytest.raises(BadUsage, match=message):
            reviews.decide(anna, replace(choice, **wrong))  # type: ignore[arg-type]
        assert not reviews.decisions()


class TestUndo:
    """An undo is a further row, by who decided."""

    def test_what_is_undone_stays_on_record(
        self, reviews: Reviews, anna: Person, decide: Decide
    ) -> None:
        number = decide(anna, Verdict.ACCEPT, "cook", "chef")
        undo = reviews.undo(anna, "decision-u", number, "a slip")
        assert undo.decision.undoes == number
        item = reviews.item("cooks", 1)
        assert item.state is State.OPEN
        assert [one.verdict for one in item.history] == [Verdict.ACCEPT, Verdict.UNDO]
        assert item.undone == {number}
        assert reviews.undo(anna, "decision-u", number, "a slip").already
        with pytest.raises(BadUsage, match="undone already"):
            reviews.undo(anna, "decision-v", number)
        with pytest.raises(BadUsage, match="cannot be undone"):
            reviews.undo(anna, "decision-w", undo.decision.id)
        with pytest.raises(UnknownItem, match="no decision 99"):
            reviews.undo(anna, "decision-x", 99)

    def test_nobody_undoes_what_others_decided(
        self, reviews: Reviews, anna: Person, bolat: Person, decide: Decide
    ) -> None:
        number = decide(anna, Verdict.ACCEPT, "cook", "chef")
        with pytest.raises(NotAllowed, match="is Anna's"):
            reviews.undo(bolat, "decision-u", number)


class TestReloading:
    """Decisions stay when another file takes the place of what was decided about."""

    def test_a_decision_stands_when_its_suggestion_changes_and_says_so(
        self, reviews: Reviews, anna: Person, decide: Decide
    ) -> None:
        decide(anna, Verdict.ACCEPT, "cook", "chef")
        chef, *rest = COOKS
        reviews.load(offered(replace(chef, predicate=SKOS.exactMatch.value), *rest))
        item = reviews.item("cooks", 1)
        [candidate] = [c for c in item.candidates if c.suggestion.object_label == "chef"]
        [decision] = candidate.decisions
        assert decision.states == SKOS.closeMatch.value
        assert candidate.suggestion.predicate == SKOS.exactMatch.value
        assert candidate.changed_since(decision)
        assert item.state is State.DECIDED

    def test_a_decision_about_what_is_suggested_no_more_stays_with_its_item(
        self, reviews: Reviews, anna: Person, decide: Decide
    ) -> None:
        decide(anna, Verdict.ACCEPT, "cook", "chef")
        reviews.load(offered(*COOKS[1:]))
        item = reviews.item("cooks", 1)
        gone = item.candidates[-1]
        assert gone.suggestion.object_label == "chef"
        assert not gone.offered
        assert item.state is State.DECIDED
        stated = reviews.stated()
        assert stated is not None
        assert [one.subject for one in stated.statements] == [COOK]

    def test_a_decision_about_an_item_that_is_gone_is_still_stated(
        self, reviews: Reviews, anna: Person, decide: Decide
    ) -> None:
        decide(anna, Verdict.NO_MATCH, "herder")
        reviews.load(offered(*COOKS[:2]))
        assert reviews.progress("cooks").states[State.DECIDED] == 0
        stated = reviews.stated()
        assert stated is not None
        assert [one.subject_label for one in stated.statements] == ["herder"]


class TestProgress:
    """What is left to do, for everybody and for one."""

    def test_items_are_counted_by_state_and_reviewer(
        self, reviews: Reviews, anna: Person, bolat: Person, decide: Decide
    ) -> None:
        decide(anna, Verdict.ACCEPT, "cook", "chef")
        decide(bolat, Verdict.REJECT, "cook", "chef")
        decide(bolat, Verdict.LATER, "baker")
        decide(bolat, Verdict.NO_MATCH, "herder")
        everybody = reviews.progress("cooks")
        assert everybody.states == {
            State.OPEN: 0,
            State.LATER: 1,
            State.DECIDED: 1,
            State.DISPUTED: 1,
        }
        assert everybody.left == 1
        assert everybody.reviewers == {"Anna": 1, "Bolat": 1}
        assert reviews.progress("cooks", "Anna").states[State.OPEN] == 1

    def test_the_next_item_comes_round_from_the_first(
        self, reviews: Reviews, anna: Person, decide: Decide
    ) -> None:
        assert [reviews.next("cooks", after) for after in range(4)] == [1, 2, 3, 1]
        decide(anna, Verdict.LATER, "baker")
        assert reviews.next("cooks", 1, person="Anna") == 3
        assert reviews.next("cooks", 1, person="Bolat") == 2
        assert reviews.next("cooks", 3, State.LATER) == 2
        assert reviews.next("cooks", 3, State.DISPUTED) is None
        assert reviews.next("cooks", 3, None) == 1
        assert [item.number for item in reviews.items("cooks", State.LATER)] == [2]

    def test_another_process_decides_as_well(
        self, reviews: Reviews, editorial: Editorial, anna: Person, decide: Decide
    ) -> None:
        other = Reviews(editorial.database)
        assert other.progress("cooks").left == 3
        decide(anna, Verdict.ACCEPT, "cook", "chef")
        assert other.progress("cooks").left == 2


class TestBatches:
    """Many at once: the sure and untouched ones, all or none."""

    def test_the_surest_of_each_untouched_item_is_offered(
        self, reviews: Reviews, anna: Person, decide: Decide
    ) -> None:
        assert [(one.item, one.confidence) for one in reviews.above("cooks", 0.8)] == [
            (1, 0.9),
            (2, 0.95),
        ]
        assert [one.item for one in reviews.above("cooks", 0.95)] == [2]
        decide(anna, Verdict.REJECT, "cook", "kitchen assistant")
        assert [one.item for one in reviews.above("cooks", 0.8)] == [2]
        decide(anna, Verdict.LATER, "baker")
        assert reviews.above("cooks", 0.8) == []

    def test_nothing_is_offered_where_two_are_as_sure_or_nothing_fits_as_well(
        self, reviews: Reviews
    ) -> None:
        reviews.load(
            offered(
                suggestion("cook", "chef", 0.9),
                suggestion("cook", "waiter", 0.9),
                suggestion("baker", "baker", 0.8),
                suggestion("baker", "-", 0.8),
                suggestion("smith", "welder"),
            )
        )
        assert reviews.above("cooks", 0.5) == []

    def test_all_are_recorded_together_and_once(self, reviews: Reviews, anna: Person) -> None:
        chosen = [one.suggestion for one in reviews.above("cooks", 0.8)]
        first = reviews.accept_all(anna, "batch-001", "cooks", chosen)
        assert [one.decision.batch for one in first] == ["batch-001", "batch-001"]
        assert reviews.progress("cooks").states[State.DECIDED] == 2
        again = reviews.accept_all(anna, "batch-001", "cooks", chosen)
        assert all(one.already for one in again)
        assert [one.decision for one in again] == [one.decision for one in first]
        with pytest.raises(KeyTaken):
            reviews.accept_all(anna, "batch-001", "cooks", chosen[:1])
        assert len(reviews.decisions()) == 2

    def test_none_is_recorded_when_one_was_decided_meanwhile(
        self, reviews: Reviews, anna: Person, bolat: Person, decide: Decide
    ) -> None:
        chosen = [one.suggestion for one in reviews.above("cooks", 0.8)]
        decide(bolat, Verdict.REJECT, "baker", "baker")
        with pytest.raises(Outdated, match="1 of 2 suggestions"):
            reviews.accept_all(anna, "batch-001", "cooks", chosen)
        second = reviews.item("cooks", 1).candidates[1].suggestion.id
        with pytest.raises(Outdated, match="1 of 2 suggestions are not the surest"):
            reviews.accept_all(anna, "batch-001", "cooks", [chosen[0], second])
        with pytest.raises(BadUsage, match="names the suggestions"):
            reviews.accept_all(anna, "batch-001", "cooks", [])
        assert len(reviews.decisions()) == 1

    def test_a_batch_is_undone_as_a_whole(
        self, reviews: Reviews, anna: Person, bolat: Person
    ) -> None:
        chosen = [one.suggestion for one in reviews.above("cooks", 0.8)]
        first, _ = reviews.accept_all(anna, "batch-001", "cooks", chosen)
        reviews.undo(anna, "decision-1", first.decision.id)
        with pytest.raises(NotAllowed, match="somebody else's"):
            reviews.undo_all(bolat, "batch-002", "batch-001")
        undone = reviews.undo_all(anna, "batch-002", "batch-001")
        assert len(undone) == 1
        assert reviews.undo_all(anna, "batch-002", "batch-001") == [
            replace(one, already=True) for one in undone
        ]
        assert reviews.progress("cooks").left == 3
        with pytest.raises(UnknownItem, match="no batch 'batch-999'"):
            reviews.undo_all(anna, "batch-003", "batch-999")
        with pytest.raises(BadUsage, match="An undo cannot be undone: accept again"):
            reviews.undo_all(anna, "batch-003", "batch-002")

    def test_a_batch_takes_no_key_of_a_single_decision(
        self, reviews: Reviews, anna: Person
    ) -> None:
        reviews.decide(anna, Choice("batch-001.0", "cooks", HERDER, Verdict.LATER))
        chosen = [one.suggestion for one in reviews.above("cooks", 0.8)]
        with pytest.raises(KeyTaken, match=r"a key that begins with 'batch-001\.'"):
            reviews.accept_all(anna, "batch-001", "cooks", chosen)
        assert len(reviews.decisions()) == 1


def test_what_is_stated_is_one_state_while_others_decide(
    editorial: Editorial, anna: Person, keys: Callable[[], str]
) -> None:
    reviews, count = editorial.reviews, 60
    reviews.load(offered(*(suggestion(f"s{n}", f"o{n}", 0.9) for n in range(count))))
    choices = [
        Choice(keys(), "cooks", one.subject, Verdict.ACCEPT, one.suggestion)
        for one in reviews.above("cooks", 0.5)
    ]
    reviews.decide(anna, choices.pop())

    def export(decided: Event) -> list[int]:
        """Ask what is stated until all is decided; return how much it was each time."""
        found = []
        while not decided.is_set():
            stated = reviews.stated()
            assert stated is not None
            assert {one.decisions[-1][0].id for one in stated.statements} <= {
                *range(1, stated.last + 1)
            }
            found.append(len(stated.statements))
        return found

    decided = Event()
    with ThreadPoolExecutor(1) as another:
        exported = another.submit(export, decided)
        try:
            for choice in choices:
                reviews.decide(anna, choice)
                reviews.progress("cooks")
        finally:
            decided.set()
        counts = exported.result()
    assert counts == sorted(counts)


def test_what_no_database_holds_is_not_found(reviews: Reviews, anna: Person) -> None:
    with pytest.raises(BadUsage):
        reviews.queue("a\0b")
    with pytest.raises(BadUsage):
        reviews.undo_all(anna, "batch-001", "a\0b")
    with pytest.raises(BadUsage):
        reviews.undo(anna, "decision-1", 2**62)


def test_decisions_are_in_their_order(
    reviews: Reviews, anna: Person, decide: Decide, keys: Callable[[], str]
) -> None:
    numbers = [decide(anna, Verdict.LATER, name) for name in ("herder", "cook", "baker", "cook")]
    assert [one.id for one in reviews.decisions("cooks")] == sorted(numbers) == numbers
    assert reviews.decisions("none") == []
