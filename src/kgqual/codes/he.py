"""Codes of higher education: area 6B06, direction 6B061, programme 6B06101, group B057."""

from __future__ import annotations

import re

from kgqual.codes.slips import Slip, SlipName

PREFIXES = frozenset({"6B", "7M", "7R", "8D"})
GROUP_PREFIXES = {"B": "6B", "M": "7M", "R": "7R", "D": "8D"}
"""Letter of a programme group → prefix of the areas it belongs to."""

AREA = r"[678][A-Z][0-9]{2}"
NATIONAL_DIRECTION = rf"{AREA}[0-9]"
DIRECTION = rf"{AREA}([0-9]|-[0-9A-Za-z]+)"
"""A direction by its national code, or by a provisional one: the area's, '-' and a number."""
PROGRAMME = rf"{AREA}[0-9]{{3}}"
GROUP = r"[BMRD][0-9]{3}"

_LED_BY_PREFIX = re.compile(r"(6B|7M|7R|8D)([0-9]+)")
_LED_BY_LETTER = re.compile(r"([BMRD])([0-9]+)")
_LENGTHS = {2, 3, 5}
"""How many digits follow the prefix of an area, a direction and a programme."""


def digits_slip(code: str) -> Slip | None:
    """Return what happened to the digits of an area, direction, programme or group, or None."""
    if led := _LED_BY_LETTER.fullmatch(code):
        return _slip(led[1], led[2], {3})
    if led := _LED_BY_PREFIX.fullmatch(code):
        return _slip(led[1], led[2], _LENGTHS)
    return None


def _slip(prefix: str, digits: str, lengths: set[int]) -> Slip | None:
    """Compare the number of digits with those that a good code may have."""
    if len(digits) in lengths:
        return None
    if len(digits) > max(lengths):
        shorter = {
            digits[:i] + digits[i + 1 :]
            for i in range(1, len(digits))
            if len(digits) - 1 in lengths and digits[i] == digits[i - 1]
        }
        meant = tuple(sorted(prefix + code for code in shorter))
        return Slip(SlipName.EXTRA_DIGIT, str(len(digits)), meant)
    length = min(length for length in lengths if length > len(digits))
    if not digits.startswith("0"):
        return Slip(SlipName.LOST_ZERO, "", (prefix + digits.zfill(length),))
    return Slip(SlipName.CUT_SHORT, str(length - len(digits)))
