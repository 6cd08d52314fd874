"""What is said of a code of vocational education that cannot be read."""

from __future__ import annotations

import re

from kgqual.codes.slips import Slip, SlipName
from kgqual.codes.tvet import LED_BY_PREFIX, SPECIALITY, digits_slip, speciality_within

OLDER_CLASSIFIER = (
    "It is a code of an older classifier; look up the code that took its place, "
    "since none can be computed."
)


def speciality_fault(code: str) -> str:
    """Say what is probably wrong with what should be the code of a speciality."""
    if led := LED_BY_PREFIX.fullmatch(code):
        digits = led[2]
        belongs = f" Its speciality is {digits[:6]}00." if len(digits) == 8 else ""
        return f"It is the code of a qualification, not of a speciality.{belongs}"
    return _sentence(digits_slip(code))


def qualification_fault(code: str) -> str:
    """Say what is probably wrong with what should be the code of a qualification."""
    led = LED_BY_PREFIX.fullmatch(code)
    if not led:
        if re.fullmatch(SPECIALITY, code):
            return "The prefix is missing: 3W, 4S or 5AB."
        return _sentence(digits_slip(code)) or "It must begin with 3W, 4S or 5AB."
    within = speciality_within(code)
    meant = f" Perhaps a qualification of the speciality {within} is meant." if within else ""
    return _sentence(digits_slip(led[2], led[1]), led[1]) + meant


def _sentence(slip: Slip | None, prefix: str = "") -> str:
    place = f" after {prefix}" if prefix else ""
    match slip:
        case None:
            return ""
        case Slip(SlipName.EXTRA_DIGIT, digits, meant):
            twice = f" A digit is typed twice: perhaps {' or '.join(meant)} is meant."
            return f"It has {digits} digits{place} instead of 8.{twice if meant else ''}"
        case Slip(SlipName.LOST_ZERO, _, (meant,)):
            return f"A leading zero is lost: perhaps {meant} is meant."
        case Slip(SlipName.OLDER_CLASSIFIER):
            return OLDER_CLASSIFIER
        case Slip(_, missing):
            are = "is" if missing == "1" else "are"
            return (
                f"It is cut short: {missing} of 8 digits {are} missing{place} "
                "and cannot be told from the rest."
            )
