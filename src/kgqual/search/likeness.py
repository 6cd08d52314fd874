"""How like two texts are, letter by letter: by their keys, see ``folding.label_key``."""

from __future__ import annotations

from rapidfuzz import fuzz

_REORDERED, _PART = 0.95, 0.9
"""What a likeness counts for when the words stand in another order, or in a longer label."""


def likeness(key: str, label: str) -> float:
    """Return how like the text with ``key`` a label is, from 0 to 1.

    The best of three normalised Indel similarities (insertions and deletions over the length of
    both): of the whole; with the words sorted; and, for a longer label, of the part of it that is
    most like the text.
    """
    best = fuzz.ratio(key, label)
    best = max(best, _REORDERED * fuzz.token_sort_ratio(key, label, score_cutoff=best))
    if len(label) > len(key):
        best = max(best, _PART * fuzz.partial_ratio(key, label, score_cutoff=best))
    return best / 100
