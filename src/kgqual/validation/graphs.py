"""A small graph in memory, looked up by subject or by predicate and object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


class TripleTable:
    """The triples of a shapes graph or of a report, indexed; what is asked for comes in order.

    Much smaller than a store and, for the few thousand triples of shapes, faster to ask.
    """

    def __init__(self, triples: Iterable[Triple | Quad]) -> None:
        self._objects: dict[tuple[object, NamedNode], list[Term]] = defaultdict(list)
        self._subjects: dict[tuple[NamedNode, object], list[Node]] = defaultdict(list)
        self._using: dict[NamedNode, list[Node]] = defaultdict(list)
        self._of: dict[object, list[tuple[NamedNode, Term]]] = defaultdict(list)
        for triple in sorted(set(_plain(triples)), key=str):
            subject, predicate, object_ = triple
            self._objects[subject, predicate].append(object_)
            self._subjects[predicate, object_].append(subject)
            self._using[predicate].append(subject)
            self._of[subject].append((predicate, object_))

    def objects(self, subject: Node, predicate: NamedNode) -> list[Term]:
        """Return what ``subject`` has for ``predicate``."""
        return list(self._objects.get((subject, predicate), ()))

    def value(self, subject: Node, predicate: NamedNode) -> Term | None:
        """Return the first object of ``predicate``, or None."""
        return next(iter(self._objects.get((subject, predicate), ())), None)

    def subjects(self, predicate: NamedNode, object_: Term) -> list[Node]:
        """Return what has ``object_`` for ``predicate``."""
        return list(self._subjects.get((predicate, object_), ()))

    def using(self, predicate: NamedNode) -> list[Node]:
        """Return the subjects that have ``predicate``, each once."""
        return list(dict.fromkeys(self._using.get(predicate, ())))

    def about(self, subject: Node) -> list[tuple[NamedNode, Term]]:
        """Return the predicates and objects of ``subject``."""
        return list(self._of.get(subject, ()))

    def __contains__(self, node: object) -> bool:
        """Tell whether something is said about ``node``."""
        return node in self._of


def _plain(triples: Iterable[Triple | Quad]) -> Iterable[tuple[Node, NamedNode, Term]]:
    return ((t.subject, t.predicate, t.object) for t in triples)  # type: ignore[misc]
