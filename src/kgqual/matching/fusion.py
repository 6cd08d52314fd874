"""From the features of a candidate to one score."""

from __future__ import annotations

from kgqual.matching.features import Pool
from kgqual.matching.terms import Scores

_WEIGHTS = {"dice_three": 0.3, "grams_three": 0.3, "cover_labels": 0.1, "rank_bm25_term": 0.3}
"""A plain mean of what is alike in words and letters and what all labels say together."""


def fused(pool: Pool) -> Scores:
    """Return the score of each candidate of a pool, from 0 to 1."""
    parts = [weight * pool.features[name] for name, weight in _WEIGHTS.items()]
    score: Scores = sum(parts[1:], parts[0])
    return score
