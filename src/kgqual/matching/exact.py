"""Labels that are the text, but for case, marks, alphabet and the order of the words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgqual.folding import fold
from kgqual.matching.corpus import Corpus
from kgqual.matching.terms import Scores, Text
from kgqual.matching.words import words

_REORDERED = 0.9
"""What counts a label that has the same words in another order."""


class Exact:
    """Finds the terms with a label that is the same text."""

    name = "exact"

    def __init__(self, corpus: Corpus) -> None:
        self._terms = len(corpus.terms)
        self._same: dict[str, set[int]] = {}
        self._reordered: dict[str, set[int]] = {}
        for number, term in enumerate(corpus.terms):
            for label in term.labels:
                key = _key(label.text)
                self._same.setdefault(key, set()).add(number)
                self._reordered.setdefault(_sorted(key), set()).add(number)

    def scores(self, texts: Sequence[Text]) -> Scores:
        """Return 1 where a label is the text, a little less where its words are."""
        found = np.zeros((len(texts), self._terms), np.float32)
        for row, text in zip(found, texts, strict=True):
            if key := _key(text.title):
                row[list(self._reordered.get(_sorted(key), ()))] = _REORDERED
                row[list(self._same.get(key, ()))] = 1
        return found


def _key(text: str) -> str:
    return " ".join(map(fold, words(text)))


def _sorted(key: str) -> str:
    return " ".join(sorted(key.split()))
