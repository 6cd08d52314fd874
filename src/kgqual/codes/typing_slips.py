"""Slips of typing: Cyrillic letters, spaces and dashes, small letters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import NamedTuple

from kgqual.codes.slips import Slip, SlipName

LATIN = {
    "А": "A",
    "Б": "B",
    "В": "BWD",
    "Д": "D",
    "Е": "E",
    "З": "3",
    "И": "B",
    "К": "R",
    "М": "M",
    "О": "0",
    "Р": "R",
    "С": "S",
    "Ф": "A",
    "Х": "X",
    "Ц": "W",
    "Ш": "W",
    "Ы": "S",
    "Ь": "M",
    "Ѕ": "S",
}
"""Cyrillic letters typed in codes, with what they stand for: the most likely first.

They look like it (В for B), sound like it (Д for D), or lie on its key (Ц for W).
"""
_MOST = 3
"""How many Cyrillic letters a code may hold and still be guessed at: no prefix is longer."""
_SEPARATOR = re.compile(r"[\s.\-‐‑–—_/\u00ad\u200b-\u200d\u2060\ufeff]")
"""Also what is invisible and copied from documents: soft hyphens, joiners, byte order marks."""


class Typed(NamedTuple):
    """A code as it was probably meant to be typed, and the slips that were made in it."""

    text: str
    slips: tuple[Slip, ...]


def as_typed(text: str, well_formed: Callable[[str], bool]) -> Typed:
    """Return ``text`` without the slips of typing, well-formed where it can be, and the slips."""
    slips = []
    small = text != text.upper()
    if cyrillic := [letter for letter in text if "\u0400" <= letter <= "\u04ff"]:
        slips.append(Slip(SlipName.CYRILLIC, cyrillic[0]))
    text = _latin(text, cyrillic, well_formed)
    if not well_formed(text.upper()) and (separator := _SEPARATOR.search(text)):
        slips.append(Slip(SlipName.SEPARATOR, separator[0]))
        text = _SEPARATOR.sub("", text)
    if small:
        slips.append(Slip(SlipName.LOWER_CASE))
    return Typed(text.upper(), tuple(slips))


def _latin(text: str, cyrillic: list[str], well_formed: Callable[[str], bool]) -> str:
    """Put Latin for Cyrillic letters: the first reading that makes a good code, or the first."""
    if not cyrillic or len(cyrillic) > _MOST:
        return text
    options = [LATIN.get(letter.upper(), letter) for letter in text]
    readings = ["".join(letters) for letters in itertools.product(*options)]
    compact = (_SEPARATOR.sub("", reading).upper() for reading in readings)
    good = (reading for reading, code in zip(readings, compact, strict=True) if well_formed(code))
    return next(good, readings[0])
