"""What comparing texts with all terms of a set found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgqual.matching.terms import Scores
from kgqual.matching.weighting import Weights


@dataclass(frozen=True)
class Evidence:
    """Scores by name; in each matrix a row is a text.

    ``labels`` have a column for each label, ``terms`` one for each term. ``masses`` is for each
    text the sum of the rarity of what its title consists of.
    """

    labels: Mapping[str, Scores]
    terms: Mapping[str, Scores]
    masses: Weights
