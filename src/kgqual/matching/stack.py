"""The stack of matchers over one set of terms, and what they suggest together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kgqual.matching.corpus import Corpus, Numbers
from kgqual.matching.features import Features, Pool
from kgqual.matching.fusion import fused
from kgqual.matching.grouping import Labels
from kgqual.matching.lexicon import Lexicon
from kgqual.matching.terms import Candidate, Matcher, Scores, Suggestions, Term, Text

_AT_ONCE = 32
"""Texts that are compared together; more take more memory and are no faster."""
_DEEP = 40
"""Terms that each way of comparing brings into the pool."""


class Matching:
    """Suggests terms of one set for texts. Any number of threads may ask it at once."""

    def __init__(self, corpus: Corpus, more: Sequence[Matcher] = ()) -> None:
        self._corpus = corpus
        self._lexicon = Lexicon(corpus)
        self._labels = Labels(corpus)
        self._features = Features(self._labels, self._lexicon.label_masses)
        self._more = more

    @classmethod
    def over(cls, terms: Sequence[Term], more: Sequence[Matcher] = ()) -> Matching:
        """Return a matching over terms in memory, each of which has a label.

        ``more`` are further matchers over the same terms in the same order.
        """
        return cls(Corpus.of(terms), more)

    @property
    def terms(self) -> Sequence[Term]:
        """What may be suggested."""
        return self._corpus.terms

    @property
    def matchers(self) -> Sequence[str]:
        """The names of the matchers of the stack."""
        return ["exact", "bm25", "ngrams", *(matcher.name for matcher in self._more)]

    def suggest(self, texts: Sequence[Text], limit: int = 10) -> list[Suggestions]:
        """Return for each text the ``limit`` best candidates at most, in order."""
        return [self._ranked(pool, limit) for pool in self.pools(texts)]

    def pools(self, texts: Sequence[Text]) -> Iterator[Pool]:
        """Yield for each text the terms that come into question, with their features."""
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            evidence = self._lexicon.compare(some)
            found = {
                "bm25_label": self._best(evidence.labels["bm25"]),
                "grams": self._best(evidence.labels["grams"]),
                **{name: evidence.terms[name] for name in ("bm25_term", "bm25_all", "bm25_both")},
                **{matcher.name: matcher.scores(some) for matcher in self._more},
            }
            for row, text in enumerate(some):
                numbers = _pool([scores[row] for scores in found.values()])
                yield self._features.pool(text, row, evidence, numbers)

    def _best(self, by_label: Scores) -> Scores:
        best: Scores = np.maximum.reduceat(by_label, self._corpus.starts[:-1], axis=1)
        return best

    def _ranked(self, pool: Pool, limit: int) -> Suggestions:
        scores = fused(pool)
        best = np.argsort(-scores, kind="stable")[:limit].tolist()
        candidates = tuple(
            Candidate(
                self.terms[pool.numbers[place]].iri,
                self._labels.texts[pool.labels[place]],
                float(scores[place]),
                float(scores[place]),
                {name: float(values[place]) for name, values in pool.features.items()},
            )
            for place in best
        )
        return Suggestions(candidates, 1 - max((one.confidence for one in candidates), default=0))


def _pool(rows: Sequence[Scores]) -> Numbers:
    """Return the terms that are among the best of any matcher, in order."""
    chosen = [
        found[scores[found] > 0]
        for scores in rows
        for found in (np.argpartition(-scores, min(_DEEP, len(scores)) - 1)[:_DEEP],)
    ]
    return np.unique(np.concatenate(chosen))
