"""The judge: holds single nodes against shapes, exactly as the reference engine does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import NamedNode, QuerySolutions, Variable

from kgqual.validation.compiled.data import REMEMBERED, Data
from kgqual.validation.compiled.logic import Property
from kgqual.validation.compiled.shape import Constraint, Shape, ValueConstraint
from kgqual.validation.compiled.suspects import FOCUS, VALUE, found, suspects, units, values_without
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Inverse, Path, Predicate
from kgqual.validation.report import Result


class NodeJudge:
    """Holds nodes of the data against shapes; what conforms to which shape is remembered.

    Of more than ``few`` values of one node, only those that are not surely in order are judged.
    """

    def __init__(self, data: Data, few: int) -> None:
        self._data = data
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
            if many and isinstance(constraint, Property):
                yield from self.of_many(constraint.shape, [f"{node} {shape.followed} {FOCUS} ."])
            else:
                left = self._doubtful(shape, constraint, node) if many else None
                yield from constraint.results(shape, node, values if left is None else left, self)

    def of_many(
        self, shape: Shape, patterns: Sequence[str], but: Collection[Term] = ()
    ) -> Iterator[Result]:
        """Yield what ``shape`` finds wrong with the nodes that ``patterns`` match, save some."""
        for unit in units(shape) if patterns and not shape.deactivated else ():
            for part, suspected in suspects(self._data, unit, patterns):
                for node in suspected.difference(but):
                    yield from self.failures(part.shape, part.constraints, node)

    def _doubtful(
        self, shape: Shape, constraint: Constraint, node: Term
    ) -> Collection[Term] | None:
        """Return which of many values a constraint on each of them may find wrong; None for all."""
        if not isinstance(constraint, ValueConstraint):
            return None
        step = f"{node} {shape.followed} {VALUE} ."
        query = values_without(self._data, step, constraint)
        return found(self._data, query) if query else None

    def rows(self, query: str, focus: Term) -> Iterator[Mapping[str, Term]]:
        """Yield the different rows of a query in which ``this`` is ``focus``."""
        answer = self._data.store.query(query, substitutions={Variable("this"): focus})
        assert isinstance(answer, QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            terms = zip(names, row, strict=True)
            yield {name: term for name, term in terms if term is not None}
