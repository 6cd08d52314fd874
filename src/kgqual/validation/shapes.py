"""Shapes graphs: those that kgqual ships, and a user's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kgqual.namespaces import KQ, SH
from kgqual.resources import shipped
from kgqual.validation.graphs import Node, TripleTable

EXCHANGED_ONLY = frozenset({"dcat-ap.ttl", "loq.ttl"})
"""Profiles of what is exchanged: the whole graph does not fit them, and need not."""


class ShapesGraph:
    """A shapes graph: its triples, indexed, and what its shapes say to people."""

    def __init__(self, triples: Iterable[Triple | Quad]) -> None:
        self.triples = tuple(triples)
        self.table = TripleTable(self.triples)

    def messages(self, source: Node) -> Mapping[str, str]:
        """Return language → what is wrong, of a shape or a SPARQL constraint."""
        return self._texts(source, SH.message)

    def hints(self, source: Node) -> Mapping[str, str]:
        """Return language → how to repair it, of a shape or a SPARQL constraint."""
        return self._texts(source, KQ.repairHint)

    def _texts(self, source: Node, term: NamedNode) -> Mapping[str, str]:
        texts = self.table.objects(source, term)
        return {t.language or "": t.value for t in texts if isinstance(t, Literal)}


def shape_files() -> Sequence[Path]:
    """Return the files of shapes that hold of the whole graph, in order."""
    found = sorted(shipped("shapes").rglob("*.ttl"))
    return [path for path in found if path.name not in EXCHANGED_ONLY and not _is_waiver(path)]


def _is_waiver(path: Path) -> bool:
    return path.parent.name == "waivers"


@cache
def shipped_shapes() -> ShapesGraph:
    """Return the shapes that hold of the whole graph, as one graph."""
    return ShapesGraph(
        quad
        for path in shape_files()
        for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )


def shapes_digest() -> str:
    """Return the sha256 of the shapes and of the waivers: what validation is made from."""
    digest = hashlib.sha256()
    for path in sorted(shipped("shapes").rglob("*.ttl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
