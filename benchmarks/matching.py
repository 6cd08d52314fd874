"""How right suggestions are, beside plainer ways: on crosswalks made by people.

    python benchmarks/matching.py DATA_DIR [--model]

DATA_DIR is as in ``crosswalks.py``. With ``--model`` meanings are compared as well, by the model of
the extra ``model``. What is judged was learned from other texts: in five folds,
each of which holds back all texts of its O*NET occupations in every task. Of each task are printed

* the mean reciprocal rank (MRR) and the recall at 1, 5 and 10 of the learned fusion, of BM25 over
  stems (the best label of each term), of the letters alone (Indel similarity) and of equal labels,
  each among the same candidates;
* the gain in MRR over BM25 with its 95 % interval from 2,000 bootstrap samples of the texts;
* how far confidences are off (expected calibration error of the first candidate, ten bins), how
  often a first candidate is right that has a confidence of at least 0.8, and how many have;
* milliseconds a text, of finding candidates and their features; with the model that has the reading
  of the labels in it.

Terms are ranked, not labels: a second label of a wrong term does not count as another mistake.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crosswalks import Task, tasks
from kgqual.matching import Encoder
from kgqual.matching.fusion import Judged, Profile
from kgqual.matching.terms import Scores
from learn_matching import LEARNED, examples, installed_model
from learning import FOLDS, Example, Examples, Floats, learned

SEED = 20261122
_SAMPLES = 2000
_SURE = 0.8
_BASELINES = {"BM25": "rank_bm25_labels", "letters": "ratio_best", "equal": "exact"}
"""Plainer way → the feature that ranks as it does."""


@dataclass(frozen=True)
class Found:
    """The candidates of the texts of a task, with the names of their features."""

    names: Sequence[str]
    examples: Examples
    milliseconds: float


def main(data: Path, encoder: Encoder | None) -> None:
    """Print a paragraph for each task."""
    found = {task.name: _found(task, encoder) for task in tasks(data)}
    for profile, sources in LEARNED.items():
        folds = [_learned(found, sources, fold) for fold in range(FOLDS)]
        for name, each in found.items():
            if name.endswith("description") == (profile == "described"):
                _report(name, each, folds)


def _found(task: Task, encoder: Encoder | None) -> Found:
    started = time.perf_counter()
    names, candidates = examples(task, encoder)
    took = (time.perf_counter() - started) * 1000 / len(candidates)
    return Found(names, candidates, took)


def _learned(found: Mapping[str, Found], sources: Sequence[str], fold: int) -> Profile:
    """Return what is learned from the texts that are not in a fold."""
    kept = [[one for one in found[name].examples if one.fold != fold] for name in sources]
    return learned(found[sources[0]].names, kept)


def _report(name: str, found: Found, folds: Sequence[Profile]) -> None:
    judged = [
        folds[one.fold].judge(dict(zip(found.names, one.values.T, strict=True)))
        for one in found.examples
    ]
    fused = _places([one.confidences for one in judged], found.examples)
    print(f"\n{name}: {len(fused):,} texts, {found.milliseconds:.0f} ms a text")
    _ranking("fusion", fused)
    columns = {way: list(found.names).index(feature) for way, feature in _BASELINES.items()}
    plain = {
        way: _places([one.values[:, column] for one in found.examples], found.examples)
        for way, column in columns.items()
    }
    for way, places in plain.items():
        _ranking(way, places)
    gains = 1 / fused - 1 / plain["BM25"]
    low, high = _interval(gains)
    print(f"  gain over BM25 {gains.mean():+.3f} ({low:+.3f} to {high:+.3f})")
    _trust(judged, found.examples)


def _places(scores: Sequence[Scores], texts: Sequence[Example]) -> Floats:
    """Return the place of the first right candidate of each text, infinite when there is none.

    A candidate that scores nothing has not been found.
    """
    places = np.full(len(texts), np.inf)
    for number, (score, text) in enumerate(zip(scores, texts, strict=True)):
        right = np.flatnonzero((text.right & (score > 0))[np.argsort(-score, kind="stable")])
        if len(right):
            places[number] = right[0] + 1
    return places


def _ranking(way: str, places: Floats) -> None:
    recalls = " ".join(f"@{depth} {(places <= depth).mean():.3f}" for depth in (1, 5, 10))
    print(f"  {way:<8} MRR {(1 / places).mean():.3f}  recall {recalls}")


def _interval(gains: Floats) -> tuple[float, float]:
    chance = np.random.default_rng(SEED)
    drawn = chance.integers(0, len(gains), (_SAMPLES, len(gains)))
    low, high = np.percentile(gains[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def _trust(judged: Sequence[Judged], texts: Sequence[Example]) -> None:
    pairs = [
        (one.confidences.max(), text.right[one.confidences.argmax()])
        for one, text in zip(judged, texts, strict=True)
        if len(one.confidences)
    ]
    confidence, right = np.array(pairs, np.float64).T
    bins = np.minimum((confidence * 10).astype(int), 9)
    off = sum(
        abs(confidence[bins == each].mean() - right[bins == each].mean()) * (bins == each).mean()
        for each in np.unique(bins)
    )
    sure = confidence >= _SURE
    share = f"{right[sure].mean():.1%} of {sure.sum():,}" if sure.any() else "none so sure"
    print(f"  calibration error {off:.3f}; right at a confidence of {_SURE} or more: {share}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), installed_model() if "--model" in sys.argv[2:] else None)
