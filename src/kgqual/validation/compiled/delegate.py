"""The reference engine's SPARQL constraints, one focus node at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import rdflib
from pyoxigraph import Literal, NamedNode
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ValidationFailure
from pyshacl.shape import Shape as ReferenceShape
from pyshacl.shapes_graph import ShapesGraph as ReferenceShapes

from kgqual.errors import EngineError
from kgqual.namespaces import SH
from kgqual.validation.compiled.adapter import (
    StoreGraph,
    from_rdflib,
    prepared,
    to_rdflib,
)
from kgqual.validation.compiled.as_written import as_written
from kgqual.validation.compiled.data import Data
from kgqual.validation.compiled.shape import Shape
from kgqual.validation.graphs import Node, Term
from kgqual.validation.paths import Path, Predicate
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph


class Delegate:
    """Runs SPARQL constraints through pySHACL's classes and rdflib's evaluation."""

    def __init__(self, data: Data, shapes: ShapesGraph) -> None:
        graph = rdflib.Graph()
        for triple in shapes.triples:
            terms = (triple.subject, triple.predicate, triple.object)
            graph.add(tuple(to_rdflib(term) for term in terms))  # type: ignore[arg-type]
        self._shapes = ReferenceShapes(graph)
        self._graph = StoreGraph(data)
        self._of_shape = lru_cache(None)(self._constraints)

    def _constraints(self, shape: Shape) -> tuple[Any, dict[Term, Any]]:
        node: Any = to_rdflib(shape.node)
        path: Any = self._shapes.graph.value(node, rdflib.SH.path)
        reference = ReferenceShape(self._shapes, node, p=shape.path is not None, path=path)
        component = SPARQLBasedConstraint(reference)
        helpers = {from_rdflib(helper.node): helper for helper in component.sparql_constraints}
        return component, helpers

    def problem(self, shape: Shape, constraint: Node) -> str:
        """Return why the reference engine would refuse a constraint; empty when it would not."""
        try:
            _, helpers = self._of_shape(shape)
            helper = helpers[constraint]
            _, text = helper.pre_bind_variables(rdflib.URIRef("urn:focus"))
            with as_written():
                prepared(helper.apply_prefixes(text))
        except (ConstraintLoadError, ReportableRuntimeError, ValidationFailure) as error:
            return str(error)
        except Exception as error:  # the parser of rdflib raises classes of its own and others
            return str(error) or type(error).__name__
        return ""

    def results(self, shape: Shape, constraint: Node, focus: Term) -> Iterator[Result]:
        """Yield what a constraint of ``shape`` finds wrong with ``focus``.

        Raises EngineError where the reference engine fails too.
        """
        component, helpers = self._of_shape(shape)
        node = to_rdflib(focus)
        try:
            with as_written():
                _, found = component._evaluate_sparql_constraint(
                    helpers[constraint], self._graph, {node: (node,)}
                )
        except MemoryError:
            raise
        except Exception as error:  # whatever rdflib stumbles over in the data
            raise EngineError(
                f"The SPARQL constraint {constraint} cannot be run on {focus}: "
                f"{type(error).__name__}: {error}. Make its query accept such data."
            ) from error
        for _, _, triples in found:
            yield _result(shape, constraint, triples)


def _result(shape: Shape, constraint: Node, triples: list[Any]) -> Result:
    """Return a result of the reference engine, which is a list of triples, as one of ours."""
    said: dict[NamedNode, list[Any]] = {}
    for _, predicate, object_ in triples:
        term = object_[1] if isinstance(object_, tuple) else object_
        said.setdefault(NamedNode(predicate), []).append(from_rdflib(term))
    messages = [one for one in said.get(SH.resultMessage, []) if isinstance(one, Literal)]
    return Result(
        focus_node=said[SH.focusNode][0],
        path=_path(shape, said.get(SH.resultPath, [None])[0]),
        value=said.get(SH.value, [None])[0],
        component=SH.SPARQLConstraintComponent,
        shape=shape.node,
        severity=shape.severity,
        constraint=constraint,
        messages=tuple(sorted(messages, key=str)),
    )


def _path(shape: Shape, term: Term | None) -> Path | None:
    """Return the path of a result: one that the query gave, or that of the shape."""
    return Predicate(term) if isinstance(term, NamedNode) else shape.path
