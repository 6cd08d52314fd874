"""How two texts differ: nothing of either is lost, and whole words are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgqual.translation.differences import Change, differences

DEL, INS, SAME = Change.DELETED, Change.INSERTED, Change.SAME
WORDS = st.lists(st.sampled_from(["дәнекерлеуші", "weld", "  ", ",", "і", "\n"]), max_size=12)


def marked(before: str, after: str) -> list[tuple[Change, str]]:
    return [(piece.change, piece.text) for piece in differences(before, after)]


def test_whole_words_are_marked_and_what_went_precedes_what_came() -> None:
    assert marked("operate old lathes", "operate new lathes, safely") == [
        (SAME, "operate "),
        (DEL, "old"),
        (INS, "new"),
        (SAME, " lathes"),
        (INS, ", safely"),
    ]


def test_a_letter_that_differs_marks_its_word() -> None:
    assert marked("тiл маманы", "тіл маманы") == [(DEL, "тiл"), (INS, "тіл"), (SAME, " маманы")]


def test_equal_texts_are_one_piece_and_empty_ones_none() -> None:
    assert marked("weld", "weld") == [(SAME, "weld")]
    assert marked("", "") == []
    assert marked("", "weld") == [(INS, "weld")]


@given(WORDS.map("".join), WORDS.map("".join))
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = marked(before, after)
    assert "".join(text for change, text in pieces if change is not INS) == before
    assert "".join(text for change, text in pieces if change is not DEL) == after
