"""What was looked up for single things, remembered among those asked for last."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from cachetools import LRUCache

T = TypeVar("T")


class Remembered(Generic[T]):
    """What ``read`` returns for things by their IRIs; that of the last ``size`` is kept.

    Answers ask for the same things over and over: predicates, frameworks, fields, common skills.
    Safe among threads.
    """

    def __init__(self, size: int, read: Callable[[Sequence[str]], Mapping[str, T]]) -> None:
        self._read = read
        self._kept: LRUCache[str, T] = LRUCache(size)
        self._lock = threading.Lock()

    def of(self, iris: Iterable[str]) -> dict[str, T]:
        """Return IRI → what was read for it, in the order of the IRIs."""
        wanted = sorted(set(iris))
        with self._lock:
            found = {iri: self._kept[iri] for iri in wanted if iri in self._kept}
        if missing := [iri for iri in wanted if iri not in found]:
            read = self._read(missing)
            found.update(read)
            with self._lock:
                self._kept.update(read)
        return {iri: found[iri] for iri in wanted}
