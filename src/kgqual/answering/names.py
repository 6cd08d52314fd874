"""What things are called: their names in all languages and their codes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from cachetools import LRUCache
from pyoxigraph import Literal, NamedNode

from kgqual.answering.envelope import Named
from kgqual.answering.query import Query
from kgqual.store.dataset import Dataset
from kgqual.store.interface import Store

_NAMES = Query.beside(__file__)
_BATCH = 500
_KEPT = 10_000
"""Things whose names are remembered: about 1 kB each."""


class Names:
    """The names of the things in some graphs; those asked for last are remembered.

    Answers name the same things over and over: predicates, frameworks, fields, common skills.
    Safe among threads.
    """

    def __init__(self, store: Store, dataset: Dataset) -> None:
        self._store = store
        self._dataset = dataset
        self._kept: LRUCache[str, Named] = LRUCache(_KEPT)
        self._lock = threading.Lock()

    def of(self, iris: Iterable[str]) -> dict[str, Named]:
        """Return IRI → thing; what has no name is named by nothing but its IRI."""
        wanted = sorted(set(iris))
        with self._lock:
            found = {iri: self._kept.get(iri) for iri in wanted}
        read = self._read([iri for iri, thing in found.items() if thing is None])
        with self._lock:
            self._kept.update(read)
        return {iri: thing or read[iri] for iri, thing in found.items()}

    def _read(self, wanted: Sequence[str]) -> Mapping[str, Named]:
        labels: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
        codes: dict[str, str] = {}
        for start in range(0, len(wanted), _BATCH):
            text = _NAMES.filled({"thing": wanted[start : start + _BATCH]})
            for thing, name, code in self._store.query(text, self._dataset).rows():
                assert isinstance(thing, NamedNode)
                if isinstance(name, Literal):
                    names, language = labels[thing.value], name.language or ""
                    names[language] = min(names.get(language, name.value), name.value)
                if isinstance(code, Literal):
                    codes[thing.value] = min(codes.get(thing.value, code.value), code.value)
        return {
            iri: Named(iri=iri, label=dict(sorted(labels[iri].items())), code=codes.get(iri, ""))
            for iri in wanted
        }
