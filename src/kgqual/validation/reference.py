"""The reference engine: pySHACL over a graph of rdflib in memory.

Nothing is inferred, imported or rewritten: literals keep the form in which they were written.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, cast

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from pyparsing import ParseBaseException
from pyshacl import Validator
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ValidationFailure
from pyshacl.graph_abstraction import DataGraph
from pyshacl.monkey import rdflib_bool_patch, rdflib_bool_unpatch
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.term import Node as RdflibTerm

from kgqual.errors import EngineError, UnreadableInput
from kgqual.namespaces import SH
from kgqual.validation.as_written import as_written
from kgqual.validation.constraint_queries import declarations
from kgqual.validation.data import Data
from kgqual.validation.graphs import Node, Term
from kgqual.validation.naming import called
from kgqual.validation.paths import read_path
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph

DEEPEST = 100
"""Shapes within shapes that are followed, at most."""

FLAGS = frozenset("im")
"""The flags of regular expressions that pySHACL knows."""

_FAILURES = (
    ValidationFailure,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    ParseBaseException,
    RuntimeError,
    SPARQLError,
    TypeError,
    ValueError,
    re.error,
)
"""What pySHACL and rdflib stumble over."""
_SILENT = logging.getLogger(f"{__name__}.pyshacl")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
Found = Mapping[str, list[RdflibTerm]]


def validate(data: Data, shapes: ShapesGraph) -> list[Result]:
    """Return what pySHACL finds when it validates ``data`` against ``shapes``.

    Raises UnreadableInput when it refuses a shape, EngineError when it fails.
    """
    _refuse_flags(shapes)
    terms = _Terms()
    with as_written():
        found = _results(terms.graph(data.triples()), _shapes_graph(terms, shapes))
        return [_result(one, terms, shapes) for one in found]


def _refuse_flags(shapes: ShapesGraph) -> None:
    """Raise UnreadableInput for flags of a pattern that pySHACL would pass over."""
    for shape in shapes.table.using(SH.flags):
        for flags in shapes.table.objects(shape, SH.flags):
            if unknown := set(flags.value) - FLAGS:
                raise UnreadableInput(
                    f"{called(shapes.table, shape)}: pySHACL does not know the flag "
                    f"{min(unknown)} of sh:flags, only i and m."
                )


def _shapes_graph(terms: _Terms, shapes: ShapesGraph) -> rdflib.Graph:
    """Return the shapes as pySHACL takes them.

    Of truth values only ``true`` is true, as SHACL has it. Queries have their prefixes at
    hand: pySHACL does not follow owl:imports.
    """
    rdflib_bool_patch()  # type: ignore[no-untyped-call]
    try:
        graph = terms.graph([*shapes.triples, *_declarations(shapes)])
    finally:
        rdflib_bool_unpatch()  # type: ignore[no-untyped-call]
        rdflib.NORMALIZE_LITERALS = False
    return graph


def _declarations(shapes: ShapesGraph) -> Iterator[Triple]:
    """Yield the prefixes that come through owl:imports as those of the node itself."""
    for node in shapes.table.using(SH.prefixes):
        for ontology in shapes.table.objects(node, SH.prefixes):
            for declaration in declarations(shapes.table, ontology):
                yield Triple(cast(Node, ontology), SH.declare, declaration)


def _results(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Found]:
    """Yield the results one by one.

    Not those of pySHACL's report graph: that has copies of blank nodes, with all that hangs
    on them, under other names.
    """
    options = {"logger": _SILENT, "max_validation_depth": DEEPEST}
    with _failing_clearly("the shapes"):
        validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)
        executor, all_shapes = validator.make_executor(), validator.shacl_graph.shapes
    for shape in all_shapes:
        with _failing_clearly(f"the shape {shape.node}"):
            _, found = shape.validate(executor, validator.data_graph)
        for _, node, triples in found:
            yield _by_predicate(triple for triple in triples if triple[0] == node)


@contextmanager
def _failing_clearly(what: str) -> Iterator[None]:
    try:
        yield
    except (ReportableRuntimeError, ConstraintLoadError, NotImplementedError) as error:
        raise UnreadableInput(f"pySHACL refuses {what}: {_sentence(error)}") from error
    except _FAILURES as error:
        raise EngineError(
            f"pySHACL failed at {what}: {type(error).__name__}: {_sentence(error)}"
        ) from error


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if text.endswith(".") else f"{text}."


def _by_predicate(triples: Iterable[tuple[Any, Any, Any]]) -> Found:
    """Return predicate → objects of one result, without the details that hang on it.

    pySHACL pairs an object with its graph.
    """
    found: dict[str, list[RdflibTerm]] = {}
    for _, predicate, object_ in triples:
        term = object_[1] if isinstance(object_, tuple) else object_
        found.setdefault(str(predicate), []).append(term)
    return found


def _result(found: Found, terms: _Terms, shapes: ShapesGraph) -> Result:
    def all_of(predicate: NamedNode) -> list[Term]:
        """Return the objects of a predicate."""
        return [terms.read(term) for term in found.get(predicate.value, ())]

    def one(predicate: NamedNode) -> Term | None:
        """Return the first of them."""
        return next(iter(all_of(predicate)), None)

    path = one(SH.resultPath)
    return Result(
        focus_node=cast(Term, one(SH.focusNode)),
        path=None if path is None else read_path(shapes.table, path),
        value=one(SH.value),
        component=cast(NamedNode, one(SH.sourceConstraintComponent)),
        shape=cast(Node, one(SH.sourceShape)),
        severity=cast(NamedNode, one(SH.resultSeverity)),
        constraint=cast(Node | None, one(SH.sourceConstraint)),
        messages=tuple(text for text in all_of(SH.resultMessage) if isinstance(text, Literal)),
    )


class _Terms:
    """Terms of pyoxigraph as those of rdflib, and back."""

    def __init__(self) -> None:
        self._iris: dict[NamedNode, rdflib.URIRef] = {}
        self._altered: dict[rdflib.Literal, Literal] = {}
        self._decimals: set[str] = set()

    def graph(self, triples: Iterable[Triple | Quad]) -> rdflib.Graph:
        """Return a graph of these triples. Raises UnreadableInput for a triple in a triple."""
        graph = rdflib.Graph()
        for triple in triples:
            subject, object_ = self._written(triple.subject), self._written(triple.object)
            graph.add((subject, self._written(triple.predicate), object_))
        return graph

    def _written(self, term: object) -> Any:
        if isinstance(term, NamedNode):
            if term not in self._iris:
                self._iris[term] = rdflib.URIRef(term.value)
            return self._iris[term]
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BlankNode):
            return rdflib.BNode(term.value)
        raise UnreadableInput(f"{term} is a triple inside a triple; SHACL judges only plain RDF.")

    def _literal(self, literal: Literal) -> rdflib.Literal:
        if literal.language:
            return rdflib.Literal(literal.value, lang=literal.language)
        datatype = literal.datatype.value
        if datatype == str(rdflib.XSD.string):
            return rdflib.Literal(literal.value)
        written = rdflib.Literal(literal.value, datatype=datatype, normalize=False)
        if str(written) != literal.value:  # rdflib takes white space out of tokens
            self._altered[written] = literal
        if written.datatype == rdflib.XSD.decimal:
            self._decimals.add(literal.value)
        return written

    def read(self, term: RdflibTerm) -> Term:
        """Return a term of rdflib as one of pyoxigraph."""
        if isinstance(term, rdflib.URIRef):
            return NamedNode(str(term))
        if isinstance(term, rdflib.BNode):
            return BlankNode(str(term))
        assert isinstance(term, rdflib.Literal)
        if term in self._altered:
            return self._altered[term]
        if term.language:
            return Literal(str(term), language=term.language)
        if term.datatype is None:
            return Literal(str(term))
        if term.datatype == rdflib.XSD.decimal and str(term) not in self._decimals:
            return _canonical(term)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)))


def _canonical(computed: rdflib.Literal) -> Literal:
    """Return a number that a query has computed as XSD 1.1 writes it, and Oxigraph: 90, not 90.0.

    rdflib writes as many places as the numbers that were added up have.
    """
    number = f"{Decimal(str(computed)):f}"
    shown = number.rstrip("0").rstrip(".") if "." in number else number
    return Literal(shown, datatype=NamedNode(str(rdflib.XSD.decimal)))
