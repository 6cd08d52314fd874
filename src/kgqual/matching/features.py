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
from kgqual.matching.grouping import Groups, Labels
from kgqual.matching.lexicon import Evidence
from kgqual.matching.terms import Scores, Text
from kgqual.matching.weighting import Weights

_SAME = 0.9999
Named = Mapping[str, Scores]
"""Feature → its value for each candidate."""


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
    """Looks closely at the candidates of a text."""

    def __init__(self, labels: Labels, masses: Weights) -> None:
        self._labels = labels
        self._masses = masses
        self._folded: dict[int, str] = {}

    def pool(self, text: Text, row: int, evidence: Evidence, numbers: Numbers) -> Pool:
        """Return the features of the terms ``numbers`` for the text of a row of ``evidence``."""
        groups = self._labels.of(numbers, text.language)
        by_label = {name: found[row, groups.labels] for name, found in evidence.labels.items()}
        by_term = {name: found[row, numbers] for name, found in evidence.terms.items()}
        mass = max(float(evidence.masses[row]), 1e-6)
        masses = np.maximum(self._masses[groups.labels], 1e-6)
        by_label["dice"] = 2 * by_label["shared"] / (masses + mass)
        alike = by_label["dice"] + by_label["grams"] + by_label["words"]
        chosen = groups.best_labels(alike)
        features = {
            **_by_label(groups, by_label),
            **_ranked(row, evidence, numbers, groups.best(by_label["bm25"])),
            "cover_label": groups.best(by_label["shared"]) / mass,
            "cover_labels": by_term["shared"] / mass,
            "cover_all": by_term["shared_all"] / mass,
            "context": by_term["context"] / mass,
            "covered": (by_label["shared"] / masses)[chosen],
            "in_description": groups.best(by_label["described"] / masses),
            "dd": by_term["description"],
            "td": by_term["title"],
            "log_labels": np.log1p(groups.sizes),
            **self._ratios(text, groups),
        }
        return Pool(numbers, groups.labels[chosen], features)

    def _ratios(self, text: Text, groups: Groups) -> Named:
        """Return how like the letters of title and labels are (normalised Indel similarity)."""
        labels = [self._fold(number) for number in groups.labels.tolist()]
        ratios = process.cdist([fold(text.title)], labels, scorer=fuzz.ratio)[0] / 100
        return {
            "ratio_best": groups.best(ratios),
            "ratio_preferred": groups.best_preferred(ratios),
        }

    def _fold(self, number: int) -> str:
        folded = self._folded.get(number)
        if folded is None:
            folded = self._folded[number] = fold(self._labels.texts[number])
        return folded


def _by_label(groups: Groups, scores: Mapping[str, Scores]) -> Named:
    features: dict[str, Scores] = {}
    for name in ("words", "grams", "dice"):
        features[f"{name}_best"] = groups.best(scores[name])
        features[f"{name}_three"] = groups.mean_of_best(scores[name])
        features[f"{name}_preferred"] = groups.best_preferred(scores[name])
    features["grams_mean"] = groups.mean(scores["grams"])
    features["exact"] = (features["dice_best"] > _SAME).astype(np.float32)
    features["exact_preferred"] = (features["dice_preferred"] > _SAME).astype(np.float32)
    return features


def _ranked(row: int, evidence: Evidence, numbers: Numbers, labels: Scores) -> Named:
    """Return the scores of BM25 divided by the best one of all terms."""
    features = {"rank_bm25_labels": labels / max(float(evidence.labels["bm25"][row].max()), 1e-6)}
    for name in ("bm25_term", "bm25_all", "bm25_both"):
        scores = evidence.terms[name][row]
        features[f"rank_{name}"] = scores[numbers] / max(float(scores.max()), 1e-6)
    return features
