"""Texts and terms compared letter by letter: by the runs of characters in their words."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.sparse import csr_array

from kgqual.matching.columns import Columns
from kgqual.matching.comparison import Comparison
from kgqual.matching.corpus import Corpus, summing
from kgqual.matching.evidence import Evidence
from kgqual.matching.terms import Text
from kgqual.matching.weighting import mass, present, rarity, unknown_rarity
from kgqual.matching.words import grams

_SHORTEST, _LONGEST = 3, 5
"""Characters of a run."""


class Letters:
    """The character n-grams of the labels of a corpus, ready to be compared with titles.

    They find what words do not: compounds, misspellings, inflections that no stemmer knows, and
    cognates in another language or alphabet.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._columns = Columns(corpus, lambda word: grams(word[0], _SHORTEST, _LONGEST))
        labels = self._columns.counted(corpus.labels)
        terms = csr_array(summing(corpus) @ labels)
        self._idf, self._unknown = rarity(terms), unknown_rarity(terms)
        self.masses = mass(labels, self._idf)
        self._cosine = Comparison.of_cosine(labels)
        self._shared = Comparison.of_mass(labels, self._idf)
        self._bm25 = Comparison.of_bm25(terms, self._idf)
        self._shared_by_term = Comparison.of_mass(terms, self._idf)

    def compare(self, texts: Sequence[Text]) -> Evidence:
        """Compare each of ``texts`` with everything.

        By label: ``grams``, the cosine, and ``shared``, the mass of what it shares with the title.
        By term: ``letters``, BM25 of the title and all its labels, and ``shared``.
        """
        asked = self._columns.asked([(text.title, text.language) for text in texts])
        once = present(asked.counts)
        return Evidence(
            {"grams": self._cosine(asked.counts), "shared": self._shared(once)},
            {"letters": self._bm25(once), "shared": self._shared_by_term(once)},
            mass(asked.counts, self._idf) + self._unknown * asked.unknown,
        )
