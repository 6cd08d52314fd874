"""Levels in order: their codes are no numbers."""

from __future__ import annotations

import pytest

from kgqual.answering.level_order import ordered


@pytest.mark.parametrize(
    "codes",
    [
        ["1", "2", "9", "10", "12"],
        ["4", "4+", "5", "5.1", "5.2", "5a", "5b", "6 A", "6 B"],
    ],
)
def test_codes_that_begin_with_numbers_are_ordered_by_them(codes: list[str]) -> None:
    backwards = {f"level {code}": code for code in reversed(codes)}
    assert [backwards[level] for level in ordered(backwards, {})] == codes


def test_codes_that_count_downwards_follow_the_eqf() -> None:
    french = {"a": "V", "b": "IV", "c": "III", "d": "II-Grade de Licence", "e": "I-Doctorat"}
    eqf = {"a": ["3"], "b": ["4"], "c": ["5"], "d": ["6"], "e": ["8"]}
    assert [french[level] for level in ordered(french, eqf)] == list(french.values())


def test_a_level_without_a_counterpart_is_below_those_that_have_one() -> None:
    rqf = {"a": "1", "b": "Entry Level 3", "c": "Entry Levels 1-2"}
    assert ordered(rqf, {"a": ["2"], "b": ["1"]}) == ["c", "b", "a"]
