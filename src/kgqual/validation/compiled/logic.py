"""Constraints made of other shapes."""

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
    ValueConstraint,
    every,
    none,
    opposite,
    some,
    sure_shape,
)
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Path
from kgqual.validation.report import Result


@dataclass(frozen=True)
class Not(ValueConstraint):
    """``sh:not``."""

    component: ClassVar[NamedNode] = SH.NotConstraintComponent
    shape: Shape

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value does not conform to the shape."""
        return not judge.conforms(self.shape, value)

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return the opposite of what can be told of the shape."""
        return opposite(sure_shape(self.shape, value, scope))


@dataclass(frozen=True)
class And(ValueConstraint):
    """``sh:and`` and ``sh:node``: conformance to each of some shapes."""

    component: NamedNode  # type: ignore[misc]
    shapes: tuple[Shape, ...]

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value conforms to each shape."""
        return all(judge.conforms(shape, value) for shape in self.shapes)

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return what can be told of all shapes together."""
        return every([sure_shape(shape, value, scope) for shape in self.shapes])


@dataclass(frozen=True)
class Or(ValueConstraint):
    """``sh:or``."""

    component: ClassVar[NamedNode] = SH.OrConstraintComponent
    shapes: tuple[Shape, ...]

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value conforms to one shape at least."""
        return any(judge.conforms(shape, value) for shape in self.shapes)

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return what can be told: not all of the negations hold."""
        negated = [opposite(sure_shape(shape, value, scope)) for shape in self.shapes]
        return opposite(every(negated))

    def grants_of(self, value: str, scope: Scope) -> tuple[str, ...]:
        """Return the patterns of all shapes, where each is known by some."""
        found: list[str] = []
        for shape in self.shapes:
            each = [one.grants(value, shape.followed, scope) for one in shape.constraints]
            if shape.deactivated or len(each) != 1 or not each[0]:
                return ()
            found += each[0]
        return tuple(found)


@dataclass(frozen=True)
class Xone(ValueConstraint):
    """``sh:xone``; a shape that is listed twice counts twice."""

    component: ClassVar[NamedNode] = SH.XoneConstraintComponent
    shapes: tuple[Shape, ...]

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value conforms to exactly one shape."""
        return sum(judge.conforms(shape, value) for shape in self.shapes) == 1


@dataclass(frozen=True)
class Property(Constraint):
    """``sh:property``: what the property shape finds wrong with each value node."""

    shape: Shape

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield the results of the property shape, whose focus nodes are the value nodes."""
        for value in values:
            yield from judge.results(self.shape, value)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return what can be told of the property shape at each value node."""
        if path is None:
            return sure_shape(self.shape, focus, scope)
        value = scope.names.new()
        each = sure_shape(self.shape, value, scope)
        step = f"{focus} {path} {value}"
        return Sure(
            "false" if each.holds == "false" else none(step, each.holds),
            "false" if each.fails == "false" else some(step, each.fails),
        )
