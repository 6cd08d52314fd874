"""The mappings whose ends are looked at: those of the graph, and those in SSSOM files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgqual.answering import Graph, Query
from kgqual.errors import BadSource
from kgqual.mapping.checks.faults import Severity
from kgqual.mapping.checks.rows import rows_of
from kgqual.mapping.reading import files_at, read
from kgqual.model import Problem, Strength
from kgqual.namespaces import SSSOM
from kgqual.sources.mappings import Mapping

_MAPPINGS = Query.beside(__file__)
_STRENGTH = "https://w3id.org/kgqual/id/strength/"


@dataclass(frozen=True)
class Stated:
    """A mapping as a set states it; ``row`` says where, unless it is in the graph."""

    iri: str
    mapping_set: str
    title: str
    subject: str
    predicate: str
    object: str
    denied: bool = False
    strength: Strength | None = None
    confidence: float | None = None
    row: str | None = None


def in_graph(graph: Graph) -> Iterator[Stated]:
    """Yield the mappings of all sets in the graph, each once."""
    seen: set[str] = set()
    for row in graph.rows(_MAPPINGS):
        if row["mapping"] in seen:
            continue
        seen.add(row["mapping"])
        strength = row.get("strength", "").removeprefix(_STRENGTH)
        yield Stated(
            row["mapping"],
            row["set"],
            row.get("title", ""),
            row["subject"],
            row["predicate"],
            row["object"],
            row.get("modifier") == SSSOM.NegatedPredicate.value,
            Strength(strength) if strength else None,
            float(row["confidence"]) if "confidence" in row else None,
        )


def in_files(paths: Sequence[Path]) -> Iterator[Stated]:
    """Yield the mappings of SSSOM files. Raises UnreadableInput, and BadSource for bad rows."""
    for files in files_at(paths) if paths else ():
        found = read(files)
        rows, faults = rows_of(found)
        wrong = [fault for fault in faults if fault.severity is Severity.ERROR]
        if wrong:
            raise BadSource(
                f"{found.name}: {len(wrong):,} rows are wrong; `kgqual map check` explains them.",
                [Problem(fault.where, fault.reason) for fault in wrong],
            )
        title = found.mapping_set.title or found.name
        for row in rows:
            yield _stated(row.mapping, title, row.record.confidence, str(row.where))


def _stated(mapping: Mapping, title: str, confidence: float | None, row: str) -> Stated:
    return Stated(
        mapping.node.value,
        mapping.mapping_set.value,
        title,
        mapping.subject.value,
        mapping.predicate.value,
        mapping.object.value,
        mapping.negated,
        mapping.strength,
        confidence,
        row,
    )
