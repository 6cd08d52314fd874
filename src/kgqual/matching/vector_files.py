"""The vectors of the labels of sets, kept beside the terms of a snapshot: a file for each set."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from kgqual.atomic import replacing
from kgqual.matching.terms import Term
from kgqual.matching.vectors import Encoder, Meanings, main_label

Told = Callable[[int, int], None]
"""Takes how many texts are done, and of how many."""
_AT_ONCE = 128
"""Labels that are read before it is told."""


class VectorFiles:
    """What one model made of the labels of the sets of a snapshot, in a folder."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = folder / encoder.name.replace(" ", "-")
        self._encoder = encoder

    def has(self, iri: str) -> bool:
        """Return whether the labels of a set have been read."""
        return self._path(iri).is_file()

    def meanings(self, iri: str) -> Meanings:
        """Return the matcher over a set whose labels have been read."""
        vectors = np.load(self._path(iri), allow_pickle=False)
        return Meanings(self._encoder, vectors)

    def make(self, iri: str, terms: Sequence[Term], told: Told) -> None:
        """Read the labels of a set. Raises OSError when they cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        labels = [main_label(term) for term in terms]
        read = []
        for start in range(0, len(labels), _AT_ONCE):
            read.append(self._encoder.labels(labels[start : start + _AT_ONCE]))
            told(min(start + _AT_ONCE, len(labels)), len(labels))
        with replacing(self._path(iri)) as path, path.open("wb") as file:
            np.save(file, np.vstack(read))

    def _path(self, iri: str) -> Path:
        return self._folder / f"{hashlib.sha256(iri.encode()).hexdigest()[:32]}.npy"
