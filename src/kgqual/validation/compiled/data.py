"""The data that are judged: look-ups by node and path, remembered, and the classes in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kgqual.namespaces import RDF, RDFS
from kgqual.validation.graphs import Node, Term
from kgqual.validation.paths import Alternative, Inverse, Path, Predicate, Repeated, Sequence

REMEMBERED = 50_000
"""Look-ups whose answer is kept, of each kind, at most."""
_GRAPH = DefaultGraph()


class Data:
    """The default graph of a store, asked for a few nodes at a time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.objects = lru_cache(REMEMBERED)(self._objects)
        self.subjects = lru_cache(REMEMBERED)(self._subjects)
        self.below = lru_cache(REMEMBERED)(self._below)

    def _objects(self, node: Term, predicate: NamedNode) -> frozenset[Term]:
        if isinstance(node, Literal):
            return frozenset()
        found = self.store.quads_for_pattern(node, predicate, None, _GRAPH)
        return frozenset(quad.object for quad in found)  # type: ignore[misc]

    def _subjects(self, predicate: NamedNode, node: Term) -> frozenset[Term]:
        found = self.store.quads_for_pattern(None, predicate, node, _GRAPH)
        return frozenset(quad.subject for quad in found)  # type: ignore[misc]

    def about(self, node: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Yield the properties and objects of ``node``."""
        if not isinstance(node, Literal):
            for quad in self.store.quads_for_pattern(node, None, None, _GRAPH):
                yield quad.predicate, quad.object  # type: ignore[misc]

    def _below(self, cls: Node) -> frozenset[Term]:
        """Return ``cls`` and all its direct and indirect subclasses."""
        return frozenset(self._reached({cls}, Inverse(Predicate(RDFS.subClassOf))))

    def is_a(self, node: Term, cls: NamedNode) -> bool:
        """Tell whether a type of ``node`` is ``cls`` or below it."""
        return not self.below(cls).isdisjoint(self.objects(node, RDF.type))

    def values(self, node: Term, path: Path) -> Collection[Term]:
        """Return the distinct nodes at the end of ``path`` from ``node``.

        Only single properties may be inverted in it: see ``Shape.followed``.
        """
        if isinstance(path, Predicate):
            return self.objects(node, path.iri)
        if isinstance(path, Inverse):
            assert isinstance(path.path, Predicate)
            return self.subjects(path.path.iri, node)
        if isinstance(path, Alternative):
            return {value for one in path.paths for value in self.values(node, one)}
        if isinstance(path, Sequence):
            return self._along(node, path)
        ends = set(self.values(node, path.path))
        if path.mark == "?":
            return ends | {node}
        return self._reached(ends | {node} if path.mark == "*" else ends, path.path)

    def _along(self, node: Term, path: Sequence) -> set[Term]:
        reached: set[Term] = {node}
        for step in path.steps:
            reached = {value for one in reached for value in self.values(one, step)}
        return reached

    def _reached(self, start: Collection[Term], path: Path) -> set[Term]:
        """Return ``start`` and everything at the end of ``path``, taken any number of times."""
        reached, waiting = set(start), list(start)
        while waiting:
            for value in self.values(waiting.pop(), path):
                if value not in reached:
                    reached.add(value)
                    waiting.append(value)
        return reached


def followed(path: Path, inverted: bool = False) -> Path:
    """Return the path with its inversions moved down to the single properties.

    A sequence keeps its order when it is inverted: so does the reference engine.
    """
    if isinstance(path, Predicate):
        return Inverse(path) if inverted else path
    if isinstance(path, Inverse):
        return followed(path.path, not inverted)
    if isinstance(path, Sequence):
        return Sequence(tuple(followed(step, inverted) for step in path.steps))
    if isinstance(path, Alternative):
        return Alternative(tuple(followed(one, inverted) for one in path.paths))
    return Repeated(followed(path.path, inverted), path.mark)
