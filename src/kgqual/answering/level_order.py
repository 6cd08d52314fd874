"""The order in which the levels of a framework are shown, the lowest first.

Levels are not numbers: ``5a``, ``Entry 1-3``, ``I-Doctorat``, ``first``. Where every code of a
framework begins with a number, its numbers order it; else the levels of the EQF to which the
levels correspond do, since the codes of some frameworks count downwards. The order says nothing
about how far levels lie apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NUMBERS = re.compile(r"([0-9]+)")


def ordered(codes: Mapping[str, str], eqf: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the levels of one framework in order.

    ``codes`` is level → code, ``eqf`` level → codes of EQF levels.
    """
    counted = all(code[:1].isdigit() for code in codes.values())

    def place(level: str) -> tuple[int, list[tuple[int, str]], str]:
        """Return what a level is sorted by: its place in the EQF, its code, its IRI."""
        at = 0 if counted else min(map(int, eqf.get(level, ())), default=0)
        return at, _natural(codes[level]), level

    return sorted(codes, key=place)


def _natural(code: str) -> list[tuple[int, str]]:
    """Return a key that puts 5.2 after 5.1, 10 after 9, and 4+ after 4."""
    pieces = _NUMBERS.split(code)
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces if piece]
