"""What is validated: the triples of one graph, in an Oxigraph store and as they were written.

Oxigraph keeps numbers, dates and truth values by what they mean: ``"01"^^xsd:integer`` comes back
as ``1``, ``"1"^^xsd:byte`` as an integer. Shapes judge what was written, so such triples are
kept beside the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kgqual.namespaces import RDF, XSD
from kgqual.validation.graphs import Node, Term

_PLAIN = frozenset({XSD.string, RDF.langString})
_PROBE = NamedNode("urn:kgqual:probe")


@dataclass(frozen=True)
class Data:
    """The data of one validation: the default graph of ``store``.

    ``altered`` are the triples whose literal the store holds in another form; the engine that
    reads only the store cannot judge those.
    """

    store: Store
    altered: tuple[Triple, ...] = ()
    _held_as: frozenset[Triple] = field(default=frozenset(), repr=False)

    @classmethod
    def stored(cls, store: Store) -> Data:
        """Return the default graph of a store, as the store has it."""
        return cls(store)

    @classmethod
    def of(cls, triples: Iterable[Triple | Quad]) -> Data:
        """Return these triples, loaded into memory; graph names of quads are ignored."""
        store = Store()
        literals = _Literals()
        altered: dict[Triple, Quad] = {}

        def unaltered() -> Iterator[Quad]:
            """Yield what the store holds as it is written; note the rest."""
            for triple in triples:
                subject, predicate, object_ = _parts(triple)
                held = literals.held_as(object_) if isinstance(object_, Literal) else object_
                if held == object_:
                    yield Quad(subject, predicate, object_)
                else:
                    written = Triple(subject, predicate, object_)
                    altered[written] = Quad(subject, predicate, held)

        store.bulk_extend(unaltered())
        added = [quad for quad in altered.values() if quad not in store]
        store.extend(added)
        return cls(store, tuple(altered), frozenset(quad.triple for quad in added))

    def triples(self) -> Iterator[Triple]:
        """Yield every triple as it was written."""
        for quad in self.store.quads_for_pattern(None, None, None, DefaultGraph()):
            triple = quad.triple
            if triple not in self._held_as:
                yield triple
        yield from self.altered


def _parts(triple: Triple | Quad) -> tuple[Node, NamedNode, Term]:
    return cast(Node, triple.subject), triple.predicate, cast(Term, triple.object)


class _Literals:
    """How Oxigraph holds literals: asked once for each."""

    def __init__(self) -> None:
        self._store = Store()
        self._known: dict[Literal, Literal] = {}

    def held_as(self, literal: Literal) -> Literal:
        """Return the literal as it comes out of a store."""
        if literal.datatype in _PLAIN:
            return literal
        if literal not in self._known:
            quad = Quad(_PROBE, _PROBE, literal)
            self._store.add(quad)
            held = next(self._store.quads_for_pattern(None, None, None))
            self._store.remove(quad)
            self._known[literal] = cast(Literal, held.object)
        return self._known[literal]
