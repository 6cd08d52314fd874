"""Blank nodes as IRIs, the same for the same graph however its file was written.

The triples around blank nodes are canonicalised (RDFC-1.0) and each blank node is replaced by a
well-known IRI (RDF 1.1, 3.5) made of a digest of those triples and its canonical label.
Canonicalisation of a contrived graph may take for ever, so it runs in a process of its own
(this module, run as a program) that is stopped at a deadline.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
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

from kgqual.errors import UnreadableInput

GENID = "https://w3id.org/kgqual/.well-known/genid/"
DIGEST_LENGTH = 16
MAX_TRIPLES = 1_000_000
"""Triples with blank nodes in one source; they are held in memory."""
DEADLINE = 60.0
"""Seconds; 100,000 triples with ordinary blank nodes take one."""


Term = TypeVar("Term")


def without_blank_nodes(triples: Iterable[Triple], graph: NamedNode) -> Iterator[Triple]:
    """Yield the triples with an IRI in place of each blank node.

    Triples without blank nodes pass through as they come. Raises UnreadableInput for more
    triples with blank nodes than MAX_TRIPLES, or when they take longer than DEADLINE.
    """
    held: list[Quad] = []
    for triple in triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            held.append(Quad(triple.subject, triple.predicate, triple.object, graph))
            if len(held) > MAX_TRIPLES:
                raise UnreadableInput(
                    f"<{graph.value}>: more than {MAX_TRIPLES:,} triples have blank nodes. "
                    "Give the nodes IRIs."
                )
        else:
            yield triple
    if held:
        yield from _named(canonical(held, graph))


def canonical(quads: Iterable[Quad], graph: NamedNode) -> bytes:
    """Return the quads as canonical N-Quads, in order. Raises UnreadableInput at the deadline."""
    try:
        return subprocess.run(  # noqa: S603  this module, no shell
            [sys.executable, "-m", __name__],
            input=pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            check=True,
            timeout=DEADLINE,
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise UnreadableInput(
            f"<{graph.value}>: the blank nodes cannot be told apart within {DEADLINE:.0f} "
            "seconds. Give those that link to each other IRIs."
        ) from error


def _named(n_quads: bytes) -> Iterator[Triple]:
    base = f"{GENID}{hashlib.sha256(n_quads).hexdigest()[:DIGEST_LENGTH]}/"
    for quad in pyoxigraph.parse(n_quads, RdfFormat.N_QUADS):
        yield Triple(_iri(quad.subject, base), quad.predicate, _iri(quad.object, base))


def _iri(term: Term, base: str) -> Term | NamedNode:
    return NamedNode(base + term.value) if isinstance(term, BlankNode) else term


def _main() -> None:
    dataset = Dataset(pyoxigraph.parse(sys.stdin.buffer, RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    text = pyoxigraph.serialize(dataset, format=RdfFormat.N_QUADS) or b""
    sys.stdout.buffer.writelines(sorted(text.splitlines(keepends=True)))


if __name__ == "__main__":
    _main()
