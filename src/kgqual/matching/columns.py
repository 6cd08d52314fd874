"""What texts and terms are compared by: the columns of their matrices, stems or n-grams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgqual.matching.corpus import Corpus, Counts, Word, counted
from kgqual.matching.words import spoken, words

Parts = Callable[[Word], Iterable[str]]
"""What a word consists of: its stem, its n-grams."""
Language = str
_FREQUENT = 0.01
"""A language is one of a set when it has this share of its labels."""


@dataclass(frozen=True)
class Asked:
    """Texts as counts of parts that the terms have; ``unknown`` are how many others they have.

    Each row is a text.
    """

    counts: Counts
    unknown: NDArray[np.float32]


class Columns:
    """The parts of the words of a corpus, one column each."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._parts = parts
        self._known: dict[str, int] = {}
        columns: list[int] = []
        ends = [0]
        for word in corpus.vocabulary:
            columns.extend(self._known.setdefault(p, len(self._known)) for p in parts(word))
            ends.append(len(columns))
        self._of_words = counted(columns, ends, len(self._known))
        self._languages = _languages(corpus)

    def counted(self, counts: Counts) -> Counts:
        """Return how often each part is where ``counts`` says how often each word is."""
        parts = csr_array(counts @ self._of_words)
        parts.sort_indices()
        return parts

    def asked(self, texts: Sequence[tuple[str, Language]]) -> Asked:
        """Return the parts of texts, which come with their language, '' when unknown.

        A text in a language that the corpus has not is read in all those that it has as well:
        many words are the same.
        """
        columns: list[int] = []
        ends = [0]
        unknown = np.zeros(len(texts), np.float32)
        for number, (text, language) in enumerate(texts):
            mine = spoken(language)
            read_in = {mine} if mine in self._languages else {mine, *self._languages}
            for word in words(text):
                readings = [tuple(self._parts((word, one))) for one in sorted(read_in)]
                parts = dict.fromkeys(chain.from_iterable(readings))
                columns.extend(self._known[part] for part in parts if part in self._known)
                unknown[number] += min(
                    sum(part not in self._known for part in reading) for reading in readings
                )
            ends.append(len(columns))
        return Asked(counted(columns, ends, len(self._known)), unknown)


def _languages(corpus: Corpus) -> frozenset[Language]:
    """Return the languages that the labels of a corpus are in."""
    found = Counter(spoken(label.language) for term in corpus.terms for label in term.labels)
    return frozenset(one for one, n in found.items() if one and n >= _FREQUENT * found.total())
