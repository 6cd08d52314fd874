"""What may happen to a code on its way into a form or a table."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class SlipName(StrEnum):
    """The kinds of slip that were seen in codes of real use."""

    CYRILLIC = "cyrillic-letter"
    SEPARATOR = "separator"
    LOWER_CASE = "lower-case"
    LOST_ZERO = "lost-zero"
    EXTRA_DIGIT = "extra-digit"
    CUT_SHORT = "cut-short"
    NO_PREFIX = "no-prefix"
    UNKNOWN_PREFIX = "unknown-prefix"
    UNKNOWN_FIELD = "unknown-field"
    OLDER_CLASSIFIER = "older-classifier"
    NO_CODE = "no-code"


class Slip(NamedTuple):
    """One slip: ``detail`` is the character or number it is about, ``meant`` what was probable.

    The codes in ``meant`` are for a person to choose from; nothing applies them.
    """

    name: SlipName
    detail: str = ""
    meant: tuple[str, ...] = ()
