"""What is asked, what may be found, and what a suggestion says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""One row for each text, one column for each term: 0 is nothing in common, more is better."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text for which a term is looked for.

    ``title`` names the thing, ``description`` says what it is; ``language`` is a BCP 47 tag, ''
    when nobody knows.
    """

    title: str
    description: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a term; a preferred one is what it is called first."""

    text: str
    language: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A thing that may be found.

    ``descriptions`` and ``context``, the labels of broader things, come with their language.
    """

    iri: str
    labels: tuple[Label, ...]
    descriptions: tuple[tuple[str, str], ...] = ()
    context: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that a text may mean.

    ``label`` is the one by which it was found; ``score`` ranks, from 0 to 1; ``confidence`` is
    the calibrated probability that the term is right; ``features`` say why, by name.
    """

    iri: str
    label: str
    score: float
    confidence: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The candidates for one text, the best first, and how probably none of all terms fits.

    ``understood`` is how surely the text was read in a language of the terms, from 0 to 1: near 0
    nothing is like it, whatever it means, and ``none`` says little.
    """

    candidates: tuple[Candidate, ...]
    none: float
    understood: float = 1.0


class Matcher(Protocol):
    """One way to compare texts with all terms of a set."""

    @property
    def name(self) -> str:
        """What its feature is called."""

    def scores(self, texts: Sequence[Text]) -> Scores:
        """Return how well each term fits each text."""
