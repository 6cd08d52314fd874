"""The weights, against their formulas worked out by hand."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from kgqual.matching.corpus import counted
from kgqual.matching.weighting import bm25, inverse_frequency, mass, rarity, unit, unknown_rarity

# Two rows of three columns: (2, 1, 0) and (0, 1, 0); mean length 2.
ROWS = counted([0, 0, 1, 1], [0, 3, 4], 3)


def test_rarity_is_the_inverse_document_frequency_of_bm25() -> None:
    assert rarity(ROWS) == pytest.approx(
        [log(1 + 1.5 / 1.5), log(1 + 0.5 / 2.5), log(1 + 2.5 / 0.5)]
    )
    assert unknown_rarity(ROWS) == pytest.approx(log(1 + 2.5 / 0.5))


def test_bm25_counts_repetition_and_length() -> None:
    idf = rarity(ROWS)
    norm = 1.2 * (1 - 0.9 + 0.9 * 3 / 2)
    weights = bm25(ROWS, idf).toarray()
    assert weights[0, 0] == pytest.approx(idf[0] * 2 * 2.2 / (2 + norm))
    assert weights[1, 1] == pytest.approx(idf[1] * 2.2 / (1 + 1.2 * (0.1 + 0.9 / 2)))


def test_unit_rows_are_tfidf_vectors_of_length_one() -> None:
    idf = inverse_frequency(ROWS)
    assert idf == pytest.approx([log(3 / 2) + 1, 1, log(3) + 1])
    first = [(1 + log(2)) * idf[0], idf[1]]
    length = sqrt(first[0] ** 2 + first[1] ** 2)
    assert unit(ROWS, idf).toarray()[0] == pytest.approx([first[0] / length, first[1] / length, 0])


def test_the_mass_of_a_row_counts_each_column_once() -> None:
    assert mass(ROWS, np.array([1, 10, 100], np.float32)).tolist() == [11, 10]
