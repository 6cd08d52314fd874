"""What one occupation needs that another does not, on ESCO v1.1.1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from kgqual.answering import AnyAnswer
from kgqual.model import Strength

Asking = Callable[..., AnyAnswer]
TWO = {"from": "software developer", "to": "web developer"}


def test_what_is_missing_comes_first_the_rarest_skill_first(asking_esco: Asking) -> None:
    items = asking_esco("skill-gap", **TWO).answer or ()
    first = items[0]
    assert first.skill.label["en"] == "implement front-end website design"
    assert (first.kind, first.needed, first.held) == ("skill", "essential", "no")
    missing = [i for i in items if (i.needed, i.held) == ("essential", "no")]
    assert tuple(missing) == items[: len(missing)]
    assert [i.share for i in missing] == sorted((i.share for i in missing), reverse=True)


def test_essential_and_optional_are_apart_whoever_holds_them(asking_esco: Asking) -> None:
    items = asking_esco("skill-gap", **TWO).answer or ()
    assert Counter((i.needed, i.held) for i in items if i.needed == "essential") == {
        ("essential", "no"): 7,
        ("essential", "optional"): 2,
        ("essential", "essential"): 12,
    }
    assert {i.needed for i in items[:21]} == {"essential"}
    assert {i.needed for i in items[21:]} == {"optional"}
    assert {i.share for i in items[21:]} == {0}


def test_the_shares_of_what_both_need_are_the_coverage(asking_esco: Asking) -> None:
    items = asking_esco("skill-gap", **TWO).answer or ()
    assert sum(item.share for item in items) == pytest.approx(1, abs=1e-3)
    both = sum(item.share for item in items if item.held == "essential")
    alike = asking_esco("related-occupations", occupation="software developer").answer or ()
    web = next(a for a in alike if a.occupation.label["en"] == "web developer")
    assert both == pytest.approx(web.coverage, abs=2e-3)


def test_an_item_rests_on_both_lists_and_on_how_alike_the_two_are(asking_esco: Asking) -> None:
    answer = asking_esco("skill-gap", **TWO)
    item = next(i for i in answer.answer or () if i.skill.label["en"] == "debug software")
    needed, held, alike = (answer.steps[index] for index in item.steps)
    assert (
        needed.predicate
        == held.predicate
        == ("http://data.europa.eu/esco/model#relatedEssentialSkill")
    )
    assert (needed.subject, held.subject) == (alike.object, alike.subject)
    assert needed.strength is Strength.OFFICIAL
    assert alike.strength is Strength.COMPUTED
    assert alike.confidence == pytest.approx(0.3724, abs=1e-4)


def test_from_an_occupation_to_itself_nothing_is_missing(asking_esco: Asking) -> None:
    answer = asking_esco("skill-gap", **{"from": "2512.4", "to": "2512.4"})
    assert {i.held for i in answer.answer or ()} == {"essential", "optional"}
    assert all(i.held == i.needed for i in answer.answer or ())
    assert answer.strength is Strength.OFFICIAL


def test_without_esco_it_says_what_to_add(asking: Asking) -> None:
    answer = asking("skill-gap", **TWO)
    assert answer.abstained
    assert answer.reason
    assert answer.reason.startswith("ESCO is not loaded: add")
