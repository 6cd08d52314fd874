"""Why a term may be what a text means, in numbers: the columns that the fusion weighs.

None depends on a language. Those by label count the labels in the language of the text, where a
term has some.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from kgqual.folding import fold
from kgqual.matching.corpus import Numbers
from kgqual.matching.evidence import Evidence
from kgqual.matching.grouping import Groups, Labels
from kgqual.matching.terms import Scores, Text
from kgqual.matching.weighting import Weights

_SAME = 0.9999
_LONGEST = 100
"""Characters of a title whose letters are compared with those of labels: few labels have more."""
_LEAST = 1e-6
"""Divides instead of nothing."""
Named = Mapping[str, Scores]
"""Feature → its value for each candidate."""


@dataclass(frozen=True)
class Found:
    """What was found for some texts: by words, by letters, and by each way to rank all terms.

    ``ranked`` has for each way the scores by term, a text being a row; ``measured`` are those of
    them whose scores mean something by themselves.
    """

    words: Evidence
    letters: Evidence
    ranked: Mapping[str, Scores]
    measured: Mapping[str, Scores]


@dataclass(frozen=True)
class Pool:
    """The terms that are looked at more closely for one text.

    ``numbers`` are those of the terms, ``labels`` the places of the labels that are most like the
    text, ``features`` their values by name.
    """

    numbers: Numbers
    labels: Numbers
    features: Named


class Features:
    """Looks closely at the candidates of a text.

    ``words`` and ``letters`` are the masses of the labels, by stems and by n-grams.
    """

    def __init__(self, labels: Labels, words: Weights, letters: Weights) -> None:
        self._labels = labels
        self._words = words
        self._letters = letters
        self._folded: dict[int, str] = {}

    def pool(self, text: Text, row: int, found: Found, numbers: Numbers) -> Pool:
        """Return the features of the terms ``numbers`` for the text of that row."""
        groups = self._labels.of(numbers, text.language)
        words = _Part(found.words, row, numbers, groups, self._words)
        letters = _Part(found.letters, row, numbers, groups, self._letters)
        alike = words.dice + letters.dice + words.labels["words"] + letters.labels["grams"]
        chosen = groups.best_labels(alike)
        features = {
            **_likeness(groups, words, letters),
            **_coverage(groups, words, letters, chosen),
            **_ranks(found.ranked, row, numbers),
            **{name: scores[row, numbers] for name, scores in found.measured.items()},
            **self._ratios(text, groups),
            "log_labels": np.log1p(groups.sizes).astype(np.float32),
        }
        return Pool(numbers, groups.labels[chosen], features)

    def _ratios(self, text: Text, groups: Groups) -> Named:
        """Return how like the letters of title and labels are (normalised Indel similarity)."""
        title = [fold(text.title)[:_LONGEST]]
        labels = [self._fold(number) for number in groups.labels.tolist()]
        ratios = process.cdist(title, labels, scorer=fuzz.ratio)[0] / 100
        parts = process.cdist(title, labels, scorer=fuzz.partial_ratio)[0] / 100
        return {
            "ratio_best": groups.best(ratios),
            "ratio_preferred": groups.best_preferred(ratios),
            "ratio_partial": groups.best(parts),
        }

    def _fold(self, number: int) -> str:
        folded = self._folded.get(number)
        if folded is None:
            folded = self._folded[number] = fold(self._labels.texts[number])
        return folded


class _Part:
    """The evidence of one kind for the candidates of one text."""

    def __init__(
        self, evidence: Evidence, row: int, numbers: Numbers, groups: Groups, masses: Weights
    ) -> None:
        self.labels = {name: one[row, groups.labels] for name, one in evidence.labels.items()}
        self.terms = {name: one[row, numbers] for name, one in evidence.terms.items()}
        self.mass = max(float(evidence.masses[row]), _LEAST)
        self.masses = np.maximum(masses[groups.labels], _LEAST)
        self.dice: Scores = 2 * self.labels["shared"] / (self.masses + self.mass)


def _likeness(groups: Groups, words: _Part, letters: _Part) -> Named:
    """Return how like the title the labels of each term are: the best, some, the preferred."""
    features: dict[str, Scores] = {}
    measures = {
        "words": words.labels["words"],
        "dice": words.dice,
        "grams": letters.labels["grams"],
    }
    for name, scores in measures.items():
        features[f"{name}_best"] = groups.best(scores)
        features[f"{name}_three"] = groups.mean_of_best(scores)
        features[f"{name}_preferred"] = groups.best_preferred(scores)
    features["grams_mean"] = groups.mean(measures["grams"])
    for name, like in (("exact", "dice_best"), ("exact_preferred", "dice_preferred")):
        features[name] = (features[like] > _SAME).astype(np.float32)
    return features


def _coverage(groups: Groups, words: _Part, letters: _Part, chosen: Numbers) -> Named:
    """Return which share of one text is in the other: of the title, of the label, of descriptions.

    Shares are of the mass, so that rare words count more.
    """
    return {
        "cover_label": groups.best(words.labels["shared"]) / words.mass,
        "cover_labels": words.terms["shared"] / words.mass,
        "cover_all": words.terms["shared_all"] / words.mass,
        "covered": (words.labels["shared"] / words.masses)[chosen],
        "letters_cover": letters.terms["shared"] / letters.mass,
        "letters_covered": (letters.labels["shared"] / letters.masses)[chosen],
        "context": words.terms["context"] / words.mass,
        "in_description": groups.best(words.labels["described"] / words.masses),
        "td": words.terms["title"],
        "dd": words.terms["description"],
    }


def _ranks(ranked: Mapping[str, Scores], row: int, numbers: Numbers) -> Named:
    """Return the scores of each way to rank, divided by the best one of all terms."""
    return {
        f"rank_{name}": scores[row, numbers] / max(float(scores[row].max()), _LEAST)
        for name, scores in ranked.items()
    }
