"""BM25 over the stems of labels, of descriptions and of contexts.

The formula is that of Lucene (Kamphuis et al., *Which BM25 Do You Mean?*, 2020): for each stem that
a text and a row share, ``idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length))``,
with ``idf = ln(1 + (n - df + 0.5) / (df + 0.5))``. Of the labels of a term the best one counts; a
stem is as rare as the terms are that have it in a label, however many of their labels have it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgqual.matching.columns import Columns
from kgqual.matching.corpus import Corpus, Counts
from kgqual.matching.terms import Scores, Text
from kgqual.matching.words import stem

_K1, _B = 1.2, 0.9
"""How much repetition counts, and how much the length: labels are short, and few words more mean
another thing."""


class Bm25:
    """Scores labels by the stems that they share with a title."""

    name = "bm25"

    def __init__(self, corpus: Corpus) -> None:
        self._columns = Columns(corpus, lambda word: (stem(*word),))
        self._starts = corpus.starts[:-1]
        labels = self._columns.counted(corpus.labels)
        of_terms = csr_array(_summing(corpus) @ labels)
        self._weights = csr_array(weighted(labels, rarity(of_terms)).T)

    def scores(self, texts: Sequence[Text]) -> Scores:
        """Return the score of the best label of each term."""
        asked = self._columns.asked([(text.title, text.language) for text in texts])
        found = (asked @ self._weights).toarray()
        return np.maximum.reduceat(found, self._starts, axis=1)


def rarity(counts: Counts) -> NDArray[np.float32]:
    """Return the inverse document frequency of each column, a row being a document."""
    rows = counts.shape[0]
    having = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.log1p((rows - having + 0.5) / (having + 0.5)).astype(np.float32)


def weighted(counts: Counts, idf: NDArray[np.float32]) -> Counts:
    """Return the weight of each column in each row."""
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    relative = lengths / max(lengths.mean(), 1.0)
    norms = np.repeat(_K1 * (1 - _B + _B * relative), np.diff(counts.indptr))
    weights = counts.data * (_K1 + 1) / (counts.data + norms) * idf[counts.indices]
    return csr_array((weights.astype(np.float32), counts.indices, counts.indptr), counts.shape)


def _summing(corpus: Corpus) -> Counts:
    """Return the matrix that sums the rows of the labels of each term."""
    labels = int(corpus.starts[-1])
    ones = np.ones(labels, np.float32)
    return csr_array((ones, np.arange(labels), corpus.starts), (len(corpus.terms), labels))
