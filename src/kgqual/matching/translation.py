"""What words mean in another language, learnt from things that have labels in both.

A phrase that is a label is translated as a whole; other texts word by word, by the probabilities of
IBM Model 1 (Brown et al., *The Mathematics of Statistical Machine Translation*, 1993): which words
go together in labels of the same things. It is a help for finding candidates, no translation for
people to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kgqual.folding import fold
from kgqual.matching.corpus import Numbers
from kgqual.matching.terms import Term
from kgqual.matching.words import spoken, stem, words

_ROUNDS = 8
"""Rounds of expectation maximisation; more change little."""
_DOUBT = 1.0
"""Times that a word is taken to have meant something else: one seen once is half sure at most."""
_SURE = 0.2
"""Below this probability a word is left as it is: names and loan words may be found so."""


class Translated(NamedTuple):
    """A text in another language, and how sure its words are on average, from 0 to 1."""

    text: str
    sure: float


class Translation:
    """From one language into another, as far as the labels of some terms go."""

    def __init__(self, terms: Iterable[Term], source: str, target: str) -> None:
        pairs = [
            (mine, theirs)
            for term in terms
            if (mine := _name(term, source)) and (theirs := _name(term, target))
        ]
        self._source = source
        self._phrases = {fold(mine): theirs for mine, theirs in reversed(pairs)}
        self._words = _aligned(
            [[stem(word, source) for word in words(mine)] for mine, _ in pairs],
            [[(stem(word, target), word) for word in words(theirs)] for _, theirs in pairs],
        )

    def __call__(self, text: str) -> Translated:
        """Return a text in the other language; ``sure`` is 0 when no word of it is known."""
        if phrase := self._phrases.get(fold(text)):
            return Translated(phrase, 1.0)
        parts = [(word, self._words.get(stem(word, self._source))) for word in words(text)]
        if not parts:
            return Translated(text, 0.0)
        sure = sum(known.sure for _, known in parts if known) / len(parts)
        return Translated(" ".join(known.text if known else word for word, known in parts), sure)


def _name(term: Term, language: str) -> str:
    """Return what a term is called first in a language, or ''."""
    return next(
        (one.text for one in term.labels if one.preferred and spoken(one.language) == language), ""
    )


def _aligned(
    sources: Sequence[Sequence[str]], targets: Sequence[Sequence[tuple[str, str]]]
) -> dict[str, Translated]:
    """Return source stem → the word that it most probably is, of parallel phrases.

    Target words come as (stem, word): forms of one word count together, and the most frequent one
    stands for them.
    """
    forms = Counter(pair for phrase in targets for pair in phrase)
    known_sources: dict[str, int] = {"": 0}  # what has no counterpart
    known_targets: dict[str, int] = {}
    links: list[tuple[int, int, int]] = []
    place = 0
    for mine, theirs in zip(sources, targets, strict=True):
        numbers = [0, *(known_sources.setdefault(one, len(known_sources)) for one in mine)]
        for one, _ in theirs:
            target = known_targets.setdefault(one, len(known_targets))
            links.extend((number, target, place) for number in numbers)
            place += 1
    if not links:
        return {}
    best = _best_targets(np.array(links, np.intp), len(known_sources), len(known_targets))
    word_of = {stem: word for (stem, word), _ in sorted(forms.items(), key=lambda one: one[1])}
    stems = list(known_targets)
    return {
        source: Translated(word_of[stems[best[number][0]]], best[number][1])
        for source, number in known_sources.items()
        if number and best[number][1] >= _SURE
    }


def _best_targets(links: Numbers, sources: int, targets: int) -> list[tuple[int, float]]:
    """Return for each source its most probable target and how sure that is.

    By expectation maximisation; a link is (source, target, place of the target word among all).
    """
    keys, of_link = np.unique(links[:, 0] * targets + links[:, 1], return_inverse=True)
    places, source_of_key = links[:, 2], keys // targets
    probability: NDArray[np.float64] = np.ones(len(keys))
    expected = probability
    for _ in range(_ROUNDS):
        weight = probability[of_link]
        weight /= np.bincount(places, weight)[places]
        expected = np.bincount(of_link, weight).astype(np.float64)
        probability = expected / np.bincount(source_of_key, expected, sources)[source_of_key]
    seen = np.bincount(source_of_key, expected, sources)[source_of_key]
    sure = expected / (seen + _DOUBT)
    order = np.lexsort((sure, source_of_key))
    last = np.searchsorted(source_of_key[order], np.arange(sources), side="right") - 1
    return [(int(keys[n] % targets), float(sure[n])) for n in order[last].tolist()]
