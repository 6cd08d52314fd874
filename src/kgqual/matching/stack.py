"""The stack of matchers over one set of terms, and what they suggest together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kgqual.matching.bm25 import Bm25
from kgqual.matching.corpus import Corpus
from kgqual.matching.exact import Exact
from kgqual.matching.terms import Candidate, Matcher, Scores, Suggestions, Term, Text

_AT_ONCE = 64
"""Texts that are compared together; more take more memory and are no faster."""


class Matching:
    """Suggests terms of one set for texts. Any number of threads may ask it at once."""

    def __init__(self, corpus: Corpus, more: Sequence[Matcher] = ()) -> None:
        self._terms = corpus.terms
        self._matchers: Sequence[Matcher] = (Exact(corpus), Bm25(corpus), *more)

    @classmethod
    def over(cls, terms: Sequence[Term], more: Sequence[Matcher] = ()) -> Matching:
        """Return a matching over terms in memory, each of which has a label.

        ``more`` are further matchers over the same terms in the same order.
        """
        return cls(Corpus.of(terms), more)

    @property
    def terms(self) -> Sequence[Term]:
        """What may be suggested."""
        return self._terms

    @property
    def matchers(self) -> Sequence[str]:
        """The names of the matchers of the stack."""
        return [matcher.name for matcher in self._matchers]

    def suggest(self, texts: Sequence[Text], limit: int = 10) -> list[Suggestions]:
        """Return for each text the ``limit`` best candidates at most, in order."""
        return [
            found
            for start in range(0, len(texts), _AT_ONCE)
            for found in self._suggest(texts[start : start + _AT_ONCE], limit)
        ]

    def _suggest(self, texts: Sequence[Text], limit: int) -> Iterator[Suggestions]:
        rows = [matcher.scores(texts) for matcher in self._matchers]
        for number in range(len(texts)):
            yield self._ranked([row[number] for row in rows], limit)

    def _ranked(self, scores: Sequence[Scores], limit: int) -> Suggestions:
        exact, bm25, *_ = scores
        combined = np.maximum(exact, bm25 / (bm25 + 8))
        best = np.argsort(-combined, kind="stable")[:limit]
        candidates = tuple(
            Candidate(
                self._terms[n].iri,
                self._terms[n].labels[0].text,
                float(combined[n]),
                float(combined[n]),
                {
                    one.name: float(score[n])
                    for one, score in zip(self._matchers, scores, strict=True)
                },
            )
            for n in best.tolist()
            if combined[n] > 0
        )
        return Suggestions(candidates, 1 - max((one.confidence for one in candidates), default=0.0))
