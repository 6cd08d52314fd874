"""Codes of vocational education.

A speciality is eight digits (06130100), the first four of them an ISCED-F field. A qualification
is a prefix for its level and eight digits (4S06130103): the first six are its speciality's, the
last two its number there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kgqual.codes.known import is_study_field
from kgqual.codes.slips import Slip, SlipName

SPECIALITY = r"[0-9]{8}"
QUALIFICATION = r"(3W|4S|5AB)[0-9]{8}"
PREFIX_LEVELS = {"3W": "3", "4S": "4", "5AB": "5"}
LED_BY_PREFIX = re.compile(r"(3W|4S|5AB)([0-9]*)")
OLDER_QUALIFICATION = re.compile(r"[0-9]{6} [0-9]")


class QualificationCode(NamedTuple):
    """The parts of a qualification's code."""

    prefix: str
    digits: str

    @classmethod
    def of(cls, code: str) -> QualificationCode:
        """Return the parts of a code that matches ``QUALIFICATION``."""
        return cls(code[:-8], code[-8:])

    @property
    def speciality(self) -> str:
        """The speciality's code: the first six digits and 00."""
        return self.digits[:6] + "00"

    @property
    def number(self) -> str:
        """The qualification's number within its speciality."""
        return self.digits[6:]


def digits_slip(digits: str, prefix: str = "") -> Slip | None:
    """Return what happened to the digits of a code, of which there should be eight, or None."""
    if OLDER_QUALIFICATION.fullmatch(digits):
        return Slip(SlipName.OLDER_CLASSIFIER)
    if not (digits.isascii() and digits.isdigit()) or len(digits) == 8:
        return None
    if len(digits) > 8:
        return Slip(SlipName.EXTRA_DIGIT, str(len(digits)), _without_double(digits, prefix))
    if len(digits) == 7 and is_study_field(f"0{digits}"[:4]):
        return Slip(SlipName.LOST_ZERO, "", (f"{prefix}0{digits}",))
    if not prefix and _is_older(digits):
        return Slip(SlipName.OLDER_CLASSIFIER)
    return Slip(SlipName.CUT_SHORT, str(8 - len(digits)))


def _is_older(digits: str) -> bool:
    """Return whether seven digits are those of the classifier before ISCED-F (1304000, 1304043).

    Its specialities end in 000. What does not begin with a field of study is no code of today's
    that was cut short.
    """
    return len(digits) == 7 and (digits.endswith("000") or not is_study_field(digits[:4]))


def speciality_within(code: str) -> str:
    """Return the speciality in a code such as 4S120100 (04120100 without its zero, an S), or ''."""
    digits = "".join(character for character in code if character.isdigit())
    speciality = f"0{digits}"
    if len(speciality) == 8 and speciality.endswith("00") and is_study_field(speciality[:4]):
        return speciality
    return ""


def _without_double(digits: str, prefix: str) -> tuple[str, ...]:
    """Return the codes that remain when one of two equal neighbours is taken out."""
    shorter = {
        digits[:i] + digits[i + 1 :]
        for i in range(1, len(digits))
        if len(digits) == 9 and digits[i] == digits[i - 1]
    }
    return tuple(sorted(f"{prefix}{code}" for code in shorter if is_study_field(code[:4])))
