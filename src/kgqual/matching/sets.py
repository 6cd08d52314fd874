"""The sets of terms of a snapshot: written when it is published, opened when they are asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from cachetools import LRUCache
from scipy.sparse import csr_array

from kgqual.errors import BadUsage, KgqualError
from kgqual.matching.bridge import Bridge
from kgqual.matching.corpus import Corpus
from kgqual.matching.reading import read
from kgqual.matching.stack import Matching
from kgqual.matching.terms import Label, Term
from kgqual.matching.vector_files import Told, VectorFiles
from kgqual.matching.vectors import Encoder

FORMAT = "1"
"""What is written into the file ``format``; a cache with another is for another kgqual."""
_FORMAT_FILE, _TERMS, _SETS = "format", "terms.jsonl", "sets.json"
_VOCABULARY, _COUNTS = "words.json", "counts.npz"
_VECTORS = "vectors"
_MATRICES = ("labels", "descriptions", "contexts")
_OPEN = 4
"""Sets kept ready; ESCO's skills take 150 MB."""


class NoSets(KgqualError):
    """The snapshot has no index of sets that this kgqual can read."""


class UnknownSet(BadUsage):
    """No thing of the snapshot is in that set."""


def build(path: Path, graphs: Iterable[Path]) -> None:
    """Write the terms and sets of files of N-Quads into the new folder ``path``.

    Raises OSError when it cannot be written.
    """
    terms, sets = read(graphs)
    corpus = Corpus.of(terms)
    path.mkdir(parents=True)
    with (path / _TERMS).open("w", encoding="utf-8") as lines:
        lines.writelines(_line(term) + "\n" for term in terms)
    (path / _SETS).write_text(json.dumps(sets, separators=(",", ":")), encoding="utf-8")
    vocabulary = json.dumps(corpus.vocabulary, ensure_ascii=False, separators=(",", ":"))
    (path / _VOCABULARY).write_text(vocabulary, encoding="utf-8")
    np.savez(path / _COUNTS, starts=corpus.starts, **_arrays(corpus))
    (path / _FORMAT_FILE).write_text(FORMAT, encoding="ascii")


def readable(path: Path) -> bool:
    """Return whether the folder ``path`` holds sets that this kgqual can read."""
    file = path / _FORMAT_FILE
    return file.is_file() and file.read_text(encoding="ascii") == FORMAT


class Sets:
    """The sets of one snapshot. Any number of threads may ask at once."""

    def __init__(
        self,
        corpus: Corpus,
        members: Mapping[str, Sequence[int]],
        vectors: VectorFiles | None = None,
    ) -> None:
        self._corpus = corpus
        self._members = members
        self._vectors = vectors
        self._ready: LRUCache[tuple[str, bool], Matching] = LRUCache(_OPEN)
        self._lock = threading.Lock()
        self._bridge = Bridge(corpus.terms)

    @classmethod
    def open(cls, path: Path, encoder: Encoder | None = None) -> Sets:
        """Open what ``build`` wrote into the folder ``path``. Raises NoSets.

        With an ``encoder`` meanings are compared as well, in the sets that were made ready for it.
        """
        if not readable(path):
            raise NoSets(
                "This snapshot has no index for suggesting mappings that this kgqual can read. "
                "Run `kgqual build` to make it."
            )
        with (path / _TERMS).open(encoding="utf-8") as lines:
            terms = [_term(line) for line in lines]
        vocabulary = json.loads((path / _VOCABULARY).read_text(encoding="utf-8"))
        with np.load(path / _COUNTS, allow_pickle=False) as arrays:
            labels, descriptions, contexts = (
                csr_array(
                    tuple(arrays[f"{name}_{part}"] for part in ("data", "indices", "indptr")),
                    shape=arrays[f"{name}_shape"],
                )
                for name in _MATRICES
            )
            starts = arrays["starts"]
        words = [(word, language) for word, language in vocabulary]
        corpus = Corpus(terms, words, labels, starts, descriptions, contexts)
        members = json.loads((path / _SETS).read_text(encoding="utf-8"))
        return cls(corpus, members, VectorFiles(path / _VECTORS, encoder) if encoder else None)

    @property
    def sizes(self) -> Mapping[str, int]:
        """The IRI of each scheme and class that has members, and how many."""
        return {iri: len(members) for iri, members in self._members.items()}

    def terms(self, iri: str) -> Sequence[Term]:
        """Return the members of a set, in the order of their IRIs. Raises UnknownSet."""
        return [self._corpus.terms[number] for number in self._numbers(iri)]

    def matching(self, iri: str) -> Matching:
        """Return the matching over the members of a set, made at first use. Raises UnknownSet."""
        numbers = self._numbers(iri)
        with self._lock:
            vectors = self._vectors if self._vectors and self._vectors.has(iri) else None
            ready = self._ready.get((iri, bool(vectors)))
            if ready is None:
                more = [vectors.meanings(iri)] if vectors else []
                ready = Matching(self._corpus.part(numbers), more, self._bridge)
                self._ready[iri, bool(vectors)] = ready
        return ready

    def make_ready(self, iri: str, told: Told = lambda done, of: None) -> None:
        """Let the encoder read the labels of a set, where there is one and it has not done so.

        Raises UnknownSet; OSError when what it made of them cannot be kept.
        """
        terms = self.terms(iri)
        if self._vectors and not self._vectors.has(iri):
            self._vectors.make(iri, terms, told)

    def _numbers(self, iri: str) -> Sequence[int]:
        if iri not in self._members:
            raise UnknownSet(f"Nothing with a label is in the scheme or class <{iri}>.")
        return self._members[iri]


def _line(term: Term) -> str:
    labels = [(label.text, label.language, label.preferred) for label in term.labels]
    values = (term.iri, labels, term.descriptions, term.context)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _term(line: str) -> Term:
    iri, labels, descriptions, context = json.loads(line)
    return Term(
        iri,
        tuple(Label(*label) for label in labels),
        tuple((text, language) for text, language in descriptions),
        tuple((text, language) for text, language in context),
    )


def _arrays(corpus: Corpus) -> dict[str, Any]:
    matrices = (corpus.labels, corpus.descriptions, corpus.contexts)
    return {
        f"{name}_{part}": getattr(matrix, part)
        for name, matrix in zip(_MATRICES, matrices, strict=True)
        for part in ("data", "indices", "indptr", "shape")
    }
