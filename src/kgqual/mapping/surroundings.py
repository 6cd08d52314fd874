"""What the graph says of the ends of mappings: their schemes, their names, what stands above them.

All of it is read by fixed queries over one snapshot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Query
from kgqual.folding import label_key
from kgqual.mapping.statements import Statement
from kgqual.namespaces import ONET, prefixes
from kgqual.store.interface import Term

_ENDS = Query.beside(__file__, "ends")
_HIERARCHY = Query.beside(__file__, "hierarchy")
_MAPPINGS = Query.beside(__file__, "mappings")
_NAMESPACE = Query.beside(__file__, "namespace")

_BATCH = 500
PARTIAL = (ONET.iri,)
"""Namespaces of which the graph never holds everything: O*NET has only what a crosswalk names."""


@dataclass
class End:
    """What the graph says of a thing: the schemes it is in, and its names by language.

    Without a class it is only mentioned, not ``described``.
    """

    described: bool = False
    schemes: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=dict)

    def called(self, name: str) -> bool:
        """Tell whether the name is one of its names, but for case, marks and spaces."""
        known = (label_key(one) for names in self.names.values() for one in names)
        return label_key(name) in known


class Surroundings:
    """What a graph holds that mappings are checked against."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._namespaces: dict[str, bool] = {}

    def ends(self, iris: Collection[str]) -> dict[str, End]:
        """Return those of the things that are described, by IRI."""
        found: dict[str, End] = defaultdict(End)
        for some in _batches(iris):
            for row in self._graph.solutions(_ENDS, end=some):
                end = found[_iri(row["end"])]
                end.described |= "class" in row
                if scheme := row.get("scheme"):
                    end.schemes.add(_iri(scheme))
                if isinstance(name := row.get("name"), Literal):
                    end.names.setdefault(name.language or "", set()).add(name.value)
        return {iri: end for iri, end in found.items() if end.described}

    def hierarchy(self, iris: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield every pair of a concept and one directly above it, from some concepts upwards."""
        seen: set[str] = set()
        wanted = set(iris)
        while wanted:
            seen |= wanted
            found = [
                (row["below"], row["above"])
                for some in _batches(wanted)
                for row in self._graph.rows(_HIERARCHY, below=some)
            ]
            yield from found
            wanted = {above for _, above in found} - seen

    def statements(self, besides: Collection[str]) -> list[Statement]:
        """Return what the mappings of all sets state, except those of the sets ``besides``."""
        sources: dict[str, set[str]] = defaultdict(set)
        rows = [row for row in self._graph.rows(_MAPPINGS) if row["set"] not in besides]
        for row in rows:
            sources[row["mapping"]] |= {row["source"]} if "source" in row else set()
        return [
            Statement(
                row["subject"],
                row["predicate"],
                row["object"],
                "denied" in row,
                row["set"],
                frozenset(sources[mapping]),
            )
            for mapping, row in {row["mapping"]: row for row in rows}.items()
        ]

    def holds(self, iri: str) -> bool:
        """Tell whether the graph holds what the IRI's namespace names, so that it could be there.

        Of a classification that is not loaded nothing can be said.
        """
        namespace = namespace_of(iri)
        if namespace.startswith(PARTIAL):
            return False
        if namespace not in self._namespaces:
            found = self._graph.rows(_NAMESPACE, namespace=Literal(namespace))
            self._namespaces[namespace] = any(True for _ in found)
        return self._namespaces[namespace]


def _batches(iris: Iterable[str]) -> Iterator[list[str]]:
    """Yield the IRIs in their order, as many at a time as a query takes."""
    wanted = sorted(iris)
    for start in range(0, len(wanted), _BATCH):
        yield wanted[start : start + _BATCH]


def _iri(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def namespace_of(iri: str) -> str:
    """Return the longest namespace of the prefix list that the IRI begins with.

    Where there is none, what stands before the last ``#`` or ``/``.
    """
    known = [base for base in prefixes().values() if iri.startswith(base)]
    if known:
        return max(known, key=len)
    cut = max(iri.rfind("#"), iri.rfind("/"))
    return iri[: cut + 1]
