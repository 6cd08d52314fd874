"""The checksum of an answer: the same for the same rows or triples, in whatever order they come.

Of solutions and booleans it is the SHA-256 of the W3C TSV answer, its header line first and the
other lines sorted by their bytes; of a graph, that of its canonical N-Quads (RDFC-1.0), whose lines
are sorted so too. Anyone who has the answer can compute it with a shell.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from kgqual.store.interface import Answer, AnswerKind, Format

_BLANK_NODE = re.compile(rb"(?:^|\t)(?:<<[^\t]*)?_:", re.MULTILINE)
"""A cell of TSV that is or holds a blank node; in a text, a tab is escaped."""
_MAYBE_BLANK = re.compile(rb"(?:^|[ (])_:", re.MULTILINE)
"""A blank node in N-Triples, or a text that looks like one."""


@dataclass(frozen=True)
class Checksum:
    """What was answered, in brief.

    ``rows`` counts the rows or triples, and is None for a boolean. ``sha256`` is None when rows
    hold blank nodes, which have other names in every answer.
    """

    kind: AnswerKind
    rows: int | None
    sha256: str | None

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Checksum:
        """Read what ``to_bytes`` wrote."""
        return cls.of(**json.loads(data))

    @classmethod
    def of(cls, kind: str, rows: int | None, sha256: str | None) -> Checksum:
        """Return the checksum with these fields. Raises ValueError for an unknown kind."""
        return cls(AnswerKind(kind), rows, sha256)


def checksum(answer: Answer) -> Checksum:
    """Return the checksum of an answer, which it consumes. Raises EngineError as it does."""
    if answer.kind is AnswerKind.GRAPH:
        triples = _canonical(_written(answer, Format.NTRIPLES))
        return Checksum(answer.kind, len(triples), _sha256(triples))
    written = _written(answer, Format.TSV)
    if answer.kind is AnswerKind.BOOLEAN:
        return Checksum(answer.kind, None, hashlib.sha256(written).hexdigest())
    header, *rows = written.split(b"\n")[:-1]
    if _BLANK_NODE.search(written, len(header)):
        return Checksum(answer.kind, len(rows), None)
    return Checksum(answer.kind, len(rows), _sha256([header, *sorted(rows)]))


def _written(answer: Answer, format: Format) -> bytes:
    out = io.BytesIO()
    answer.serialize(format, out)
    return out.getvalue()


def _canonical(triples: bytes) -> list[bytes]:
    """Return the lines of the canonical form of a graph; without blank nodes it is near."""
    if _MAYBE_BLANK.search(triples):
        graph = ox.Dataset(ox.parse(triples, format=ox.RdfFormat.N_TRIPLES))
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        triples = ox.serialize(graph, format=ox.RdfFormat.N_QUADS) or b""
    return sorted(set(triples.split(b"\n")[:-1]))


def _sha256(lines: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for line in lines:
        found.update(line + b"\n")
    return found.hexdigest()
