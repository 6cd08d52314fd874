"""SPARQL constraints: the reference engine's own code, over the store.

Where a query only follows properties and counts, Oxigraph is asked first whether there is any
row at all: the two engines agree on that, and it is much faster.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Variable

from kgqual.namespaces import OWL, RDF, RDFS, SH
from kgqual.validation.compiled.data import Data
from kgqual.validation.compiled.shape import Constraint, Judge, Shape
from kgqual.validation.graphs import Node, Term
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph

if TYPE_CHECKING:
    from kgqual.validation.compiled.delegate import Delegate

_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\s]*>            # an IRI
      | [?$]\w+                       # a variable
      | [A-Za-z][\w-]*:[A-Za-z]\w*    # a name with a prefix
      | \w+                           # a word
      | \S""",
    re.VERBOSE,
)
_NAME = re.compile(r"[<?$].*|[A-Za-z][\w-]*:.*", re.DOTALL)
_WORDS = frozenset(
    {"SELECT", "DISTINCT", "WHERE", "AS", "FILTER", "NOT", "EXISTS", "GROUP", "BY", "a"}
)
_MARKS = frozenset("{}().;,/|+^")
_SHARED = re.compile(r"HAVING\s*\(\s*COUNT\(DISTINCT\s+[?$]\w+\)\s*>\s*[0-9]+\s*\)")


@dataclass(frozen=True)
class Query(Constraint):
    """``sh:sparql``: a result for each row of its query."""

    node: Node

    def results(
        self, shape: Shape, focus: Term, values: Collection[Term], judge: Judge
    ) -> Iterator[Result]:
        """Yield what the query finds."""
        return judge.queried(shape, self.node, focus)


class Queries:
    """The SPARQL constraints of a shapes graph over some data."""

    def __init__(self, data: Data, shapes: ShapesGraph) -> None:
        self._data = data
        self._shapes = shapes
        self._texts: dict[Node, str | None] = {}

    @cached_property
    def _delegate(self) -> Delegate:
        # Loads the reference engine: only where a SPARQL constraint may find something.
        from kgqual.validation.compiled.delegate import Delegate

        return Delegate(self._data, self._shapes)

    def results(self, shape: Shape, constraint: Node, focus: Term) -> Iterator[Result]:
        """Yield what the constraint finds wrong with ``focus``."""
        if constraint not in self._texts:
            self._texts[constraint] = structural_text(self._shapes, constraint)
        text = self._texts[constraint]
        if text is None or self._finds_something(text, focus):
            yield from self._delegate.results(shape, constraint, focus)

    def problem(self, shapes: Iterable[Shape]) -> str:
        """Return why the reference engine would refuse one of their constraints; or nothing."""
        for shape in shapes:
            for one in shape.constraints:
                if isinstance(one, Query):
                    problem = self._delegate.problem(shape, one.node)
                    if problem:
                        return f"The SPARQL constraint {one.node} is refused: {problem}"
        return ""

    def _finds_something(self, text: str, focus: Term) -> bool:
        rows = self._data.store.query(text, substitutions={Variable("this"): focus})
        return next(iter(rows), None) is not None  # type: ignore[arg-type]


def structural_text(shapes: ShapesGraph, constraint: Node) -> str | None:
    """Return the query of a constraint with its prefixes, when it only follows properties.

    None when it has anything in it on which two SPARQL engines might differ: functions,
    comparisons, literals, OPTIONAL.
    """
    select = shapes.table.value(constraint, SH.select)
    prefixes = _prefixes(shapes, constraint)
    if not isinstance(select, Literal) or prefixes is None:
        return None
    for token in _TOKEN.findall(_SHARED.sub("", select.value)):
        if not (_NAME.fullmatch(token) or token in _WORDS or token in _MARKS):
            return None
    if re.search(r"[?$](?!this\b)(?:PATH|shapesGraph|currentShape)\b", select.value):
        return None
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    return declared + select.value


def _prefixes(shapes: ShapesGraph, constraint: Node) -> dict[str, str] | None:
    """Return the prefixes that the reference engine would declare; None if two are the same."""
    found = {"owl": OWL.iri, "rdf": RDF.iri, "rdfs": RDFS.iri}
    ontologies = shapes.table.subjects(RDF.type, OWL.Ontology)
    for declaring in [*shapes.table.objects(constraint, SH.prefixes), *ontologies]:
        for declaration in shapes.table.objects(declaring, SH.declare):  # type: ignore[arg-type]
            name = shapes.table.value(declaration, SH.prefix)  # type: ignore[arg-type]
            iri = shapes.table.value(declaration, SH.namespace)  # type: ignore[arg-type]
            if not isinstance(name, Literal) or not isinstance(iri, Literal):
                return None
            if found.setdefault(name.value, iri.value) != iri.value:
                return None
    return found
