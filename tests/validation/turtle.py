"""Graphs for tests, from a line or two of Turtle."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kgqual.validation.data import Data
from kgqual.validation.shapes import ShapesGraph

PREFIXES = """
PREFIX ex: <http://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def quads(turtle: str) -> list[Quad]:
    """Return the triples of ``turtle``, which may use the prefixes above."""
    return list(pyoxigraph.parse(PREFIXES + turtle, format=RdfFormat.TURTLE))


def data(turtle: str) -> Data:
    return Data.of(quads(turtle))


def shapes(turtle: str) -> ShapesGraph:
    return ShapesGraph(quads(turtle))
