"""Constraints on what a value is: its kind, its datatype, its class, which terms it may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.namespaces import RDF, RDFS, SH, XSD
from kgqual.validation.compiled.literals import has_datatype
from kgqual.validation.compiled.shape import (
    Constraint,
    Judge,
    Scope,
    Shape,
    Sure,
    ValueConstraint,
)
from kgqual.validation.graphs import Term
from kgqual.validation.paths import Path
from kgqual.validation.report import Result

KINDS: dict[NamedNode, tuple[type, ...]] = {
    SH.IRI: (NamedNode,),
    SH.BlankNode: (BlankNode,),
    SH.Literal: (Literal,),
    SH.BlankNodeOrIRI: (BlankNode, NamedNode),
    SH.BlankNodeOrLiteral: (BlankNode, Literal),
    SH.IRIOrLiteral: (NamedNode, Literal),
}
_TESTS: dict[type, str] = {NamedNode: "ISIRI", BlankNode: "ISBLANK", Literal: "ISLITERAL"}
_YEAR = "[1-9][0-9]{3}"
_DAY = "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_TIME = (
    r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?"
)
_COMMON = {
    XSD.date: f"{_YEAR}-{_DAY}",
    XSD.dateTime: f"{_YEAR}-{_DAY}T{_TIME}",
    XSD.gYear: _YEAR,
    XSD.gYearMonth: f"{_YEAR}-(0[1-9]|1[0-2])",
    XSD.boolean: "true|false",
}
"""What the common forms of these datatypes look like."""


@dataclass(frozen=True)
class NodeKind(ValueConstraint):
    """``sh:nodeKind``."""

    component: ClassVar[NamedNode] = SH.NodeKindConstraintComponent
    kind: NamedNode

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value is of the kind."""
        return isinstance(value, KINDS[self.kind])

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return the tests of SPARQL for the kind."""
        return Sure.exactly(" || ".join(f"{_TESTS[t]}({value})" for t in KINDS[self.kind]))


@dataclass(frozen=True)
class Datatype(ValueConstraint):
    """``sh:datatype``: a literal of the datatype that is not ill-typed."""

    component: ClassVar[NamedNode] = SH.DatatypeConstraintComponent
    datatype: NamedNode

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value is a well-typed literal of the datatype."""
        return isinstance(value, Literal) and has_datatype(value, self.datatype)

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return tests that accept the common forms only; the judge sees the others."""
        if self.datatype in (RDFS.Literal, RDFS.Datatype):
            return Sure()
        same = f"COALESCE(DATATYPE({value}) = {self.datatype}, false)"
        if self.datatype in (XSD.string, RDF.langString):
            return Sure.exactly(same)
        other = f"(!{same})"
        if self.datatype in (XSD.integer, XSD.decimal):
            return Sure(f"({same} && ISNUMERIC({value}))", other)
        if self.datatype in _COMMON:
            form = f"^({_COMMON[self.datatype]})$"
            return Sure(f'({same} && REGEX(STR({value}), "{form}"))', other)
        return Sure("false", other)


@dataclass(frozen=True)
class Class(ValueConstraint):
    """``sh:class``."""

    component: ClassVar[NamedNode] = SH.ClassConstraintComponent
    cls: NamedNode

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value is an instance of the class."""
        return judge.is_a(value, self.cls)

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return a look-up of its types, among the classes known to lie below the class."""
        below = scope.below(self.cls)
        if len(below) == 1:
            return Sure.exactly(f"EXISTS {{ {value} {RDF.type} {self.cls} }}")
        cls = scope.names.new()
        named = sorted(str(one) for one in below if isinstance(one, NamedNode))
        test = f"EXISTS {{ {value} {RDF.type} {cls} FILTER({cls} IN ({', '.join(named)})) }}"
        return Sure.exactly(test) if len(named) == len(below) else Sure(test)

    def grants_of(self, value: str, scope: Scope) -> tuple[str, ...]:
        """Return the pattern of an instance."""
        cls = scope.names.new()
        named = sorted(str(one) for one in scope.below(self.cls) if isinstance(one, NamedNode))
        return (f"VALUES {cls} {{ {' '.join(named)} }} {value} {RDF.type} {cls}",)


@dataclass(frozen=True)
class In(ValueConstraint):
    """``sh:in``."""

    component: ClassVar[NamedNode] = SH.InConstraintComponent
    members: frozenset[Term]

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value is one of the members."""
        return value in self.members

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return a comparison with each member."""
        same = [f"SAMETERM({value}, {member})" for member in sorted(self.members, key=str)]
        return Sure.exactly(" || ".join(same) or "false")


@dataclass(frozen=True)
class HasValue(Constraint):
    """``sh:hasValue``: the term is among the value nodes."""

    component: ClassVar[NamedNode] = SH.HasValueConstraintComponent
    term: Term

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield one result when the term is not among the value nodes."""
        if self.term not in values:
            yield shape.result(focus, self.component, None)

    def sure(self, focus: str, path: Path | None, scope: Scope) -> Sure:
        """Return a look-up of the term."""
        if path is None:
            return Sure.exactly(f"SAMETERM({focus}, {self.term})")
        return Sure.exactly(f"EXISTS {{ {focus} {path} {self.term} }}")
