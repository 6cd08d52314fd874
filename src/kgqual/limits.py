"""The limits within which files are read and judged, so that a hostile one stops only itself.

Who reads says which limits hold, once, at the entry point::

    with holding(Limits(rows=1_000)):
        …

Everything below asks ``current()``. Nothing here looks at the environment: ``settings`` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

MIB = 1 << 20
GIB = 1 << 30
QUERY_MEMORY = 4 * GIB
"""Bytes of address space that a query may take beyond the opened store, unless a setting says."""


def _limit(default: int, meaning: str) -> int:
    """Return the field of a limit: what it is by default, and what it counts."""
    limit: int = field(default=default, metadata={"meaning": meaning})
    return limit


@dataclass(frozen=True)
class Limits:
    """What reading and validating files may take; ordinary files need a small part of it."""

    file_bytes: int = _limit(4 * GIB, "bytes of one file")
    members: int = _limit(1_000, "files in one archive")
    unpacked_bytes: int = _limit(4 * GIB, "bytes of one archive or XLSX workbook when unpacked")
    unpacked_ratio: int = _limit(
        200, "unpacked bytes for each packed byte of a file above 10 MiB; text packs 3 to 20 times"
    )
    rows: int = _limit(2_000_000, "rows of one table, empty ones included")
    columns: int = _limit(1_000, "columns of one table")
    row_characters: int = _limit(16 * MIB, "characters of one row")
    cell_characters: int = _limit(100_000, "characters of one cell of a template's table")
    document_bytes: int = _limit(
        64 * MIB, "bytes of one PDF, LOQ XML, ELM JSON-LD or SSSOM file, which is held in memory"
    )
    pages: int = _limit(500, "pages of one PDF")
    held_triples: int = _limit(
        1_000_000, "triples with blank nodes in one source, or of one ELM file: held in memory"
    )
    rdf_bytes: int = _limit(8 * GIB, "bytes of one RDF file when written as N-Quads")
    rdf_seconds: int = _limit(300, "seconds for parsing one RDF file")
    reading_seconds: int = _limit(
        60, "seconds for reading one PDF, XML or XLSX file, or for naming the blank nodes"
    )
    reading_memory: int = _limit(4 * GIB, "bytes of address space of the process that does so")
    validation_seconds: int = _limit(
        120, "seconds for validating a file against shapes, reading both included"
    )
    validation_memory: int = _limit(4 * GIB, "bytes of address space of the process that does so")
    shapes_triples: int = _limit(200_000, "triples of one shapes graph")


DEFAULT = Limits()
_HOLDING: ContextVar[Limits] = ContextVar("limits", default=DEFAULT)


def current() -> Limits:
    """Return the limits that hold here: those of the innermost ``holding``, else the defaults."""
    return _HOLDING.get()


@contextmanager
def holding(limits: Limits) -> Iterator[None]:
    """Let ``limits`` hold for everything that is read inside the ``with``."""
    before = _HOLDING.set(limits)
    try:
        yield
    finally:
        _HOLDING.reset(before)
