"""The judge: holds single nodes against shapes, exactly as the reference engine does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from pyoxigraph import NamedNode

from kgqual.validation.compiled.data import REMEMBERED, Data
from kgqual.validation.compiled.logic import Property
from kgqual.validation.compiled.queries import Queries
from kgqual.validation.compiled.shape import (
    Constraint,
    Scope,
    Shape,
    ValueConstraint,
    sure_shape,
)
from kgqual.validation.graphs import Node, Term
from kgqual.validation.paths import Inverse, Path, Predicate
from kgqual.validation.report import Result


class NodeJudge:
    """Holds nodes of the data against shapes; what conforms to which shape is remembered.

    Of more than ``few`` values of one node, only those that are not surely in order are judged.
    """

    def __init__(self, data: Data, queries: Queries, few: int) -> None:
        self._data = data
        self._queries = queries
        self._few = few
        self.conforms = lru_cache(REMEMBERED)(self._conforms)

    def values(self, node: Term, path: Path) -> Collection[Term]:
        """Return the distinct nodes at the end of ``path`` from ``node``."""
        return self._data.values(node, path)

    def about(self, node: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Yield the properties and objects of ``node``."""
        return self._data.about(node)

    def is_a(self, node: Term, cls: NamedNode) -> bool:
        """Tell whether a type of ``node`` is ``cls`` or below it."""
        return self._data.is_a(node, cls)

    def _conforms(self, shape: Shape, node: Term) -> bool:
        return next(self.results(shape, node), None) is None

    def results(self, shape: Shape, node: Term) -> Iterator[Result]:
        """Yield everything that ``shape`` finds wrong with ``node``."""
        if not shape.deactivated:
            yield from self.failures(shape, shape.constraints, node)

    def failures(
        self, shape: Shape, constraints: Iterable[Constraint], node: Term
    ) -> Iterator[Result]:
        """Yield what some constraints of ``shape`` find wrong with ``node``."""
        values = {node} if shape.followed is None else self.values(node, shape.followed)
        # Longer paths may end where they start, which SPARQL sees only of what is in the data.
        one_step = isinstance(shape.followed, Predicate | Inverse) and isinstance(node, NamedNode)
        many = one_step and len(values) > self._few
        for constraint in constraints:
            left = self._doubtful(shape, constraint, node, values) if many else values
            yield from constraint.results(shape, node, left, self)

    def _doubtful(
        self, shape: Shape, constraint: Constraint, node: Term, values: Collection[Term]
    ) -> Collection[Term]:
        """Return which of many values a constraint on each of them may find wrong."""
        scope, value = Scope(self._data.below), "?value"
        if isinstance(constraint, ValueConstraint):
            holds = constraint.sure_of(value, scope).holds
        elif isinstance(constraint, Property):
            holds = sure_shape(constraint.shape, value, scope).holds
        else:
            return values
        if holds == "false":
            return values
        query = (
            f"SELECT DISTINCT ?value WHERE {{ {node} {shape.followed} ?value FILTER(!{holds}) }}"
        )
        rows = self._data.store.query(query)
        return {row[0] for row in rows}  # type: ignore[union-attr]

    def queried(self, shape: Shape, constraint: Node, node: Term) -> Iterator[Result]:
        """Yield what a SPARQL constraint of ``shape`` finds wrong with ``node``."""
        return self._queries.results(shape, constraint, node)
