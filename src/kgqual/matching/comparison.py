"""Comparing texts with rows of a set by one product of sparse matrices."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgqual.matching.corpus import Counts
from kgqual.matching.terms import Scores
from kgqual.matching.weighting import bm25, inverse_frequency, massed, present, unit


class Comparison:
    """Weighted rows, and how a text is weighted before it meets them."""

    def __init__(self, rows: Counts, weigh: Callable[[Counts], Counts]) -> None:
        self._columns = csr_array(rows.T)
        self._weigh = weigh

    def __call__(self, asked: Counts) -> Scores:
        """Return the score of each row for each text, a text being a row of ``asked``."""
        weighed = self._weigh(asked)
        found = np.empty((asked.shape[0], self._columns.shape[1]), np.float32)
        # Text by text: only the columns that it has are read, and no zeros are looked for. The
        # product of two sparse matrices takes twice as long.
        for number, (first, last) in enumerate(pairwise(weighed.indptr)):
            columns = self._columns[weighed.indices[first:last]]
            found[number] = columns.T @ weighed.data[first:last]
        return found

    @classmethod
    def of_bm25(cls, rows: Counts, idf: NDArray[np.float32]) -> Comparison:
        """Return BM25: the sum of the weights of what a text and a row share."""
        return cls(bm25(rows, idf), lambda asked: asked)

    @classmethod
    def of_cosine(cls, rows: Counts) -> Comparison:
        """Return the cosine of TF-IDF vectors."""
        idf = inverse_frequency(rows)
        return cls(unit(rows, idf), lambda asked: unit(asked, idf))

    @classmethod
    def of_mass(cls, rows: Counts, idf: NDArray[np.float32]) -> Comparison:
        """Return the mass of what a text and a row share: the sum of its ``idf``."""
        return cls(present(rows), lambda asked: massed(asked, idf))
