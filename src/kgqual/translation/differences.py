"""How two texts differ, word by word, as people are shown it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from pydantic import BaseModel, ConfigDict
from rapidfuzz.distance import Indel

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)


class Change(StrEnum):
    """What became of a piece of text; the names are those of HTML and of unified differences."""

    SAME = "same"
    DELETED = "del"
    INSERTED = "ins"


class Piece(BaseModel):
    """A piece of text that stayed, went or came."""

    model_config = ConfigDict(frozen=True)

    change: Change
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order, whole words; what went precedes what came.

    Those that are not inserted make up ``before``, those that are not deleted ``after``.
    """
    made: list[Piece] = []
    for stayed, run in groupby(_steps(before, after), lambda step: step[0] is Change.SAME):
        steps = list(run)
        for change in (Change.SAME,) if stayed else (Change.DELETED, Change.INSERTED):
            if text := "".join(word for of, word in steps if of is change):
                made.append(Piece(change=change, text=text))
    return tuple(made)


def _steps(before: str, after: str) -> Iterator[tuple[Change, str]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield from ((Change.SAME, word) for word in old[step.src_start : step.src_end])
        else:
            yield from ((Change.DELETED, word) for word in old[step.src_start : step.src_end])
            yield from ((Change.INSERTED, word) for word in new[step.dest_start : step.dest_end])
