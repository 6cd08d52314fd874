"""How like two texts are: the same, but for case and endings, or in some of their words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgqual.translation.memory.likeness import likeness, normal

TEXTS = st.text("abcdeéABC абвгәіңӘІ\t\u0301-.,'’(7", max_size=40)


def like(one: str, other: str, language: str = "en") -> float:
    return likeness(normal(one, language), normal(other, language))


def test_only_the_same_text_is_wholly_alike() -> None:
    assert like("manage staff", "manage  staff ") == 1.0
    assert like("manage staff", "Manage staff.") == 0.99


@pytest.mark.parametrize(
    ("language", "near", "text", "far"),
    [
        ("en", "managing the staff", "manage staff", "manage stairs"),
        ("en", "weld metals", "weld metal", "elder metal"),
        ("ru", "сварки металлов", "сварка металла", "сварка метелок"),
        ("kk", "персоналдарды басқару", "персоналды басқару", "персоналды бақылау"),
        ("en", "mangae staff", "manage staff", "garage staff"),
    ],
)
def test_endings_and_slips_count_less_than_other_words(
    language: str, near: str, text: str, far: str
) -> None:
    assert like(near, text, language) > like(far, text, language)


@settings(max_examples=50)
@given(TEXTS, TEXTS)
def test_it_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= like(one, other) <= 1
    assert like(one, other) == pytest.approx(like(other, one))
    assert like(one, one) == 1
