"""What mappings compare with a concept: read once for a graph, since there are not many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Link, Query
from kgqual.namespaces import SKOS

_MAPPINGS = Query.beside(__file__)
_NAMING = Query.beside(__file__, "naming")
Compared = tuple[str, tuple[Link, ...]]
"""A thing, and the one or two mappings by which it is compared."""


class Mappings:
    """The mappings of a graph that nobody denies, by both ends, and which source names an end."""

    def __init__(
        self, ends: Mapping[str, Sequence[tuple[str, Link]]], kinds: Mapping[str, str]
    ) -> None:
        self._ends = ends
        self._kinds = kinds

    @classmethod
    def of(cls, graph: Graph) -> Mappings:
        """Return the mappings in a graph, read once for it."""
        return graph.once(Mappings, lambda: cls._read(graph))

    def compared(self, iri: str) -> list[Compared]:
        """Return what mappings compare with a thing, or with what one says is exactly the same.

        ESCO repeats the fields of ISCED-F, for instance, and mappings are to those of ISCED-F.
        """
        found: list[Compared] = []
        for other, link in self._ends.get(iri, ()):
            found.append((other, (link,)))
            if link.predicate == SKOS.exactMatch:
                beyond = self._ends[other]
                found += [(end, (link, last)) for end, last in beyond if end != iri]
        return found

    def kind(self, thing: str) -> str:
        """Return the kind of the current source that names an end, '' when there is none."""
        return self._kinds.get(thing, "")

    @classmethod
    def _read(cls, graph: Graph) -> Mappings:
        ends: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        for row in graph.rows(_MAPPINGS):
            link = Link(row["subject"], NamedNode(row["predicate"]), row["object"])
            ends[row["subject"]].append((row["object"], link))
            ends[row["object"]].append((row["subject"], link))
        return cls(dict(ends), _kinds(graph, ends))


def _kinds(graph: Graph, things: Collection[str]) -> Mapping[str, str]:
    rows = graph.rows(_NAMING, thing=things) if things else ()
    return {
        row["thing"]: graph.entries[row["graph"]].kind
        for row in rows
        if row["graph"] in graph.entries
    }
