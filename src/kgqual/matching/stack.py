"""The stack of matchers over one set of terms, and what they suggest together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from kgqual.matching.bridge import Bridge, Reading, merged, understood
from kgqual.matching.corpus import Corpus, Numbers
from kgqual.matching.features import Features, Found, Pool
from kgqual.matching.fusion import profile_of, profiles
from kgqual.matching.grouping import Labels
from kgqual.matching.letters import Letters
from kgqual.matching.lexicon import Lexicon
from kgqual.matching.terms import Candidate, Matcher, Scores, Suggestions, Term, Text
from kgqual.matching.vectors import NAME as VECTORS

_AT_ONCE = 16
"""Texts that are compared together; more take more memory and are no faster."""
_RANKING = ("bm25_term", "bm25_all", "bm25_both", "siblings")
"""The ways of comparing words that rank all terms."""
_NEAR = ("siblings",)
"""Those that find what is near, too many to be looked at for it alone."""
_DEEP = 40
"""Terms that each way of comparing brings into the pool."""


class Matching:
    """Suggests terms of one set for texts. Any number of threads may ask it at once."""

    def __init__(
        self, corpus: Corpus, more: Sequence[Matcher] = (), bridge: Bridge | None = None
    ) -> None:
        self._corpus = corpus
        self._lexicon = Lexicon(corpus)
        self._labels = Labels(corpus)
        self._letters = Letters(corpus)
        self._features = Features(self._labels, self._lexicon.masses, self._letters.masses)
        self._more = more
        self._bridge = bridge

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
        """Return for each text the ``limit`` best candidates at most, in order.

        A text in a language in which the terms have no labels is looked for in theirs as well, as
        far as other things say what its words mean.
        """
        if not self.terms:
            return [Suggestions((), 1.0) for _ in texts]
        readings = [self._readings(text) for text in texts]
        pools = self.pools([reading.text for one in readings for reading in one])
        return [
            replace(
                merged(
                    [(reading, self._ranked(reading.text, next(pools), limit)) for reading in one],
                    limit,
                ),
                understood=understood(one, self._labels.labelled),
            )
            for one in readings
        ]

    def _readings(self, text: Text) -> Sequence[Reading]:
        if self._bridge is None:
            return [Reading(text)]
        return self._bridge.readings(text, self._labels.labelled)

    def pools(self, texts: Sequence[Text]) -> Iterator[Pool]:
        """Yield for each text the terms that come into question, with their features."""
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            found = self._found(some)
            for row, text in enumerate(some):
                finding = (name for name in found.ranked if name not in _NEAR)
                numbers = _pool([found.ranked[name][row] for name in finding])
                yield self._features.pool(text, row, found, numbers)

    def _found(self, texts: Sequence[Text]) -> Found:
        words, letters = self._lexicon.compare(texts), self._letters.compare(texts)
        more = {matcher.name: matcher.scores(texts) for matcher in self._more}
        ranked = {
            "bm25_labels": self._best(words.labels["bm25"]),
            "grams": self._best(letters.labels["grams"]),
            "letters": letters.terms["letters"],
            **{name: words.terms[name] for name in _RANKING},
            **more,
        }
        return Found(words, letters, ranked, more)

    def _best(self, by_label: Scores) -> Scores:
        best: Scores = np.maximum.reduceat(by_label, self._corpus.starts[:-1], axis=1)
        return best

    def _ranked(self, text: Text, pool: Pool, limit: int) -> Suggestions:
        profile = profiles()[profile_of(text, VECTORS in pool.features)]
        judged = profile.judge(pool.features)
        best = np.argsort(-judged.confidences, kind="stable")[:limit].tolist()
        candidates = tuple(
            Candidate(
                self.terms[pool.numbers[place]].iri,
                self._labels.texts[pool.labels[place]],
                float(judged.scores[place]),
                float(judged.confidences[place]),
                {name: float(values[place]) for name, values in pool.features.items()},
            )
            for place in best
        )
        return Suggestions(candidates, judged.none)


def _pool(rows: Sequence[Scores]) -> Numbers:
    """Return the terms that are among the best of any matcher, in order."""
    chosen = [
        found[scores[found] > 0]
        for scores in rows
        for found in (np.argpartition(-scores, min(_DEEP, len(scores)) - 1)[:_DEEP],)
    ]
    return np.unique(np.concatenate(chosen))
