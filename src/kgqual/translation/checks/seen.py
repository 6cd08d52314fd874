"""What of a text can be seen."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
"""Categories of Unicode: control, format, private use, unassigned, surrogate, line separators."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that show nothing: braille, and Default_Ignorable_Code_Point of Unicode."""


def is_unseen(character: str) -> bool:
    """Whether a character other than a space shows nothing."""
    return character in _BLANK or unicodedata.category(character) in _UNSEEN


def all_is_seen(text: str) -> bool:
    """Whether a text has no character that shows nothing, nor any space but the plain one."""
    return text.isprintable() and _BLANK.isdisjoint(text)


@lru_cache(maxsize=1_000)
def shows_nothing(text: str) -> bool:
    """Whether a text has no letter and no digit that can be seen."""
    return not any(c.isalnum() and c not in _BLANK for c in text)
