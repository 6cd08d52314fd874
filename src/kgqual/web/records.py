"""Statements about statements: mappings, claims, and conflicts between claims.

A record says of a triple how strong its basis is, which document and place it comes from, and
how confident a mapper was; a conflict says which claims contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgqual.namespaces import KQ, OWL, RDF
from kgqual.store.interface import Store, Term
from kgqual.web.description import EVERYTHING, Group
from kgqual.web.queries import page_query

_SUBJECT = (OWL.annotatedSource.value, RDF.subject.value)
_PREDICATE = (OWL.annotatedProperty.value, RDF.predicate.value)
_OBJECT = (OWL.annotatedTarget.value, RDF.object.value)
_TYPE = RDF.type.value


@dataclass(frozen=True)
class Record:
    """One record: its node, what is said of it (property → values), and the graphs that do."""

    node: Term
    facts: dict[str, tuple[Term, ...]]
    graphs: tuple[str, ...] = ()

    @classmethod
    def of(cls, node: Term, groups: Iterable[Group]) -> Record:
        """Return what the outgoing statements of ``node`` record."""
        return cls(node, {g.property: tuple(s.other for s in g.statements) for g in groups})

    def all(self, *properties: str) -> tuple[Term, ...]:
        """Return the values of any of ``properties``."""
        return tuple(value for p in properties for value in self.facts.get(p, ()))

    def first(self, *properties: str) -> Term | None:
        """Return the first value of ``properties``, or None."""
        return next(iter(self.all(*properties)), None)

    @property
    def subject(self) -> Term | None:
        """The subject of the statement it is about."""
        return self.first(*_SUBJECT)

    @property
    def predicate(self) -> Term | None:
        """The predicate of the statement it is about."""
        return self.first(*_PREDICATE)

    @property
    def objects(self) -> tuple[Term, ...]:
        """The objects that it states: one, except in ranges."""
        return self.all(*_OBJECT)

    @property
    def mentioned(self) -> tuple[Term, ...]:
        """The terms of the statement it is about."""
        return self.all(*_SUBJECT, *_PREDICATE, *_OBJECT)

    @property
    def is_claim(self) -> bool:
        """True of a ``kq:Claim``."""
        return KQ.Claim in self.all(_TYPE)

    @property
    def is_conflict(self) -> bool:
        """True of a ``kq:ClaimConflict``."""
        return KQ.ClaimConflict in self.all(_TYPE)

    @property
    def conflicting_claims(self) -> tuple[Term, ...]:
        """The claims that a conflict sets side by side."""
        return self.all(KQ.conflictingClaim.value)


@dataclass(frozen=True)
class Records:
    """The records about one thing."""

    by_node: dict[Term, Record]

    @property
    def claims(self) -> list[Record]:
        """The claims, in the order of their IRIs."""
        return sorted((r for r in self.by_node.values() if r.is_claim), key=lambda r: str(r.node))

    @property
    def conflicts(self) -> list[Record]:
        """The conflicts, in the order of their IRIs."""
        found = (r for r in self.by_node.values() if r.is_conflict)
        return sorted(found, key=lambda r: str(r.node))

    def about(self, subject: Term, predicate: str, object: Term) -> list[Record]:
        """Return the records of one statement."""
        return [
            record
            for record in self.by_node.values()
            if record.subject == subject
            and record.predicate == NamedNode(predicate)
            and object in record.objects
        ]

    def terms(self) -> Iterable[Term]:
        """Yield every term a record mentions: what a page may need names for."""
        for record in self.by_node.values():
            yield record.node
            for values in record.facts.values():
                yield from values


def records_about(store: Store, thing: NamedNode) -> Records:
    """Return the records that mention ``thing``, and the claims of the conflicts about it."""
    facts: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    graphs: dict[Term, set[str]] = defaultdict(set)
    answer = store.query(page_query("records"), EVERYTHING, bindings={"thing": thing})
    for _, node, property, value, graph in answer.rows():
        assert isinstance(property, NamedNode)
        assert isinstance(graph, NamedNode)
        assert node and value
        graphs[node].add(graph.value)
        values = facts[node][property.value]
        if value not in values:
            values.append(value)
    return Records(
        {
            node: Record(
                node,
                {p: tuple(sorted(vs, key=str)) for p, vs in found.items()},
                tuple(sorted(graphs[node])),
            )
            for node, found in facts.items()
        }
    )
