"""The graph as a question sees it: one snapshot, on one day, asked by fixed queries."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cachetools import LRUCache
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgqual import versions
from kgqual.answering.envelope import Named
from kgqual.answering.names import names
from kgqual.answering.query import Binding, Query
from kgqual.search import Index
from kgqual.store.dataset import AS_CURRENT, Dataset, as_of
from kgqual.store.interface import Store, Term
from kgqual.store.manifest import GraphEntry, Manifest
from kgqual.store.snapshot import Snapshot

if TYPE_CHECKING:
    from kgqual.matching import Sets

Row = Mapping[str, str]
"""A solution: variable → IRI or lexical form; unbound variables are absent."""
T = TypeVar("T")
EARLIER_DAYS = 8
"""Sets of versions other than the current one of which what was computed is kept."""


class Memory:
    """What is computed once for a snapshot and kept as long as it is open; safe among threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` returned for ``key`` the first time; one thread makes it."""
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._kept:
                self._kept[key] = make()
            return cast(T, self._kept[key])


@dataclass(frozen=True)
class OpenSnapshot:
    """A snapshot that is open: its description, its store, and what was computed of it.

    ``memory`` keeps what holds on every day and of the current graphs, ``earlier`` what holds of
    the graphs of other days: of those asked for last, because anyone may ask for any day.
    """

    snapshot: Snapshot
    store: Store
    memory: Memory = field(default_factory=Memory)
    earlier: LRUCache[Dataset, Memory] = field(default_factory=lambda: LRUCache(EARLIER_DAYS))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def id(self) -> str:
        """Its name."""
        return self.snapshot.id

    @property
    def manifest(self) -> Manifest:
        """What it holds."""
        return self.snapshot.manifest

    @property
    def index(self) -> Index:
        """The index of its labels and codes. Raises NoIndex while there is none."""
        return self.memory.once("index", lambda: Index.open(self.snapshot.search_path))

    @property
    def sets(self) -> Sets:
        """The sets of terms that mappings are suggested to.

        Raises NoSets while there are none, BrokenModel when a model is installed that fails.
        """
        from kgqual.matching import Sets, small_model  # heavy, and few questions need it

        path = self.snapshot.matching_path
        return self.memory.once("sets", lambda: Sets.open(path, small_model()))

    def memory_of(self, dataset: Dataset) -> Memory:
        """Return the memory of what is computed over the graphs of ``dataset``."""
        if dataset == AS_CURRENT:
            return self.memory
        with self._lock:
            return self.earlier.setdefault(dataset, Memory())

    @classmethod
    @contextmanager
    def of(cls, snapshot: Snapshot) -> Iterator[OpenSnapshot]:
        """Open a snapshot for as long as the context lasts. Raises EngineError."""
        store = snapshot.open()
        try:
            yield cls(snapshot, store)
        finally:
            store.close()

    def on(self, day: date | None = None) -> Graph:
        """Return the graph valid on ``day``, or the current one."""
        return Graph(self, day)


@dataclass(frozen=True)
class Graph:
    """What a snapshot holds that was valid on ``asked``; None means the current versions.

    ``texts`` collects the queries asked, by name: an answer shows that of its question. Make a
    new one for each question.
    """

    snapshot: OpenSnapshot
    asked: date | None = None
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of which the answer is: the one asked for, or today."""
        return self.asked or date.today()

    @cached_property
    def entries(self) -> Mapping[str, GraphEntry]:
        """The graphs that are asked, by IRI."""
        manifest = self.snapshot.manifest
        found = versions.as_of(manifest.graphs, self.asked) if self.asked else manifest.current
        return {entry.iri: entry for entry in found}

    @cached_property
    def dataset(self) -> Dataset:
        """The default graph merged from them; every graph is reached by ``GRAPH``."""
        return as_of(self.snapshot.manifest, self.asked) if self.asked else AS_CURRENT

    def kinds(self) -> frozenset[str]:
        """Return the kinds of source that are asked, such as ``esco``."""
        return frozenset(entry.kind for entry in self.entries.values())

    def rows(self, query: Query, **bindings: Binding) -> Iterator[Row]:
        """Yield the solutions of a SELECT, its ``VALUES`` blocks filled by their variables.

        For a block of several variables the key is their names joined by ``__``.
        """
        for row in self.solutions(query, **bindings):
            yield {name: _text(term) for name, term in row.items()}

    def solutions(self, query: Query, **bindings: Binding) -> Iterator[Mapping[str, Term]]:
        """Yield the solutions of a SELECT as terms, where datatypes or languages matter."""
        text = query.filled({key.replace("__", " "): value for key, value in bindings.items()})
        self.texts[query.name] = text
        answer = self.snapshot.store.query(text, self.dataset)
        names = answer.variables
        for solution in answer.rows():
            pairs = zip(names, solution, strict=True)
            yield {name: term for name, term in pairs if term is not None}

    def show(self, query: Query, **bindings: Binding) -> None:
        """Let the answer show a query that was not asked: it gives what was found otherwise."""
        given = {key.replace("__", " "): value for key, value in bindings.items()}
        self.texts[query.name] = query.filled(given)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was computed for ``key`` over these graphs, as long as it is kept."""
        return self.snapshot.memory_of(self.dataset).once((key, self.dataset), make)

    def named(self, iris: Iterable[str]) -> dict[str, Named]:
        """Return IRI → thing with its names in all languages and its code.

        What has no name is named by nothing but its IRI.
        """
        return self.once(names, lambda: names(self.snapshot.store, self.dataset)).of(iris)


def _text(term: Term) -> str:
    if isinstance(term, Triple):
        return str(term)
    assert isinstance(term, NamedNode | Literal | BlankNode)
    return term.value
