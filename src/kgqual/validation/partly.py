"""What changed in validated data, and the part of a report that has to be made anew for it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgqual.validation.graphs import Node, Term
from kgqual.validation.report import Result


@dataclass(frozen=True)
class Changes:
    """What changed in the default graph of a store.

    ``subjects`` are the things about which something is stated or is no more, ``objects`` those
    that are named by that, ``predicates`` the properties of it.
    """

    subjects: frozenset[Node]
    objects: frozenset[Term]
    predicates: frozenset[NamedNode]


@dataclass(frozen=True)
class Part:
    """A part of a report: all results of the SPARQL ``constraints``, and all others on ``foci``."""

    foci: frozenset[Term]
    constraints: frozenset[Node]
    results: tuple[Result, ...]

    def holds(self, result: Result) -> bool:
        """Tell whether a result of an earlier report is on what this part is about."""
        if result.constraint is not None:
            return result.constraint in self.constraints
        return result.focus_node in self.foci
