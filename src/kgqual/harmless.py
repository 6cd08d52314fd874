"""Texts that may quote a hostile file, made safe for terminals and for spreadsheets."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    r"""Return ``text`` with what would steer a terminal or turn the writing written out.

    The form ``\u202e`` is also how JSON writes such a character: JSON text means the same after.
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def no_formula(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula: with a ``'`` before it."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text
