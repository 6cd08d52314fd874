"""Blank nodes as IRIs, the same for the same graph however its file was written.

The triples around blank nodes are canonicalised (RDFC-1.0) and each blank node is replaced by a
well-known IRI (RDF 1.1, 3.5) made of a digest of those triples and its canonical label.
Canonicalisation of a contrived graph may take for ever, so it runs confined to a process of its
own that is stopped at a deadline.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
)

from kgqual.confined import run
from kgqual.errors import UnreadableInput
from kgqual.limits import current

GENID = "https://w3id.org/kgqual/.well-known/genid/"
DIGEST_LENGTH = 16
Term = TypeVar("Term")


def without_blank_nodes(triples: Iterable[Triple], graph: NamedNode) -> Iterator[Triple]:
    """Yield the triples with an IRI in place of each blank node.

    Triples without blank nodes pass through as they come. Raises UnreadableInput for more
    triples with blank nodes than may be held in memory, or when they take too long.
    """
    held: list[Quad] = []
    most = current().held_triples
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            held.append(Quad(triple.subject, triple.predicate, triple.object, graph))
            if len(held) > most:
                raise UnreadableInput(
                    f"<{graph.value}>: more than {most:,} triples have blank nodes. "
                    "Give the nodes IRIs."
                )
        else:
            yield triple
    if held:
        yield from _named(canonical(held, graph))


def canonical(quads: Iterable[Quad], graph: NamedNode) -> bytes:
    """Return the quads as canonical N-Quads, in order. Raises UnreadableInput at the deadline."""
    return run(
        _canonicalised,
        pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b"",
        name=f"<{graph.value}>",
        advice="Blank nodes that are alike and link to each other cannot be told apart in a fixed "
        "time: give them IRIs.",
    )


def _canonicalised(n_quads: bytes) -> bytes:
    dataset = Dataset(pyoxigraph.parse(n_quads, RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    text = pyoxigraph.serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(text.splitlines(keepends=True)))


def _named(n_quads: bytes) -> Iterator[Triple]:
    base = f"{GENID}{hashlib.sha256(n_quads).hexdigest()[:DIGEST_LENGTH]}/"
    for quad in pyoxigraph.parse(n_quads, RdfFormat.N_QUADS):
        yield Triple(_iri(quad.subject, base), quad.predicate, _iri(quad.object, base))


def _iri(term: Term, base: str) -> Term | NamedNode:
    return NamedNode(base + term.value) if isinstance(term, BlankNode) else term
