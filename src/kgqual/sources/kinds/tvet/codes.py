"""Codes of vocational education: their parts, and what happened to those seen mutilated.

A speciality is eight digits (06130100), the first four of them an ISCED-F field. A qualification
is a prefix for its level and eight digits (4S06130103): the first six are its speciality's, the
last two its number there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kgqual.sources.codes import is_study_field

SPECIALITY = r"[0-9]{8}"
QUALIFICATION = r"(3W|4S|5AB)[0-9]{8}"
PREFIX_LEVELS = {"3W": "3", "4S": "4", "5AB": "5"}
OLDER_CLASSIFIER = (
    "It is a code of an older classifier; look up the code that took its place, "
    "since none can be computed."
)
_LED_BY_PREFIX = re.compile(r"(3W|4S|5AB)([0-9]*)")


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


def speciality_fault(code: str) -> str:
    """Say what is probably wrong with what should be the code of a speciality."""
    if led := _LED_BY_PREFIX.fullmatch(code):
        digits = led[2]
        belongs = f" Its speciality is {digits[:6]}00." if len(digits) == 8 else ""
        return f"It is the code of a qualification, not of a speciality.{belongs}"
    return _digits_fault(code)


def qualification_fault(code: str) -> str:
    """Say what is probably wrong with what should be the code of a qualification."""
    led = _LED_BY_PREFIX.fullmatch(code)
    if not led:
        if re.fullmatch(SPECIALITY, code):
            return "The prefix is missing: 3W, 4S or 5AB."
        return _digits_fault(code) or "It must begin with 3W, 4S or 5AB."
    return _digits_fault(led[2], led[1]) + _speciality_within(code)


def _speciality_within(code: str) -> str:
    """Suggest the speciality in a code such as 4S120100: 04120100 without its zero, and an S."""
    digits = "".join(character for character in code if character.isdigit())
    speciality = f"0{digits}"
    if len(speciality) == 8 and speciality.endswith("00") and is_study_field(speciality[:4]):
        return f" Perhaps a qualification of the speciality {speciality} is meant."
    return ""


def _digits_fault(digits: str, prefix: str = "") -> str:
    """Say what is wrong with the digits of a code, of which there should be eight."""
    if re.fullmatch(r"[0-9]{6} [0-9]", digits):
        return OLDER_CLASSIFIER
    if not digits.isdigit():
        return ""
    place = f"after {prefix} " if prefix else ""
    if len(digits) > 8:
        return f"It has {len(digits)} digits {place}instead of 8.{_without_double(digits, prefix)}"
    if len(digits) == 7 and is_study_field(f"0{digits}"[:4]):
        return f"A leading zero is lost: perhaps {prefix}0{digits} is meant."
    if len(digits) == 7 and digits.endswith("000") and not prefix:
        return OLDER_CLASSIFIER
    missing = 8 - len(digits)
    return (
        f"It is cut short: {missing} of 8 digits {'is' if missing == 1 else 'are'} missing "
        f"{place}and cannot be told from the rest."
    )


def _without_double(digits: str, prefix: str) -> str:
    """Suggest the codes that remain when one of two equal neighbours is taken out."""
    shorter = {
        digits[:i] + digits[i + 1 :]
        for i in range(1, len(digits))
        if len(digits) == 9 and digits[i] == digits[i - 1]
    }
    likely = sorted(f"{prefix}{code}" for code in shorter if is_study_field(code[:4]))
    return f" A digit is typed twice: perhaps {' or '.join(likely)} is meant." if likely else ""
