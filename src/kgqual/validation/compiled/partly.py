"""Validating again what a change of the data can have changed, and nothing else.

A shape looks at its focus node, at what that is related to, and hardly ever further: so it is held
against the nodes about which something changed and those that name them or that they name. A SPARQL
constraint may look anywhere: one that mentions a property of which something changed is run again
for all that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from kgqual.namespaces import RDF, compact
from kgqual.validation.compiled.data import Data
from kgqual.validation.compiled.judge import NodeJudge
from kgqual.validation.compiled.logic import Property
from kgqual.validation.compiled.queries import Query
from kgqual.validation.compiled.reading import read_shapes
from kgqual.validation.compiled.shape import Shape, Targets
from kgqual.validation.compiled.suspects import nodes, target_patterns
from kgqual.validation.graphs import Node, Term
from kgqual.validation.partly import Changes, Part
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph

MOST = 3_000
"""So many things are near to what changed, at most, if only they are judged.

The 3,600 near a scheme of ESCO take as long as all that there is.
"""
_DEFAULT = DefaultGraph()
_ANY_PROPERTY = re.compile(r"[?$]\w+\s+[?$]\w+\s+[?$<\"']")
"""Where a query has a variable in the place of a property."""


def part_of(store: ox.Store, shapes: ShapesGraph, changes: Changes, few: int) -> Part | None:
    """Return what is wrong now with the default graph of ``store`` where it may have changed.

    None where that is so much that judging everything takes no longer.
    """
    near = list(islice(_near(store, changes), MOST + 1))
    if len(near) > MOST:
        return None
    foci = frozenset(near)
    data = Data(store)
    judge = NodeJudge(data, few)
    live = [shape for shape in read_shapes(shapes) if not shape.deactivated]
    plain = [_without_queries(shape) for shape in live]
    results = [one for node in foci for one in _of_node(node, plain, data, judge)]
    redone: set[Node] = set()
    for shape in live:
        for holder, query in _queries(shape):
            if _mentions(query, changes.predicates):
                redone.add(query.node)
                results += _of_query(holder, query, _targets(shape, data), judge)
    return Part(foci, frozenset(redone), tuple(results))


def _of_query(
    holder: Shape, query: Query, foci: Collection[Term], judge: NodeJudge
) -> Iterator[Result]:
    """Yield what one SPARQL constraint finds wrong with nodes."""
    for node in foci:
        values = {node} if holder.followed is None else judge.values(node, holder.followed)
        yield from query.results(holder, node, values, judge)


def _near(store: ox.Store, changes: Changes) -> Iterator[Term]:
    """Yield the things that changed, those that name them, and those that they name."""
    yield from changes.subjects
    yield from changes.objects
    for node in changes.subjects:
        for quad in store.quads_for_pattern(None, None, node, _DEFAULT):
            assert isinstance(quad.subject, NamedNode | BlankNode)
            yield quad.subject
        for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
            if quad.predicate != RDF.type and isinstance(quad.object, NamedNode | BlankNode):
                yield quad.object


def _of_node(
    node: Term, shapes: Collection[Shape], data: Data, judge: NodeJudge
) -> Iterator[Result]:
    """Yield what the shapes that are about a node find wrong with it."""
    for shape in shapes:
        if _is_about(shape.targets, node, data):
            yield from judge.results(shape, node)


def _is_about(targets: Targets, node: Term, data: Data) -> bool:
    return (
        node in targets.nodes
        or any(data.is_a(node, cls) for cls in targets.classes)
        or any(data.objects(node, one) for one in targets.subjects_of)
        or any(data.subjects(one, node) for one in targets.objects_of)
    )


def _targets(shape: Shape, data: Data) -> set[Term]:
    """Return everything that a shape is about."""
    patterns = target_patterns(shape.targets, data)
    return {node for one in patterns for node in nodes(data, one)} | set(shape.targets.nodes)


def _queries(shape: Shape) -> Iterator[tuple[Shape, Query]]:
    """Yield the SPARQL constraints on the focus nodes of a shape, each with the shape it is in."""
    for one in shape.constraints:
        if isinstance(one, Query):
            yield shape, one
        elif isinstance(one, Property) and shape.path is None and not one.shape.deactivated:
            yield from _queries(one.shape)


def _without_queries(shape: Shape) -> Shape:
    """Return a shape without the SPARQL constraints on its focus nodes."""
    constraints = (
        replace(one, shape=_without_queries(one.shape))
        if isinstance(one, Property) and shape.path is None
        else one
        for one in shape.constraints
        if not isinstance(one, Query)
    )
    return replace(shape, constraints=tuple(constraints))


def _mentions(query: Query, predicates: Collection[NamedNode]) -> bool:
    if _ANY_PROPERTY.search(query.text):
        return True
    names = (name for one in predicates for name in (compact(one.value), str(one)))
    return any(name in query.text for name in names)
