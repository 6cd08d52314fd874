"""Constraints on the order of values: ``sh:minInclusive`` and its three siblings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import ge, gt, le, lt

from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import SH, XSD
from kgqual.validation.compiled.literals import order
from kgqual.validation.compiled.shape import Judge, Scope, Sure, ValueConstraint
from kgqual.validation.graphs import Term

BOUNDS: dict[NamedNode, tuple[NamedNode, str]] = {
    SH.minExclusive: (SH.MinExclusiveConstraintComponent, ">"),
    SH.minInclusive: (SH.MinInclusiveConstraintComponent, ">="),
    SH.maxExclusive: (SH.MaxExclusiveConstraintComponent, "<"),
    SH.maxInclusive: (SH.MaxInclusiveConstraintComponent, "<="),
}
"""Parameter → component, and the sign between a value and the bound."""
_SIGNS: dict[str, Callable[[int, int], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}


@dataclass(frozen=True)
class Bound(ValueConstraint):
    """A bound that each value must be a literal within."""

    component: NamedNode  # type: ignore[misc]
    sign: str
    bound: Literal

    def holds(self, value: Term, judge: Judge) -> bool:
        """Tell whether the value compares with the bound as it should."""
        compared = order(value, self.bound) if isinstance(value, Literal) else None
        return compared is not None and _SIGNS[self.sign](compared, 0)

    def sure_of(self, value: str, scope: Scope) -> Sure:
        """Return the comparison for whole numbers, where no two engines differ."""
        if self.bound.datatype != XSD.integer:
            return Sure()
        whole = f"COALESCE(DATATYPE({value}) = {XSD.integer}, false) && ISNUMERIC({value})"
        return Sure(f"({whole} && COALESCE({value} {self.sign} {self.bound}, false))")
