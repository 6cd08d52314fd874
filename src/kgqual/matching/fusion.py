"""From the features of the candidates of a text to ranks and probabilities.

Of each candidate the features are weighted and summed. Its *share* is that sum beside those of the
other candidates (softmax). The confidence that it is right, and that none is, are logistic
functions of the two. All numbers were learned from crosswalks made by people, see
``benchmarks/learn_matching.py``; ``fusion.json`` names them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from kgqual.matching.features import Named
from kgqual.matching.terms import Scores, Text


@dataclass(frozen=True)
class Logistic:
    """A probability: ``1 / (1 + exp(-(intercept + sum * s + share * ln share)))``."""

    intercept: float
    sum: float
    share: float

    def __call__(self, sums: Scores, shares: Scores) -> Scores:
        """Return the probability for each of the weighted sums and shares."""
        exponents = self.intercept + self.sum * sums + self.share * np.log(shares)
        return np.asarray(1 / (1 + np.exp(-exponents)), np.float32)


@dataclass(frozen=True)
class Judged:
    """What the fusion says of the candidates of one text.

    ``scores`` rank them and would be the confidence if there were no other candidate;
    ``confidences`` are the probabilities that each is right, ``none`` that no term of the set is.
    """

    scores: Scores
    confidences: Scores
    none: float


@dataclass(frozen=True)
class Profile:
    """What was learned for texts of one kind."""

    weights: Mapping[str, float]
    confidence: Logistic
    none: Logistic

    def judge(self, features: Named) -> Judged:
        """Judge candidates by their features, each an array with a value for each of them.

        Raises KeyError when a feature that has a weight is missing.
        """
        sums = np.sum([weight * features[name] for name, weight in self.weights.items()], axis=0)
        shares = shared(sums)
        confidences = self.confidence(sums, shares)
        if not len(sums):
            return Judged(confidences, confidences, 1.0)
        best = int(sums.argmax())
        none = float(self.none(sums[best], shares[best]))
        alone = self.confidence(sums, np.ones_like(shares))
        return Judged(alone, confidences, min(none, 1 - float(confidences[best])))


def shared(sums: Scores) -> Scores:
    """Return the softmax of the weighted sums, never less than the least float."""
    exponents = np.exp(sums - sums.max(initial=-np.inf))
    shares: Scores = np.maximum(exponents / exponents.sum(), np.finfo(np.float32).tiny)
    return shares


def profile_of(text: Text, vectors: bool) -> str:
    """Return the name of the profile for ``text``, compared by ``vectors`` as well or not."""
    return named("described" if text.description.strip() else "title", vectors)


def named(kind: str, vectors: bool) -> str:
    """Return the name of the profile for texts of a kind, with vectors or without."""
    return f"{kind}+vectors" if vectors else kind


@cache
def profiles() -> Mapping[str, Profile]:
    """Return what was learned, by the name of the profile."""
    learned = json.loads((files(__package__) / "fusion.json").read_text("utf-8"))
    return {
        name: Profile(each["weights"], Logistic(**each["confidence"]), Logistic(**each["none"]))
        for name, each in learned["profiles"].items()
    }
