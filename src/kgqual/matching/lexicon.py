"""The words of a set of terms, weighted in all the ways in which texts are compared with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from kgqual.matching.columns import Columns
from kgqual.matching.comparison import Comparison
from kgqual.matching.corpus import Corpus, Counts
from kgqual.matching.terms import Scores, Text
from kgqual.matching.weighting import Weights, mass, rarity, unknown_rarity
from kgqual.matching.words import grams, stem

_SHORTEST, _LONGEST = 3, 5
"""Characters of n-grams."""


@dataclass(frozen=True)
class Evidence:
    """What comparing texts with a set found: in each matrix a row is a text.

    ``labels`` has a column for each label: ``bm25``; ``words`` and ``grams``, the cosines of stems
    and n-grams; ``shared`` and ``described``, the mass of the stems that the label shares with the
    title, and with title and description.

    ``terms`` has one for each term: ``bm25_term`` of the title and all labels; ``bm25_all``, with
    the description of the term; ``bm25_both``, the same of title and description; ``shared`` and
    ``shared_all``, the mass of what the title shares with labels, and with the description too;
    ``context``, with broader things; ``title`` and ``description``, the cosines of title and
    description with the description of the term.

    ``masses`` is the mass of each title.
    """

    labels: Mapping[str, Scores]
    terms: Mapping[str, Scores]
    masses: Weights


class Lexicon:
    """The labels, terms and descriptions of a corpus, ready to be compared with texts."""

    def __init__(self, corpus: Corpus) -> None:
        self._stems = Columns(corpus, lambda word: (stem(*word),))
        self._grams = Columns(corpus, lambda word: grams(word[0], _SHORTEST, _LONGEST))
        labels = self._stems.counted(corpus.labels)
        terms = csr_array(_summing(corpus) @ labels)
        descriptions = self._stems.counted(corpus.descriptions)
        everything = csr_array(terms + descriptions)
        self._idf, self._unknown = rarity(terms), unknown_rarity(terms)
        self.label_masses = mass(labels, self._idf)
        self._by_label = {
            "bm25": Comparison.of_bm25(labels, self._idf),
            "words": Comparison.of_cosine(labels),
            "shared": Comparison.of_mass(labels, self._idf),
        }
        self._by_grams = Comparison.of_cosine(self._grams.counted(corpus.labels))
        self._by_term = {
            "bm25_term": Comparison.of_bm25(terms, self._idf),
            "bm25_all": Comparison.of_bm25(everything, rarity(everything)),
            "shared": Comparison.of_mass(terms, self._idf),
            "shared_all": Comparison.of_mass(everything, self._idf),
            "context": Comparison.of_mass(self._stems.counted(corpus.contexts), self._idf),
            "title": Comparison.of_cosine(descriptions),
        }

    def compare(self, texts: Sequence[Text]) -> Evidence:
        """Compare each of ``texts`` with everything."""
        titles = [(text.title, text.language) for text in texts]
        title = self._stems.asked(titles)
        described = self._stems.asked([(text.description, text.language) for text in texts])
        both = csr_array(title.counts + described.counts)
        labels = {name: compare(title.counts) for name, compare in self._by_label.items()}
        labels["grams"] = self._by_grams(self._grams.asked(titles).counts)
        labels["described"] = self._by_label["shared"](both)
        terms = {name: compare(title.counts) for name, compare in self._by_term.items()}
        terms["bm25_both"] = self._by_term["bm25_all"](both)
        terms["description"] = self._by_term["title"](described.counts)
        masses = mass(title.counts, self._idf) + self._unknown * title.unknown
        return Evidence(labels, terms, masses)


def _summing(corpus: Corpus) -> Counts:
    """Return the matrix that sums the rows of the labels of each term."""
    labels = int(corpus.starts[-1])
    ones = np.ones(labels, np.float32)
    return csr_array((ones, np.arange(labels), corpus.starts), (len(corpus.terms), labels))
