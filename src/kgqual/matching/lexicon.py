"""Texts and terms compared word by word: by the stems of labels, descriptions and contexts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from kgqual.matching.columns import Columns
from kgqual.matching.comparison import Comparison
from kgqual.matching.corpus import Corpus, Counts, counted, summing
from kgqual.matching.evidence import Evidence
from kgqual.matching.terms import Scores, Text
from kgqual.matching.weighting import mass, rarity, unknown_rarity
from kgqual.matching.words import stem


class Lexicon:
    """The stems of the labels, descriptions and contexts of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._columns = Columns(corpus, lambda word: (stem(*word),))
        labels = self._columns.counted(corpus.labels)
        terms = csr_array(summing(corpus) @ labels)
        descriptions = self._columns.counted(corpus.descriptions)
        everything = csr_array(terms + descriptions)
        self._idf, self._unknown = rarity(terms), unknown_rarity(terms)
        self.masses = mass(labels, self._idf)
        self._by_label = {
            "bm25": Comparison.of_bm25(labels, self._idf),
            "words": Comparison.of_cosine(labels),
            "shared": Comparison.of_mass(labels, self._idf),
        }
        self._by_term = {
            "bm25_term": Comparison.of_bm25(terms, self._idf),
            "bm25_all": Comparison.of_bm25(everything, rarity(everything)),
            "shared": Comparison.of_mass(terms, self._idf),
            "shared_all": Comparison.of_mass(everything, self._idf),
            "context": Comparison.of_mass(self._columns.counted(corpus.contexts), self._idf),
            "title": Comparison.of_cosine(descriptions),
        }
        self._siblings = _Siblings(corpus, everything)

    def compare(self, texts: Sequence[Text]) -> Evidence:
        """Compare each of ``texts`` with everything.

        By label: ``bm25``; ``words``, the cosine of the stems; ``shared`` and ``described``, the
        mass of the stems that the label shares with the title, and with title and description.

        By term: ``bm25_term``, the title with all labels; ``bm25_all``, with the description of the
        term too; ``bm25_both``, the same of title and description; ``siblings``, of both with all
        that has the same context; ``shared`` and ``shared_all``, the mass of what the title shares
        with labels, and with the description too; ``context``, with broader things; ``title`` and
        ``description``, the cosines of each with the description of the term.
        """
        title = self._columns.asked([(text.title, text.language) for text in texts])
        described = self._columns.asked([(text.description, text.language) for text in texts])
        both = csr_array(title.counts + described.counts)
        labels = {name: compare(title.counts) for name, compare in self._by_label.items()}
        labels["described"] = self._by_label["shared"](both)
        terms = {name: compare(title.counts) for name, compare in self._by_term.items()}
        terms["bm25_both"] = self._by_term["bm25_all"](both)
        terms["description"] = self._by_term["title"](described.counts)
        terms["siblings"] = self._siblings(both)
        masses = mass(title.counts, self._idf) + self._unknown * title.unknown
        return Evidence(labels, terms, masses)


class _Siblings:
    """BM25 of all terms with one context as one document: what is near what is meant."""

    def __init__(self, corpus: Corpus, everything: Counts) -> None:
        known: dict[tuple[tuple[str, str], ...], int] = {}
        groups = [known.setdefault(term.context, len(known)) for term in corpus.terms]
        self._groups = np.array(groups, np.intp)
        self._related = np.array([bool(term.context) for term in corpus.terms])
        of_terms = counted(groups, range(len(groups) + 1), len(known))
        documents = csr_array(of_terms.T @ everything)
        documents.sort_indices()
        self._compare = Comparison.of_bm25(documents, rarity(documents))

    def __call__(self, asked: Counts) -> Scores:
        scores: Scores = self._compare(asked)[:, self._groups] * self._related
        return scores
