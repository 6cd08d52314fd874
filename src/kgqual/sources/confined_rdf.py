"""Parsing RDF in a process of its own.

The parser goes down into nested JSON-LD and triple terms by calling itself, so that a file of some
thousand brackets overflows the stack, which ends the whole process. The child parses, and writes
N-Quads, which do not nest; only those are parsed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kgqual.confined import Allowance, running
from kgqual.errors import UnreadableInput
from kgqual.limits import current

QUADS_AT_ONCE = 20_000
"""Quads that are serialised together: enough for speed, little memory."""


def confined_quads(function: Callable[[bytes], Iterable[bytes]], name: str) -> Iterator[Quad]:
    """Yield the quads of the N-Quads that ``function(b"")`` gives in a process of its own.

    Raises UnreadableInput when the function does, when its process breaks down or meets a limit.
    """
    limits = current()
    allowance = Allowance(seconds=limits.rdf_seconds, output=limits.rdf_bytes)
    with running(function, name=name, allowance=allowance) as n_quads:
        try:
            yield from pyoxigraph.parse(n_quads, RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise UnreadableInput(f"{name}: cannot be written as N-Quads: {error.msg}.") from error


def as_n_quads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield the quads as N-Quads, in parts."""
    iterator = iter(quads)
    while part := list(islice(iterator, QUADS_AT_ONCE)):
        yield pyoxigraph.serialize(part, format=RdfFormat.N_QUADS) or b""
