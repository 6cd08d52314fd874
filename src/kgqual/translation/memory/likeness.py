"""How like a text is to one that was translated before."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from kgqual.folding import fold
from kgqual.matching.words import stem, words

_NOT_THE_SAME = 0.99
"""What texts come to at most that are not the same: they may differ in case or punctuation."""


class Normal(NamedTuple):
    """A text as it is compared: as it stands but for its spaces, folded, and as stems of words."""

    text: str
    folded: str
    stems: tuple[str, ...]


def normal(text: str, language: str) -> Normal:
    """Return a text of a language (BCP 47) as it is compared.

    Case, accents and punctuation do not count, nor does an inflection that a stemmer of the
    language knows; of a language without one the beginnings of words count.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return Normal(plain, fold(plain), tuple(stem(word, language) for word in words(plain)))


def likeness(one: Normal, other: Normal) -> float:
    """Return how like two texts are, from 0 to 1; 1 says that they are the same.

    Otherwise it is the mean of two normalised Indel similarities (insertions and deletions over the
    length of both), of letters and of words: letters alone take *welder* for nearly *elder*, words
    alone see nothing in a misspelling.
    """
    if one.text == other.text:
        return 1.0
    letters = fuzz.ratio(one.folded, other.folded) / 100
    same_words = Indel.normalized_similarity(one.stems, other.stems)
    return min((letters + same_words) / 2, _NOT_THE_SAME)
