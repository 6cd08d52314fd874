"""The labels of some terms, and what a score of labels says of each term."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kgqual.matching.corpus import Corpus, Numbers
from kgqual.matching.terms import Scores
from kgqual.matching.words import spoken

_SOME = 3


@dataclass(frozen=True)
class Groups:
    """Labels, term by term.

    ``labels`` are their numbers; those of a term begin at its place in ``starts``; ``groups`` says
    which term each is of, and ``preferred`` which are preferred ones.
    """

    labels: Numbers
    starts: Numbers
    groups: Numbers
    preferred: NDArray[np.bool_]

    @property
    def sizes(self) -> Numbers:
        """How many labels each term has."""
        return np.diff(np.append(self.starts, len(self.labels)))

    def best(self, scores: Scores) -> Scores:
        """Return the best score of each term."""
        found: Scores = np.maximum.reduceat(scores, self.starts)
        return found

    def best_labels(self, scores: Scores) -> Numbers:
        """Return the places of the labels with the best scores, the first one of equals."""
        order = np.lexsort((-scores, self.groups))
        return order[self.starts]

    def best_preferred(self, scores: Scores) -> Scores:
        """Return the best score of a preferred label of each term, 0 when it has none."""
        return self.best(np.where(self.preferred, scores, 0))

    def mean(self, scores: Scores) -> Scores:
        """Return the mean score of each term."""
        return (np.add.reduceat(scores, self.starts) / self.sizes).astype(np.float32)

    def mean_of_best(self, scores: Scores) -> Scores:
        """Return the mean of the three best scores of each term, or of as many as it has."""
        ordered = scores[np.lexsort((-scores, self.groups))]
        places = np.arange(len(ordered)) - self.starts[self.groups]
        sums = np.add.reduceat(np.where(places < _SOME, ordered, 0), self.starts)
        return (sums / np.minimum(self.sizes, _SOME)).astype(np.float32)


class Labels:
    """The labels of a corpus by language.

    ``texts`` are those of all labels; ``labelled`` says which share of the terms have a label in a
    language.
    """

    def __init__(self, corpus: Corpus) -> None:
        labels = [label for term in corpus.terms for label in term.labels]
        self.texts = [label.text for label in labels]
        self._starts = corpus.starts
        self._preferred = np.array([label.preferred for label in labels], np.bool_)
        of_terms = (dict.fromkeys(spoken(x.language) for x in t.labels) for t in corpus.terms)
        having = Counter(chain.from_iterable(of_terms))
        self.labelled = {name: having[name] / len(corpus.terms) for name in sorted(having) if name}
        self._numbers = {name: number for number, name in enumerate(sorted(having))}
        of_labels = [self._numbers[spoken(label.language)] for label in labels]
        self._languages = np.array(of_labels, np.int16)

    def of(self, terms: Numbers, language: str) -> Groups:
        """Return the labels of ``terms``: of each those in a language, or all when it has none.

        Otherwise a term with labels in three languages would never be like a text on average.
        """
        sizes = self._starts[terms + 1] - self._starts[terms]
        ends = np.cumsum(sizes)
        labels = np.arange(sizes.sum()) + np.repeat(self._starts[terms] - (ends - sizes), sizes)
        groups = np.repeat(np.arange(len(terms)), sizes)
        mine = self._numbers.get(spoken(language))
        if mine is not None and len(self._numbers) > 1:
            own = self._languages[labels] == mine
            has = np.logical_or.reduceat(own, ends - sizes)
            kept = own | ~has[groups]
            labels, groups = labels[kept], groups[kept]
        starts = np.searchsorted(groups, np.arange(len(terms)))
        return Groups(labels, starts, groups, self._preferred[labels])
