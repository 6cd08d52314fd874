"""How much a column counts in a row: BM25, TF-IDF, and the mass of what rows share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kgqual.matching.corpus import Counts

Weights = NDArray[np.float32]
_K1, _B = 1.2, 0.9
"""How much repetition counts in BM25, and how much length: labels are short, and a further word
makes another thing of them."""


def rarity(counts: Counts) -> Weights:
    """Return ``ln(1 + (n - df + 0.5) / (df + 0.5))`` for each column, a row being a document."""
    rows = counts.shape[0]
    having = _having(counts)
    return np.log1p((rows - having + 0.5) / (having + 0.5)).astype(np.float32)


def unknown_rarity(counts: Counts) -> float:
    """Return the rarity of what is in no row."""
    return float(np.log1p((counts.shape[0] + 0.5) / 0.5))


def bm25(counts: Counts, idf: Weights) -> Counts:
    """Return the BM25 weight of each column in each row, with the ``idf`` of the columns.

    The formula is that of Lucene (Kamphuis et al., *Which BM25 Do You Mean?*, 2020):
    ``idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean length))``.
    """
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    relative = lengths / max(float(lengths.sum()) / max(len(lengths), 1), 1.0)
    norms = np.repeat(_K1 * (1 - _B + _B * relative), np.diff(counts.indptr))
    weights = counts.data * (_K1 + 1) / (counts.data + norms) * idf[counts.indices]
    return _like(counts, weights)


def inverse_frequency(counts: Counts) -> Weights:
    """Return the smooth inverse document frequency, ``ln((1 + n) / (1 + df)) + 1``."""
    return (np.log((1 + counts.shape[0]) / (1 + _having(counts))) + 1).astype(np.float32)


def unit(counts: Counts, idf: Weights) -> Counts:
    """Return the rows as TF-IDF vectors of length 1, with ``1 + ln tf``: products are cosines."""
    weights = (1 + np.log(counts.data)) * idf[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=counts.shape[0]))
    return _like(counts, weights / lengths[rows])


def present(counts: Counts) -> Counts:
    """Return 1 where something is counted."""
    return _like(counts, np.ones_like(counts.data))


def massed(counts: Counts, idf: Weights) -> Counts:
    """Return the rarity of each column where something is counted."""
    return _like(counts, idf[counts.indices])


def mass(counts: Counts, idf: Weights) -> Weights:
    """Return the sum of the rarity of what each row has."""
    sums = np.bincount(
        np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr)),
        idf[counts.indices],
        minlength=counts.shape[0],
    )
    return sums.astype(np.float32)


def _having(counts: Counts) -> NDArray[np.intp]:
    return np.bincount(counts.indices, minlength=counts.shape[1])


def _like(counts: Counts, data: NDArray[np.floating]) -> Counts:
    return csr_array((data.astype(np.float32), counts.indices, counts.indptr), counts.shape)
