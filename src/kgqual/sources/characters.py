"""Characters that no label or note needs and that hide or change what people see."""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters, most of which no XML document can hold, and those that turn the direction
of all the writing after them; the marks that Arabic and Hebrew need are none of them."""


def code_point(character: str) -> str:
    """Return what to call a character in a message: ``U+202E (RIGHT-TO-LEFT OVERRIDE)``."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def shortened(text: str, most: int) -> str:
    """Return a text for a message, cut off after ``most`` characters."""
    return text if len(text) <= most else f"{text[:most]}…"
