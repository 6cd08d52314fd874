"""What the graph holds against itself."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer

Asking = Callable[..., AnyAnswer]
KQID = "https://w3id.org/kgqual/id/"


def test_the_claims_about_a_thing_stand_side_by_side_each_with_its_place(asking: Asking) -> None:
    answer = asking("conflicts", about=f"{KQID}register/professions")
    assert answer.answer is not None
    mandatory, total = answer.answer
    assert mandatory.conflict.iri == f"{KQID}conflict/mandatory-professions"
    assert [thing.iri for thing in mandatory.about] == [f"{KQID}register/professions"]
    claims = [answer.steps[index] for index in mandatory.steps]
    assert [(step.object, step.source.locator) for step in claims] == [
        ("135", "§6.1"),
        ("141", "§7.4"),
    ]
    assert claims[0].statement["en"] == "For 135 of them confirming the skills is mandatory."
    assert {answer.steps[index].object for index in total.steps} == {"141", "395", "513"}


def test_a_contradiction_is_found_from_any_thing_that_its_claims_mention(asking: Asking) -> None:
    chef = asking("conflicts", about="ISCO 3434")
    assert chef.answer is not None
    assert [item.conflict.iri for item in chef.answer] == [
        f"{KQID}conflict/worldskills-2026-37-isco",
        f"{KQID}conflict/worldskills-2026-47-isco",
    ]
    assert len(chef.answer[0].steps) == 3


def test_without_a_thing_all_are_listed(asking: Asking) -> None:
    answer = asking("conflicts")
    assert answer.answer is not None
    assert len(answer.answer) == 35
    assert all(len(item.steps) > 1 for item in answer.answer)


def test_a_thing_without_contradiction_is_an_abstention(asking: Asking) -> None:
    answer = asking("conflicts", about="WorldSkills 17")
    assert (
        answer.reason == "No contradiction about “Web Technologies (17)” is recorded in the graph."
    )


def test_the_query_shown_is_that_of_the_question(asking: Asking) -> None:
    answer = asking("conflicts", about="ISCO 3434")
    assert "?conflict kq:about ?about" in answer.query
