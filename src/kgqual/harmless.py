"""Texts that may quote a hostile file, made safe for terminals and for spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import IO

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    r"""Return ``text`` with what would steer a terminal or turn the writing written out.

    The form ``\u202e`` is also how JSON writes such a character: JSON text means the same after.
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def no_formula(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula: with a ``'`` before it.

    A text that looks like one of these gets another, so that :func:`as_typed` returns every text.
    """
    return f"'{text}" if _guarded(text) else text


def as_typed(cell: str) -> str:
    """Return the text that :func:`no_formula` made a cell of."""
    return cell[1:] if cell.startswith("'") and _guarded(cell) else cell


def write_table(target: IO[str], header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write rows as CSV under their header.

    No text in it is a formula or steers a terminal; numbers are as they are, None is nothing.
    """
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            no_formula(harmless(cell)) if isinstance(cell, str) else cell for cell in row
        )


def _guarded(text: str) -> bool:
    return text.lstrip("'").startswith(_BEGINS_FORMULA)
