"""The terms of a set as counts of words: what every lexical matcher is derived from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgqual.matching.terms import Term
from kgqual.matching.words import words

Counts = csr_array
"""A sparse matrix of 32-bit floats; its rows are texts, its columns what is counted in them."""
Numbers = NDArray[np.intp]
Word = tuple[str, str]
"""A word and its language: in another one the same letters may have another stem."""


@dataclass(frozen=True)
class Corpus:
    """Terms, and how often each word is in their labels, descriptions and contexts.

    The labels of all terms follow each other in ``labels``; those of a term begin at its number
    in ``starts``, which ends with the number of all labels. Descriptions and contexts have one
    row for each term.
    """

    terms: Sequence[Term]
    vocabulary: Sequence[Word]
    labels: Counts
    starts: Numbers
    descriptions: Counts
    contexts: Counts

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Corpus:
        """Return the corpus of these terms, each of which has a label."""
        vocabulary: dict[Word, int] = {}
        labels = [[(one.text, one.language)] for term in terms for one in term.labels]
        texts = (labels, [t.descriptions for t in terms], [t.context for t in terms])
        read = [_read(one, vocabulary) for one in texts]
        counts = [counted(*columns_and_ends, len(vocabulary)) for columns_and_ends in read]
        starts = np.fromiter(accumulate((len(t.labels) for t in terms), initial=0), np.intp)
        return cls(terms, list(vocabulary), counts[0], starts, counts[1], counts[2])

    def part(self, numbers: Sequence[int]) -> Corpus:
        """Return the corpus of some of its terms, by their numbers, in that order."""
        chosen = np.asarray(numbers, np.intp)
        sizes = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
        labels = np.arange(starts[-1]) + np.repeat(self.starts[chosen] - starts[:-1], sizes)
        counts = (self.labels[labels], self.descriptions[chosen], self.contexts[chosen])
        used = np.unique(np.concatenate([one.indices for one in counts]))
        vocabulary = [self.vocabulary[number] for number in used]
        places = np.zeros(len(self.vocabulary), np.int32)
        places[used] = np.arange(len(used))
        kept = [
            csr_array((one.data, places[one.indices], one.indptr), (one.shape[0], len(used)))
            for one in counts
        ]
        terms = [self.terms[number] for number in chosen]
        return Corpus(terms, vocabulary, kept[0], starts, kept[1], kept[2])


def counted(columns: Sequence[int], ends: Sequence[int], width: int) -> Counts:
    """Return how often each of ``width`` columns is in each row.

    ``columns`` lists those of all rows in turn; ``ends`` begins with 0 and says where each ends.
    """
    shape = (len(ends) - 1, width)
    counts = csr_array((np.ones(len(columns), np.float32), columns, ends), shape=shape)
    counts.sum_duplicates()
    return counts


def summing(corpus: Corpus) -> Counts:
    """Return the matrix that sums the rows of the labels of each term."""
    labels = int(corpus.starts[-1])
    ones = np.ones(labels, np.float32)
    return csr_array((ones, np.arange(labels), corpus.starts), (len(corpus.terms), labels))


def _read(
    texts: Sequence[Iterable[tuple[str, str]]], vocabulary: dict[Word, int]
) -> tuple[list[int], list[int]]:
    """Return the numbers of the words of each text in turn, and where each text ends.

    A text comes in parts with their language; new words are added to ``vocabulary``.
    """
    columns: list[int] = []
    ends = [0]
    for parts in texts:
        for text, language in parts:
            for word in words(text):
                columns.append(vocabulary.setdefault((word, language), len(vocabulary)))
        ends.append(len(columns))
    return columns, ends
