"""Graph files: canonical N-Quads of one named graph, without blank nodes, sorted by their bytes."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import RdfFormat


def load_default(store: ox.Store, lines: Iterable[bytes]) -> None:
    """Load lines of graph files, each of which names its graph, into the default graph."""
    triples = b"".join(line.rsplit(b" ", 2)[0] + b" .\n" for line in lines)
    store.bulk_load(triples, RdfFormat.N_TRIPLES)


class SortedGraph:
    """A graph file, in which what is said of a thing is found without reading the rest.

    Its lines are sorted by their bytes, so those about one subject follow each other.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def about(self, subjects: Sequence[bytes]) -> Iterator[bytes]:
        """Yield the lines about ``subjects``, which are IRIs in brackets and sorted."""
        return self._between(subjects, 0, len(self._lines))

    def _between(self, subjects: Sequence[bytes], low: int, high: int) -> Iterator[bytes]:
        """Yield them from the lines that begin in ``low`` … ``high``.

        The middle subject parts the lines, so that subjects before the first line and after the
        last are passed over many at a time.
        """
        if not subjects or low >= high:
            return
        middle = len(subjects) // 2
        key = subjects[middle] + b" "
        begin = end = self._first(key, low, high)
        yield from self._between(subjects[:middle], low, begin)
        while end < high and self._lines[end : end + len(key)] == key:
            start, end = end, self._lines.find(b"\n", end) + 1
            yield self._lines[start:end]
        yield from self._between(subjects[middle + 1 :], end, high)

    def _first(self, key: bytes, low: int, high: int) -> int:
        """Return where, in ``low`` … ``high``, the first line begins that is not before ``key``."""
        while low < high:
            start = max(low, self._lines.rfind(b"\n", low, (low + high) // 2) + 1)
            if self._lines[start : start + len(key)] < key:
                low = self._lines.find(b"\n", start) + 1
            else:
                high = start
        return low
