"""Words of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[̀-ͯ҃-҇])*")
"""Letters and the marks upon them; digits, hyphens and apostrophes part words."""


class Word(NamedTuple):
    """A run of letters, from ``start`` to ``end``."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1_000)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in their order."""
    return tuple(Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text))


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return the different words of texts, in small letters."""
    return frozenset(word.text.casefold() for text in texts for word in words(text))
