"""Text that runs over several lines, as one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgqual.sources.kinds.worldskills.lines import Word

OMISSION = "[…]"
"""Stands for words that lie beyond the page edge."""

_BROKEN = re.compile(r"\S(?:[/–—]\n|[-‐]\n(?!(?:and|or|to)\s))")
"""Where a line breaks within a word: not after the hyphen of “short-” in “short- and long-term”."""

Piece = tuple[str, bool]
"""The text of a line, and whether the page shows the whole line."""


def piece(words: Iterable[Word]) -> Piece:
    """Return the words that the page shows as text, and whether it shows all of them."""
    listed = list(words)
    return " ".join(w.text for w in listed if w.shown), all(w.shown for w in listed)


def joined(pieces: Iterable[Piece]) -> str:
    """Return the lines of wrapped text as one, marking what is missing where one is cut off.

    A line that ends in a hyphen or a slash goes on without a space; a hyphen that only
    typesetting put there (U+2010) goes.
    """
    text = "\n".join(line if whole else f"{line} {OMISSION}" for line, whole in pieces)
    text = _BROKEN.sub(lambda found: found[0].rstrip("‐\n"), text)
    return " ".join(text.split())
