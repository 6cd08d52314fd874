"""Learning the fusion of the matcher: weights by listwise regression, probabilities by logistic.

The weights are those of a conditional logit: they make the share (softmax) of the right candidates
among all candidates of a text as great as may be (Cao et al., *Learning to Rank: From Pairwise
Approach to Listwise Approach*, 2007), with a penalty on their squares. Every task counts the same,
however many texts it has. Confidences are then fitted as Platt does (*Probabilistic Outputs for
Support Vector Machines*, 1999).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from kgqual.matching.fusion import Logistic, Profile, shared
from kgqual.matching.terms import Scores

FOLDS = 5
_PENALTY = 1e-2
_STEPS = 50
_MOST = 400
"""Texts of a task that the weights are learned from; more change them little."""
_RANKED = 10
"""Candidates of a text whose confidence is calibrated: those that are shown."""
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Example:
    """The candidates of one text: a row of values each, and which of them are right."""

    values: Scores
    right: Flags
    group: str

    @property
    def fold(self) -> int:
        """The fold that the text is in; texts of a group share it in every task."""
        return zlib.crc32(self.group.encode()) % FOLDS


Examples = Sequence[Example]
Among = Callable[[Example], bool]


def learned(names: Sequence[str], tasks: Sequence[Examples]) -> Profile:
    """Return the profile learned from the texts of some tasks.

    ``names`` are those of the columns of the values.
    """
    found = [[one for one in task if one.right.any()] for task in tasks]
    weights = _weights([task[:: 1 + len(task) // _MOST] for task in found])
    scored = [[(one.values @ weights, one.right) for one in task] for task in tasks]
    named = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Profile(named, _confidence(scored), _none(scored))


def _weights(tasks: Sequence[Examples]) -> Scores:
    examples = [one for task in tasks for one in task]
    values = np.vstack([one.values for one in examples])
    scales = values.std(axis=0) + 1e-6
    sizes = np.array([len(one.values) for one in examples])
    likelihood = _Likelihood(
        values / scales,
        np.concatenate([one.right for one in examples]),
        np.repeat(np.arange(len(sizes)), sizes),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]),
        np.concatenate([np.full(len(task), 1 / len(task) / len(tasks)) for task in tasks]),
    )
    start = np.zeros(values.shape[1])
    found = minimize(likelihood, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights: Scores = (found.x / scales).astype(np.float32)
    return weights


@dataclass(frozen=True)
class _Likelihood:
    """How unlikely the right candidates are, given weights; called by the minimiser.

    ``texts`` says which text each candidate is of, ``starts`` where those of each text begin;
    ``counts`` is how much each text counts.
    """

    values: Scores
    right: Flags
    texts: NDArray[np.intp]
    starts: NDArray[np.intp]
    counts: Floats

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        """Return the mean negative logarithm with the penalty, and its gradient."""
        scores = (self.values @ weights.astype(np.float32)).astype(np.float64)
        tops = np.maximum.reduceat(scores, self.starts)
        every = np.exp(scores - tops[self.texts])
        good = np.where(self.right, every, 0)
        all_sums = np.add.reduceat(every, self.starts)
        good_sums = np.maximum(np.add.reduceat(good, self.starts), 1e-300)
        loss = -(self.counts * np.log(good_sums / all_sums)).sum()
        pull = every / all_sums[self.texts] - good / good_sums[self.texts]
        gradient = (self.counts[self.texts] * pull).astype(np.float32) @ self.values
        return (
            float(loss + _PENALTY * weights @ weights / 2),
            gradient + _PENALTY * weights,
        )


Scored = Sequence[tuple[Scores, Flags]]


def _confidence(tasks: Sequence[Scored]) -> Logistic:
    """Fit the probability that a candidate is right to the best ones of each text."""
    rows, right, counts = [], [], []
    for task in tasks:
        for scores, good in task:
            best = np.argsort(-scores, kind="stable")[:_RANKED]
            rows.append(np.column_stack([scores, np.log(shared(scores))])[best])
            right.append(good[best])
            counts.append(np.full(len(best), 1 / len(task)))
    return _logistic(np.vstack(rows), np.concatenate(right), np.concatenate(counts))


def _none(tasks: Sequence[Scored]) -> Logistic:
    """Fit the probability that nothing fits.

    Each text is taken twice: as it is, and with its right candidates taken away. So both cases
    are as frequent: nothing is known beforehand of how often a set has what is asked for.
    """
    rows, none, counts = [], [], []
    for task in tasks:
        for scores, good in task:
            for left, nothing in ((scores, not good.any()), (scores[~good], True)):
                if len(left):
                    rows.append([left.max(), np.log(shared(left).max())])
                    none.append(nothing)
                    counts.append(1 / len(task))
    return _logistic(np.array(rows), np.array(none), np.array(counts))


def _logistic(rows: Scores, outcomes: Flags, counts: Floats) -> Logistic:
    fitted = LogisticRegression(C=1e6).fit(rows, outcomes, counts)
    intercept, total, share = (round(float(n), 4) for n in (*fitted.intercept_, *fitted.coef_[0]))
    return Logistic(intercept, total, share)
