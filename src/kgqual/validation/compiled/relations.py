"""Constraints between the value nodes and other properties of the focus node."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import BlankNode, NamedNode

from kgqual.errors import UnreadableInput
from kgqual.namespaces import RDF, RDFS, SH
from kgqual.validation.compiled.literals import python_value, rdflib_literal
from kgqual.validation.compiled.shape import Constraint, Judge, Scope, Shape, Sure
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Path, Predicate
from kgqual.validation.report import Result


@dataclass(frozen=True)
class Equals(Constraint):
    """``sh:equals``: a result for each term that is on one side only."""

    component: ClassVar[NamedNode] = SH.EqualsConstraintComponent
    other: NamedNode

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each term that only one of the two properties has."""
        for value in set(values) ^ set(judge.values(focus, Predicate(self.other))):
            yield shape.result(focus, self.component, value)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a search for a term on one side that is not on the other."""
        one, two = scope.names.new(), scope.names.new()
        if path is None:
            return Sure()
        left = f"{focus} {path} {one} FILTER(!EXISTS {{ {focus} {self.other} {one} }})"
        right = f"{focus} {self.other} {two} FILTER(!EXISTS {{ {focus} {path} {two} }})"
        return Sure.exactly(f"!EXISTS {{ {left} }} && !EXISTS {{ {right} }}")


@dataclass(frozen=True)
class Disjoint(Constraint):
    """``sh:disjoint``: a result for each term that is on both sides."""

    component: ClassVar[NamedNode] = SH.DisjointConstraintComponent
    other: NamedNode

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each term that both properties have."""
        for value in set(values) & set(judge.values(focus, Predicate(self.other))):
            yield shape.result(focus, self.component, value)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a search for a term on both sides."""
        value = scope.names.new()
        if path is None:
            return Sure.exactly(f"!EXISTS {{ {focus} {self.other} {focus} }}")
        # The single property comes first: it binds both ends of the path.
        shared = f"{focus} {self.other} {value} FILTER(EXISTS {{ {focus} {path} {value} }})"
        return Sure.exactly(f"!EXISTS {{ {shared} }}")


@dataclass(frozen=True)
class LessThan(Constraint):
    """``sh:lessThan`` and ``sh:lessThanOrEquals``: a result for each pair out of order."""

    component: NamedNode
    other: NamedNode

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each pair that is out of order or cannot be compared.

        Raises UnreadableInput for a blank node, as the reference engine does.
        """
        others = judge.values(focus, Predicate(self.other))
        for value in values:
            left = _comparable(value, shape)
            for other in others:
                if not self._in_order(left, _comparable(other, shape)):
                    yield shape.result(focus, self.component, value)

    def _in_order(self, left: str, right: str) -> bool:
        # A literal of rdflib is a str too, but one that compares by its value.
        if (type(left) is str) != (type(right) is str):
            return False
        strictly = self.component == SH.LessThanConstraintComponent
        try:
            return bool(left < right if strictly else left <= right)
        except TypeError as error:
            raise UnreadableInput(f"{left!r} and {right!r} cannot be compared: {error}.") from error

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return that there is nothing to compare."""
        value, other = scope.names.new(), scope.names.new()
        blank = f"{focus} {path} {value} FILTER(ISBLANK({value}))"
        return Sure(f"(!EXISTS {{ {focus} {self.other} {other} }} && !EXISTS {{ {blank} }})")


def _comparable(term: Term, shape: Shape) -> str:
    """Return what is compared: text for an IRI and for text, else the literal of rdflib."""
    if isinstance(term, BlankNode):
        raise UnreadableInput(
            f"The blank node {term} cannot be compared, but the shape {shape.node} asks for it "
            "with sh:lessThan or sh:lessThanOrEquals. Correct the data or the shape."
        )
    if isinstance(term, NamedNode):
        return term.value
    value = python_value(term)
    return str(value) if isinstance(value, str) else rdflib_literal(term)


@dataclass(frozen=True)
class Closed(Constraint):
    """``sh:closed true``: no properties but those of the property shapes and the ignored."""

    component: ClassVar[NamedNode] = SH.ClosedConstraintComponent
    allowed: frozenset[NamedNode]

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield a result for each triple of a value node with another property."""
        for value in values:
            for predicate, object_ in judge.about(value):
                always = predicate == RDF.type and object_ == RDFS.Resource
                if predicate not in self.allowed and not always:
                    path = Predicate(predicate)
                    yield shape.result(focus, self.component, object_, path)
