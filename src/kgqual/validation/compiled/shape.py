"""A shape, ready to be held against data, and what every constraint of one can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import ClassVar, Protocol

from pyoxigraph import Literal, NamedNode

from kgqual.validation.graphs import Node, Term
from kgqual.validation.paths import Path
from kgqual.validation.report import Result


@dataclass(frozen=True)
class Targets:
    """What a shape says it is about; ``classes`` are without their subclasses."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[NamedNode, ...] = ()
    subjects_of: tuple[NamedNode, ...] = ()
    objects_of: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, eq=False)
class Shape:
    """A node shape, or with a ``path`` a property shape.

    ``followed`` is the path with its inversions moved down to the properties, the way the
    reference engine follows it.
    """

    node: Node
    path: Path | None
    followed: Path | None
    severity: NamedNode
    messages: tuple[Literal, ...]
    deactivated: bool
    targets: Targets
    constraints: tuple[Constraint, ...]

    def result(
        self, focus: Term, component: NamedNode, value: Term | None, path: Path | None = None
    ) -> Result:
        """Return what one failed constraint of this shape says."""
        return Result(
            focus_node=focus,
            path=path or self.path,
            value=value,
            component=component,
            shape=self.node,
            severity=self.severity,
            messages=self.messages,
        )


class Judge(Protocol):
    """What constraints ask of the data and of other shapes."""

    def values(self, node: Term, path: Path) -> Collection[Term]:
        """Return the distinct nodes at the end of ``path`` from ``node``."""

    def about(self, node: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Yield the properties and objects of ``node``."""

    def is_a(self, node: Term, cls: NamedNode) -> bool:
        """Tell whether a type of ``node`` is ``cls`` or below it."""

    def conforms(self, shape: Shape, node: Term) -> bool:
        """Tell whether ``shape`` finds nothing wrong with ``node``."""

    def results(self, shape: Shape, node: Term) -> Iterator[Result]:
        """Yield everything that ``shape`` finds wrong with ``node``."""

    def rows(self, query: str, focus: Term) -> Iterator[Mapping[str, Term]]:
        """Yield the rows of a query in which ``this`` is ``focus``."""


@dataclass(frozen=True)
class Sure:
    """What can be told of a node in SPARQL alone, without an error, as two expressions.

    ``holds`` is true only of nodes that conform, ``fails`` only of nodes that do not; where
    both are false, only the judge can tell.
    """

    holds: str = "false"
    fails: str = "false"

    @classmethod
    def exactly(cls, condition: str) -> Sure:
        """Return what is told by a condition that is true exactly of what conforms."""
        return cls(f"({condition})", f"(!({condition}))")


class Names:
    """Names for the variables of one query, each given once."""

    def __init__(self) -> None:
        self._number = count()

    def new(self) -> str:
        """Return a variable that the query does not have yet."""
        return f"?v{next(self._number)}"


@dataclass(frozen=True)
class Scope:
    """What the writing of one query needs: fresh names, and the classes below others."""

    below: Callable[[NamedNode], Collection[Term]]
    names: Names = field(default_factory=Names)


class Constraint(ABC):
    """One constraint of a shape: judged exactly, and where it can be, told in SPARQL."""

    @abstractmethod
    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield what is wrong with ``focus``, whose value nodes are ``values``."""

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return what SPARQL can tell of the node that the variable ``focus`` stands for."""
        return Sure()

    def grants(self, focus: str, path: Path | None, scope: Scope) -> tuple[str, ...]:
        """Return patterns that each match only nodes that conform; none where none is known.

        Taking away what such a pattern matches is much faster than testing node by node.
        """
        return ()


class ValueConstraint(Constraint):
    """A constraint on each value node by itself: one result for each that it does not hold of."""

    component: ClassVar[NamedNode]

    @abstractmethod
    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether a value node is as demanded."""

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return what SPARQL can tell of the value that the variable stands for."""
        return Sure()

    def grants_of(self, value: str, scope: Scope) -> tuple[str, ...]:
        """Return patterns that each match only values that are as demanded."""
        return ()

    def grants(self, focus: str, path: Path | None, scope: Scope) -> tuple[str, ...]:
        """Return those of the value where it is the focus node itself."""
        return self.grants_of(focus, scope) if path is None else ()

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each value node that is not as demanded."""
        for value in values:
            if not self.holds(value, judge):
                yield shape.result(focus, self.component, value)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return what SPARQL can tell of all value nodes together."""
        if path is None:
            return self.sure_of(focus, scope)
        value = scope.names.new()
        each = self.sure_of(value, scope)
        return Sure(
            "false" if each.holds == "false" else none(f"{focus} {path} {value}", each.holds),
            "false" if each.fails == "false" else some(f"{focus} {path} {value}", each.fails),
        )


def some(pattern: str, condition: str) -> str:
    """Return that something matches ``pattern`` under a condition."""
    return f"EXISTS {{ {pattern} FILTER({condition}) }}"


def none(pattern: str, condition: str) -> str:
    """Return that nothing matches ``pattern`` but under a condition."""
    return f"(!EXISTS {{ {pattern} FILTER(!({condition})) }})"


def every(parts: Collection[Sure]) -> Sure:
    """Return what can be told of a conjunction."""
    holds = "false" if any(p.holds == "false" for p in parts) else _joined(parts, " && ", "true")
    fails = [part.fails for part in parts if part.fails != "false"]
    return Sure(holds, f"({' || '.join(fails)})" if fails else "false")


def _joined(parts: Collection[Sure], operator: str, empty: str) -> str:
    return f"({operator.join(part.holds for part in parts)})" if parts else empty


def opposite(part: Sure) -> Sure:
    """Return what can be told of a negation."""
    return Sure(part.fails, part.holds)


def sure_shape(shape: Shape, focus: str, scope: Scope) -> Sure:
    """Return what SPARQL can tell of a node against a whole shape."""
    if shape.deactivated:
        return Sure("true", "false")
    return every([part.sure(focus, shape.followed, scope) for part in shape.constraints])
