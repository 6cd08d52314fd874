"""What stands at a level: placed by a source, indicated by a prefix, or evaluated by a centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
ID = "https://w3id.org/kgqual/id/"


def test_the_german_framework_places_four_qualifications_at_level_6(asking: Asking) -> None:
    answer = asking("qualifications-at-level", framework="DQR", level="6")
    assert answer.answer is not None
    found = [(one.thing.label["en"], one.standing, one.strength) for one in answer.answer]
    assert found == [
        ("Bachelor", "placed", Strength.PUBLISHED),
        ("Bachelor Professional", "placed", Strength.PUBLISHED),
        ("Master craftsman", "placed", Strength.PUBLISHED),
        ("Technician", "placed", Strength.PUBLISHED),
    ]
    master = answer.answer[2]
    assert master.country.label["en"] == "Germany"
    assert [answer.steps[index].source.title for index in master.steps] == [
        "BIBB page on the levels of the German framework"
    ]


def test_at_a_level_of_kazakhstan_codes_indicate_what_no_source_places(asking: Asking) -> None:
    answer = asking("qualifications-at-level", framework="NQF", level="4")
    assert answer.answer is not None
    standings = Counter(one.standing for one in answer.answer)
    assert standings == {"placed": 1, "prefix": 1, "award": 1, "indicated": 37}
    (prefix,) = [one for one in answer.answer if one.standing == "prefix"]
    assert prefix.thing.iri == f"{ID}prefix/4S"
    (claim,) = [answer.steps[index] for index in prefix.steps]
    assert (claim.strength, claim.source.locator, claim.source.date) == (
        Strength.PUBLISHED,
        "§7.2",
        "2025",
    )
    developer = next(o for o in answer.answer if o.thing.code == "4S06130103")
    assert (developer.standing, developer.by.code) == ("indicated", "4S")
    assert developer.strength is Strength.INFORMAL


def test_an_evaluation_is_kept_apart_from_a_placement(asking: Asking) -> None:
    answer = asking("qualifications-at-level", framework="EQF", level="6")
    assert answer.answer is not None
    evaluated = [one for one in answer.answer if one.standing == "evaluated"]
    assert answer.answer[-len(evaluated) :] == tuple(evaluated)
    russian = next(o for o in evaluated if o.thing.iri == f"{ID}qualification/RUS/bachelor-diploma")
    assert russian.by.label["en"] == "Nuffic"
    assert [answer.steps[index].statement["en"] for index in russian.steps] == [
        "“Nuffic” evaluated “Bachelor diploma”.",
        "“Nuffic” evaluated “Bachelor diploma” at “EQF level 6”.",
    ]
    placed = {one.thing.iri for one in answer.answer if one.standing == "placed"}
    assert russian.thing.iri not in placed


def test_a_placement_without_a_source_is_a_lead(asking: Asking) -> None:
    answer = asking("qualifications-at-level", framework="AT: NQF", level="6")
    assert answer.answer is not None
    bachelor = f"{ID}qualification/AUT/bachelor"
    assert bachelor not in {one.thing.iri for one in answer.answer}
    (lead,) = [lead for lead in answer.leads if lead.answer.thing.iri == bachelor]
    assert lead.to_confirm[0]["en"] == "“Bachelor” is at “AT: NQF Level 6”."


def test_where_nothing_is_placed_or_indicated_there_is_no_answer(asking: Asking) -> None:
    answer = asking("qualifications-at-level", framework="NQF", level="1")
    assert answer.abstained
    assert answer.reason is not None
    assert answer.reason.startswith("No source in the graph places a qualification at NQF level 1")
