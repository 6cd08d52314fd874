"""How the skills of an occupation fall into ESCO's skill hierarchy."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer

Asking = Callable[..., AnyAnswer]
BROADER = "http://www.w3.org/2004/02/skos/core#broader"


def test_the_groups_below_the_pillars_are_counted_essential_and_optional_apart(
    asking_esco: Asking,
) -> None:
    answer = asking_esco("skill-groups", occupation="software developer")
    top = [g for g in answer.answer or () if g.depth == 1]
    assert [(g.group.label["en"], g.above.code, g.essential, g.optional) for g in top[:4]] == [
        ("working with computers", "S", 9, 49),
        ("information skills", "S", 5, 1),
        ("management skills", "S", 5, 0),
        ("information and communication technologies (icts)", "K", 4, 63),
    ]


def test_the_groups_of_the_second_depth_are_below_those_of_the_first(asking_esco: Asking) -> None:
    groups = asking_esco("skill-groups", occupation="software developer").answer or ()
    first = {g.group.iri: g for g in groups if g.depth == 1}
    second = [g for g in groups if g.depth == 2]
    assert second
    for group in second:
        above = first[group.above.iri]
        assert group.essential <= above.essential
        assert group.optional <= above.optional


def test_no_skill_is_lost_on_the_way_up(asking_esco: Asking) -> None:
    answer = asking_esco("skill-groups", occupation="software developer")
    listed = {s.object for s in answer.steps if s.predicate != BROADER}
    assert len(listed) == 24 + 80, "all essential and optional skills are in some group"


def test_a_chain_leads_from_each_skill_up_to_the_group(asking_esco: Asking) -> None:
    answer = asking_esco("skill-groups", occupation="software developer")
    for group in answer.answer or ():
        steps = [answer.steps[index] for index in group.steps]
        up = {s.subject: s.object for s in steps if s.predicate == BROADER}
        for skill in (s.object for s in steps if s.predicate != BROADER):
            at = skill
            while at != group.group.iri:
                at = up[at]


def test_a_skill_that_others_are_below_is_no_group(asking_esco: Asking) -> None:
    """ESCO has "traditional Chinese medicine" below the language "Chinese"."""
    answer = asking_esco("skill-groups", occupation="acupuncturist")
    assert "Chinese" in {s.statement["en"].split("“")[2].rstrip("”.") for s in answer.steps}
    assert "Chinese" not in {g.group.label["en"] for g in answer.answer or ()}


def test_without_esco_it_says_what_to_add(asking: Asking) -> None:
    answer = asking("skill-groups", occupation="software developer")
    assert answer.reason
    assert answer.reason.startswith("ESCO is not loaded: add")
