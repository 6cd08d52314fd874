"""The fast engine: shapes compiled to SPARQL that finds suspects, and a judge that decides.

For every shape, queries that Oxigraph runs over whole sets of nodes find those that are not
surely in order. Only they are judged, one by one, exactly as the reference engine would. So what
is reported does not rest on the queries: they must only not miss anything. SPARQL constraints are
run as they are (:mod:`.queries`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox

from kgqual.validation.compiled.data import Data
from kgqual.validation.compiled.judge import NodeJudge
from kgqual.validation.compiled.parameters import Unsupported
from kgqual.validation.compiled.reading import read_shapes
from kgqual.validation.compiled.shape import Shape
from kgqual.validation.compiled.suspects import nodes, target_patterns
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph

__all__ = ["FEW", "unsupported", "validate"]

FEW = 200
"""Up to so many focus nodes or values are judged one by one, without looking for suspects first."""


def unsupported(shapes: ShapesGraph) -> str:
    """Return why these shapes need the reference engine, in one sentence; empty if they do not."""
    try:
        read_shapes(shapes)
    except Unsupported as error:
        return str(error)
    return ""


def validate(store: ox.Store, shapes: ShapesGraph, few: int = FEW) -> Iterator[Result]:
    """Yield what is wrong with the default graph of ``store``.

    The shapes must be such that ``unsupported`` says nothing. ``few`` is for tests. Raises
    UnreadableInput where a shape cannot be held against the data at all.
    """
    data = Data(store)
    judge = NodeJudge(data, few)
    live = [shape for shape in read_shapes(shapes) if not shape.deactivated]
    # Oxigraph lets other threads run while it evaluates a query.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(lambda shape: list(_results(shape, data, judge, few)), live):
            yield from found


def _results(shape: Shape, data: Data, judge: NodeJudge, few: int) -> Iterator[Result]:
    alone, patterns = set(shape.targets.nodes), []
    for pattern in target_patterns(shape.targets, data):
        found = nodes(data, pattern, few + 1)
        if len(found) > few:
            patterns.append(pattern)
        else:
            alone |= found
    for node in alone:
        yield from judge.results(shape, node)
    yield from judge.of_many(shape, patterns, but=alone)
