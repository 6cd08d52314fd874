"""Constraints on how many value nodes there are: in all, and of those that fit another shape."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import NamedNode

from kgqual.namespaces import SH
from kgqual.validation.compiled.shape import (
    Constraint,
    Judge,
    Scope,
    Shape,
    Sure,
    some,
    sure_shape,
)
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Path
from kgqual.validation.report import Result


@dataclass(frozen=True)
class MinCount(Constraint):
    """``sh:minCount``."""

    component: ClassVar[NamedNode] = SH.MinCountConstraintComponent
    limit: int

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield one result when there are too few."""
        if len(values) < self.limit:
            yield shape.result(focus, self.component, None)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a look-up of one value; more than one the judge counts."""
        if self.limit < 1:
            return Sure("true", "false")
        there = f"EXISTS {{ {focus} {path} {scope.names.new()} }}"
        return Sure.exactly(there) if self.limit == 1 else Sure("false", f"(!{there})")

    def grants(self, focus: str, path: Path | None, scope: Scope) -> tuple[str, ...]:
        """Return the pattern of a value, where one is enough."""
        return (f"{focus} {path} {scope.names.new()}",) if path and self.limit == 1 else ()


@dataclass(frozen=True)
class MaxCount(Constraint):
    """``sh:maxCount``."""

    component: ClassVar[NamedNode] = SH.MaxCountConstraintComponent
    limit: int

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield one result when there are too many."""
        if len(values) > self.limit:
            yield shape.result(focus, self.component, None)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a search for one value, or for two; more than two the judge counts."""
        one, two = scope.names.new(), scope.names.new()
        if self.limit == 0:
            return Sure.exactly(f"!EXISTS {{ {focus} {path} {one} }}")
        pair = f"{focus} {path} {one} . {focus} {path} {two} FILTER(!SAMETERM({one}, {two}))"
        at_most_one = f"(!EXISTS {{ {pair} }})"
        return Sure.exactly(at_most_one) if self.limit == 1 else Sure(at_most_one)


@dataclass(frozen=True)
class Qualified(Constraint):
    """``sh:qualifiedValueShape`` with its counts.

    A value counts when it conforms to ``shape`` and to none of ``siblings``.
    """

    shape: Shape
    least: int | None
    most: int | None
    siblings: tuple[Shape, ...]

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each count that is not kept."""
        count = sum(self._counts(value, judge) for value in values)
        if self.most is not None and count > self.most:
            yield shape.result(focus, SH.QualifiedMaxCountConstraintComponent, None)
        if self.least is not None and count < self.least:
            yield shape.result(focus, SH.QualifiedMinCountConstraintComponent, None)

    def _counts(self, value: Term, judge: Judge) -> bool:
        return judge.conforms(self.shape, value) and not any(
            judge.conforms(sibling, value) for sibling in self.siblings
        )

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a search for one value that surely counts, where one is enough."""
        if self.siblings or self.most is not None or (self.least or 0) > 1:
            return Sure()
        if self.least == 0:
            return Sure("true", "false")
        value = scope.names.new()
        holds = sure_shape(self.shape, value, scope).holds
        return Sure() if holds == "false" else Sure(some(f"{focus} {path} {value}", holds))
