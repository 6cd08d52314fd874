"""Words of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[̀-ͯ҃-҇])*")
"""Letters and the marks upon them; digits, hyphens and apostrophes part words."""


class Word(NamedTuple):
    """A run of letters, from ``start`` to ``end``."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in their order."""
    for found in _WORD.finditer(text):
        yield Word(found[0], found.start(), found.end())


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return the different words of texts, in small letters."""
    return frozenset(word.text.casefold() for text in texts for word in words(text))
