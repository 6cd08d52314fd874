"""Comparing meanings: a title and the labels of terms as vectors of a language model.

Vectors of what means much the same point in much the same direction. How near they are differs from
model to model and between languages, so a term counts by how far it stands out: by how many
standard deviations the cosine of its label is above the mean of all terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kgqual.matching.terms import Scores, Term, Text
from kgqual.matching.words import spoken, words

Vectors = NDArray[np.float32]
"""A row for each text."""
NAME = "vectors"
"""What the matcher and its feature are called."""
_LEAST = 0.01
"""The least standard deviation: few terms, or terms all alike, tell nothing by theirs."""
_COMMON = "en"
"""The language whose label stands for a term, where it has one: models know it best."""


class Encoder(Protocol):
    """A language model that turns texts into vectors. It may be called by one thread at a time."""

    @property
    def name(self) -> str:
        """Which model it is, with its version: vectors of another one are not comparable."""

    def titles(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of length 1 of what is asked."""

    def labels(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of length 1 of what may be found."""


class Meanings:
    """The matcher by meaning, over terms whose labels have been read as ``vectors``."""

    name = NAME

    def __init__(self, encoder: Encoder, vectors: Vectors) -> None:
        self._encoder = encoder
        self._vectors = vectors

    @classmethod
    def over(cls, terms: Sequence[Term], encoder: Encoder) -> Meanings:
        """Return the matcher over terms, whose labels are read now."""
        return cls(encoder, encoder.labels([main_label(term) for term in terms]))

    def scores(self, texts: Sequence[Text]) -> Scores:
        """Return by how much each term stands out, 0 when it is not above the mean.

        A title without a word is like nothing.
        """
        cosines = self._encoder.titles([text.title for text in texts]) @ self._vectors.T
        spread = np.maximum(cosines.std(axis=1, keepdims=True), _LEAST)
        above = (cosines - cosines.mean(axis=1, keepdims=True)) / spread
        asked = np.array([bool(words(text.title)) for text in texts])
        return np.where(asked[:, None], np.maximum(above, 0), 0).astype(np.float32)


def main_label(term: Term) -> str:
    """Return the label that stands for a term: a preferred one, in English where there is one."""
    ordered = sorted(
        term.labels, key=lambda label: (not label.preferred, spoken(label.language) != _COMMON)
    )
    return ordered[0].text
