"""The measure of how alike occupations are: its values by hand, and what holds for all of them."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgqual.questions.esco.skill_sets import Skills, SkillSets

SMALL = SkillSets(
    {
        "cook": frozenset({"knives", "hygiene", "menus"}),
        "baker": frozenset({"ovens", "hygiene"}),
        "waiter": frozenset({"hygiene", "menus"}),
        "clerk": frozenset({"filing"}),
    },
    {"clerk": frozenset({"menus"})},
)

skills = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)
occupations = st.dictionaries(st.sampled_from("123456"), skills, min_size=3)


def test_a_skill_weighs_more_the_fewer_occupations_need_it() -> None:
    assert SMALL.weight(["filing"]) == 1 + log2(4 / 1)
    assert SMALL.weight(["menus"]) == 1 + log2(4 / 2)
    assert SMALL.weight(["hygiene"]) == pytest.approx(1 + log2(4 / 3))


def test_similarity_and_coverage_are_as_the_formulas_say() -> None:
    hygiene, menus, knives = 1 + log2(4 / 3), 2.0, 3.0
    shared = hygiene + menus
    assert SMALL.similarity("cook", "waiter") == pytest.approx(shared / (shared + knives))
    assert SMALL.coverage("cook", "waiter") == pytest.approx(1.0)
    assert SMALL.coverage("waiter", "cook") == pytest.approx(shared / (shared + knives))


def test_neighbours_are_the_most_alike_of_those_that_share_an_essential_skill() -> None:
    found = SMALL.neighbours("cook", 5)
    assert [n.occupation for n in found] == ["waiter", "baker"]
    assert found[0].similarity == pytest.approx(SMALL.similarity("cook", "waiter"))
    assert found[0].coverage == pytest.approx(1.0)
    assert SMALL.neighbours("clerk", 5) == [], "an optional skill makes nobody alike"
    assert SMALL.neighbours("nobody", 5) == []
    assert len(SMALL.neighbours("cook", 1)) == 1


def test_what_needs_nothing_is_like_nothing() -> None:
    assert SMALL.similarity("nobody", "cook") == 0
    assert SMALL.similarity("nobody", "nobody") == 0
    assert SMALL.coverage("cook", "nobody") == 0


@given(occupations)
def test_similarity_is_symmetric_from_0_to_1_and_1_only_for_equal_sets(needs: Skills) -> None:
    sets = SkillSets(needs, {})
    for a in needs:
        for b in needs:
            value = sets.similarity(a, b)
            assert value == pytest.approx(sets.similarity(b, a))
            assert 0 <= value <= 1 + 1e-9
            assert (value == pytest.approx(1)) == (needs[a] == needs[b])
            assert value <= sets.coverage(a, b) + 1e-9


@given(occupations)
def test_one_less_the_similarity_is_a_metric(needs: Skills) -> None:
    sets = SkillSets(needs, {})

    def distance(a: str, b: str) -> float:
        return 1 - sets.similarity(a, b)

    for a in needs:
        for b in needs:
            for c in needs:
                assert distance(a, c) <= distance(a, b) + distance(b, c) + 1e-9


@given(occupations)
def test_neighbours_have_the_values_of_the_pairs(needs: Skills) -> None:
    sets = SkillSets(needs, {})
    first = min(needs)
    sharing = {other for other in needs if other != first and needs[other] & needs[first]}
    found = sets.neighbours(first, len(needs))
    assert {n.occupation for n in found} == sharing
    for neighbour in found:
        other = neighbour.occupation
        assert neighbour.similarity == pytest.approx(sets.similarity(first, other))
        assert neighbour.coverage == pytest.approx(sets.coverage(first, other))
