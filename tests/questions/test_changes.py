"""What a release changed; every sample was looked up in the two official releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from kgqual.answering import AnyAnswer
from kgqual.errors import BadUsage
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"


def whole(asking_esco: Asking, old: str, new: str, scheme: str = "ESCO") -> AnyAnswer:
    return asking_esco("changes", scheme=scheme, **{"from": old, "to": new})


def named(things: tuple[object, ...]) -> list[str]:
    return [thing.label["en"] for thing in things]  # type: ignore[attr-defined]


def of(answer: AnyAnswer, kind: str) -> dict[str, list[str]]:
    """Return what changed in one way: name → what it has become."""
    return {c.thing.label["en"]: named(c.after) for c in answer.answer or () if c.change == kind}


def test_from_1_1_0_to_1_1_1_one_occupation_is_merged_and_the_groups_get_other_iris(
    asking_esco: Asking,
) -> None:
    answer = whole(asking_esco, "1.1.0", "1.1.1")
    counted = Counter(item.change for item in answer.answer or ())
    assert counted["replaced"] == 410
    assert counted["added"] == 14
    merged = of(answer, "merged")
    assert merged["therapeutic radiographer"] == ["radiation therapist"]
    assert (
        merged["planting crops, trees, or other plants"]
        == merged["pruning, cutting and harvesting, trees crops and other plants"]
        == ["planting, pruning and harvesting trees, crops and other plants"]
    )
    assert of(answer, "removed").keys() == {
        "climbing",
        "monitoring, inspecting and testing equipment, systems and products",
    }
    assert "integrate gender dimension in research" in of(answer, "renamed")
    assert counted["recoded"] == 23, "as many occupations as got another ISCO group"
    assert answer.strength is Strength.COMPUTED


def test_what_refers_to_a_group_under_its_other_iri_has_not_moved(asking_esco: Asking) -> None:
    """In v1.1.1 ten thousand skills are below groups with other IRIs; few groups are others."""
    moved = of(whole(asking_esco, "1.1.0", "1.1.1"), "moved")
    assert len(moved) == 926
    assert moved["branch manager"] == ["Policy and planning managers"]


def test_the_same_code_and_name_is_the_same_group_although_others_have_the_name(
    asking_esco: Asking,
) -> None:
    """S1.1 and S1.1.0 have one name; the code tells which is which."""
    answer = asking_esco(
        "changes", scheme="esco", change="replaced", **{"from": "1.1.0", "to": "1.1.1"}
    )
    found = {c.thing.iri: c for c in answer.answer or ()}
    negotiating = found[SKILL + "S1.1.0"]
    assert (negotiating.after[0].code, negotiating.confidence) == ("S1.1.0", 0.99)
    renamed = found[SKILL + "S2.8.6"]
    assert named(renamed.after) == ["monitoring health conditions of humans and animals"]
    assert renamed.confidence < 0.99, "found by what is below it, not by its name"


def test_a_group_that_became_a_skill_is_not_removed(asking_esco: Asking) -> None:
    answer = asking_esco(
        "changes", scheme="esco", change="retyped", **{"from": "1.1.0", "to": "1.1.1"}
    )
    assert {c.thing.label["en"] for c in answer.answer or ()} == {
        "ICT safety",
        "digital communication and collaboration",
        "digital content creation",
        "digital data processing",
        "problem-solving with digital tools",
    }


def test_a_partial_release_says_what_became_of_occupations(asking_esco: Asking) -> None:
    answer = whole(asking_esco, "1.1.1", "1.2.1", "ESCO Occupations")
    assert of(answer, "removed").keys() == {
        "contact tracing agent",
        "fruit and vegetable preserver",
    }
    assert of(answer, "merged") == {"residential care home worker": ["care home worker"]}
    assert len(of(answer, "added")) == 35
    assert "cyber incident responder" in of(answer, "renamed")
    assert of(answer, "respelt").keys() == {
        "furniture carpets and lighting equipment distribution manager",
        "wholesale merchant in fish crustaceans and molluscs",
    }
    assert of(answer, "moved")["dental hygienist"] == ["Dentists"]
    assert not of(answer, "not-said")


def test_a_table_that_a_partial_release_lacks_does_not_say_that_anything_is_gone(
    asking_esco: Asking,
) -> None:
    answer = whole(asking_esco, "1.1.1", "1.2.1")
    gone = {
        c.thing.iri
        for c in answer.answer or ()
        if c.change in ("removed", "merged", "replaced", "split")
    }
    assert len([iri for iri in gone if iri.startswith(OCCUPATION)]) == 3
    assert len(gone) == 10, "seven groups are gone, and no skill"
    (unknown,) = (c for c in answer.answer or () if c.change == "not-said")
    assert unknown.concepts == 11_661
    assert unknown.thing.label["en"] == "The table of skills is not in the files of this release."


def test_a_scheme_that_one_of_the_releases_does_not_have_is_not_compared(
    asking_esco: Asking,
) -> None:
    answer = whole(
        asking_esco,
        "1.1.0",
        "1.1.1",
        "http://data.europa.eu/esco/concept-scheme/8ae4b9f3-507e-4057-a145-2f96f0132613",
    )
    assert answer.abstained
    assert "nothing follows" in (answer.reason or "")


@pytest.mark.parametrize(
    ("scheme", "old", "new", "reason"),
    [
        ("ESCO", "1.1.0", "9", "“9” is no release that is loaded."),
        ("ESCO", "1.1.0", "v1.1.0", "Both names stand for esco@1.1.0"),
        ("no such thing", "1.1.0", "1.1.1", "names no one source or scheme"),
    ],
)
def test_what_cannot_be_compared_is_said(
    asking_esco: Asking, scheme: str, old: str, new: str, reason: str
) -> None:
    answer = whole(asking_esco, old, new, scheme)
    assert answer.abstained
    assert reason in (answer.reason or "")


def test_a_framework_of_which_no_level_was_found_does_not_make_its_successor_new(
    asking: Asking,
) -> None:
    answer = whole(asking, "2012", "2016", "NQF")
    assert answer.abstained
    assert "No concept of it is known of framework@nqf-2012" in (answer.reason or "")


def test_a_kind_of_change_that_there_is_not_is_refused(asking_esco: Asking) -> None:
    with pytest.raises(BadUsage, match="change='lost' is unknown: removed, merged"):
        asking_esco("changes", scheme="esco", change="lost", **{"from": "1.1.0", "to": "1.1.1"})
