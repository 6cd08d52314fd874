"""Making a database from that of another snapshot, of which only some graphs differ.

Loading all graphs anew takes as long as they are many; taking what differs out of a copy and
putting it in takes as long as the difference is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat

from kgqual.store.manifest import GraphEntry, Manifest

_AT_ONCE = 100_000
"""Quads that are put in together."""

Graphs = Mapping[str, tuple[GraphEntry, Path]]
"""The graphs of a snapshot by their IRIs, with their files."""


@dataclass(frozen=True)
class Difference:
    """The files that a graph had and has; None where it was not there, or is no more."""

    graph: str
    before: Path | None
    after: Path | None


def differences(before: Graphs, after: Graphs) -> list[Difference]:
    """Return the graphs in which two snapshots differ, in the order of their IRIs.

    Raises ValueError where one is current in the one snapshot only: it would take as long as
    loading it.
    """
    found = []
    for iri in sorted({*before, *after}):
        old, new = before.get(iri), after.get(iri)
        if old and new and old[0].current != new[0].current:
            raise ValueError(f"{iri} is current in one of the two snapshots only")
        if not (old and new and old[0].sha256 == new[0].sha256):
            found.append(Difference(iri, old and old[1], new and new[1]))
    return found


def exchange(source: Path, target: Path, changed: Iterable[Difference], manifest: Manifest) -> None:
    """Copy the database at ``source`` to ``target`` and make it hold what the graphs hold now.

    ``manifest`` says which graphs are current: their triples are in the default graph as well.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
    store = ox.Store(str(target))
    current = {NamedNode(entry.iri) for entry in manifest.current}
    for one in changed:
        gone, come = _changes(one)
        for quads in _quads(gone):
            _take_out(store, quads, current)
        for quads in _quads(come):
            store.extend(quads)
            if NamedNode(one.graph) in current:
                store.extend(_merged(quads))
    store.flush()


def changed_quads(one: Difference) -> Iterator[Quad]:
    """Yield the quads that a graph has no more, and those that are new in it."""
    for lines in _changes(one):
        for quads in _quads(lines):
            yield from quads


def _take_out(store: ox.Store, quads: Iterable[Quad], current: set[NamedNode]) -> None:
    """Take quads out, and out of the default graph the triples that no current graph states."""
    for quad in quads:
        store.remove(quad)
        triple = quad.triple
        left = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        if not any(one.graph_name in current for one in left):
            store.remove(Quad(triple.subject, triple.predicate, triple.object))


def _merged(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads in the default graph."""
    return (Quad(one.subject, one.predicate, one.object) for one in quads)


def _quads(lines: list[bytes]) -> Iterator[list[Quad]]:
    """Yield the quads that lines of N-Quads are, many at a time."""
    for start in range(0, len(lines), _AT_ONCE):
        some = b"".join(lines[start : start + _AT_ONCE])
        yield list(ox.parse(some, RdfFormat.N_QUADS))


def _changes(one: Difference) -> tuple[list[bytes], list[bytes]]:
    """Return the lines that are in a graph no more, and those that are new in it.

    The files are sorted by their lines, so they are walked side by side.
    """
    gone: list[bytes] = []
    come: list[bytes] = []
    before, after = _lines(one.before), _lines(one.after)
    old, new = next(before, None), next(after, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old < new):
            assert old is not None
            gone.append(old)
            old = next(before, None)
        elif old is None or new < old:
            come.append(new)
            new = next(after, None)
        else:
            old, new = next(before, None), next(after, None)
    return gone, come


def _lines(path: Path | None) -> Iterator[bytes]:
    if path:
        with path.open("rb") as file:
            yield from file
