"""What a WorldSkills skill consists of, as its technical description says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
KQID = "https://w3id.org/kgqual/id/"


def parts(answer: AnyAnswer, part: str) -> list[tuple[str, str, Decimal | None]]:
    """Return the code or IRI, system and weight of the parts of one kind."""
    return [
        (item.thing.code or item.thing.iri, item.system, item.weight)
        for item in answer.answer or ()
        if item.part == part
    ]


def test_the_sections_have_their_official_weights(asking: Asking) -> None:
    answer = asking("worldskills-profile", skill="WorldSkills 17")
    weights = [("17.1", 5), ("17.2", 5), ("17.3", 25), ("17.4", 25), ("17.5", 40)]
    assert parts(answer, "section") == [(code, "", Decimal(weight)) for code, weight in weights]
    assert parts(answer, "description") == [(f"{KQID}document/wsc2026-td17", "", None)]
    assert answer.strength is Strength.OFFICIAL
    assert answer.answer is not None
    third = answer.answer[3]
    weighed = answer.steps[third.steps[1]]
    assert (weighed.object, weighed.source.locator, weighed.source.date) == (
        "25",
        "§2.2",
        "2026-06-23",
    )


def test_alignments_are_those_of_the_description(asking: Asking) -> None:
    answer = asking("worldskills-profile", skill="WorldSkills 17")
    assert parts(answer, "alignment") == [
        ("2513", "ISCO-08", None),
        (
            "http://data.europa.eu/esco/occupation/c40a2919-48a9-40ea-b506-1f34f693496d",
            "ESCO",
            None,
        ),
        ("https://www.onetonline.org/link/summary/15-1134.00", "O*NET", None),
    ]


def test_a_counterpart_of_another_competition_is_a_lead(asking: Asking) -> None:
    answer = asking("worldskills-profile", skill="WorldSkills 17")
    assert parts(answer, "counterpart") == []
    (lead,) = answer.leads
    assert lead.answer.thing.iri == f"{KQID}turkicskills/2025/2"
    assert [text["en"] for text in lead.to_confirm] == [
        "“Web Technologies (2)” corresponds closely to “Web Technologies (17)”."
    ]


def test_a_disagreement_about_the_group_is_shown_with_both_claims(asking: Asking) -> None:
    answer = asking("worldskills-profile", skill="WorldSkills 54")
    (conflict,) = answer.conflicts
    assert conflict.iri == f"{KQID}conflict/worldskills-2026-54-isco"
    said = {(claim.object.rpartition("/")[2], claim.source.locator) for claim in conflict.claims}
    assert said == {("C2529", "§13.2"), ("C3512", "occupations_en.csv, iscoGroup")}
    assert not asking("worldskills-profile", skill="WorldSkills 17").conflicts


def test_weights_that_were_not_found_are_none_and_the_gap_is_named(asking: Asking) -> None:
    answer = asking("worldskills-profile", skill="WorldSkills 53")
    assert {weight for _, _, weight in parts(answer, "section")} == {None}
    assert len(parts(answer, "section")) == 8
    assert answer.answer is not None
    assert [gap.iri for gap in answer.answer[0].gaps] == [f"{KQID}gap/worldskills-2026-53-weights"]
