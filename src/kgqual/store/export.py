"""Dumps: a graph, or a whole snapshot, as one RDF file."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import RdfFormat, Triple

from kgqual.atomic import replacing
from kgqual.errors import BadUsage
from kgqual.namespaces import prefixes
from kgqual.store.snapshot import Snapshot

FORMATS = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_SUFFIXES = {
    ".nq": "nquads",
    ".trig": "trig",
    ".nt": "ntriples",
    ".ttl": "turtle",
    ".rdf": "rdfxml",
    ".jsonld": "jsonld",
}


def export_file(snapshot: Snapshot, output: Path, graph: str, format: str) -> int:
    """Write ``graph``, or every graph, to ``output``; return the number of statements.

    ``format`` is a name of ``FORMATS``; empty goes by the file's suffix. N-Quads of the whole
    snapshot are its canonical form. The file appears only when it is whole. Raises BadUsage for
    an unknown graph or a format that cannot hold several graphs.
    """
    rdf_format = _format(output, format)
    if not graph and not rdf_format.supports_datasets:
        raise BadUsage(f"{format or output.suffix} holds one graph: name it with --graph.")
    try:
        with replacing(output) as partial, partial.open("wb") as out:
            return write(snapshot, out, rdf_format, graph)
    except OSError as error:
        raise BadUsage(f"{output} cannot be written ({error.strerror}).") from error


def write(snapshot: Snapshot, out: IO[bytes], format: RdfFormat, graph: str = "") -> int:
    """Write ``graph``, or every graph, to ``out``; return the number of statements.

    The same snapshot gives the same bytes. Memory does not grow with what is written. Raises
    BadUsage for an unknown graph.
    """
    chosen = _chosen(snapshot, graph)
    paths = [snapshot.graph_path(index) for index in chosen]
    if format is RdfFormat.N_QUADS:
        _merge_lines(paths, out)
    else:
        _serialize(paths, out, format)
    return sum(snapshot.manifest.graphs[index].triples for index in chosen)


def graph_triples(snapshot: Snapshot, graph: str) -> Iterator[Triple]:
    """Yield the triples of a graph. Raises BadUsage for an unknown one."""
    [index] = _chosen(snapshot, graph)
    for quad in ox.parse(path=snapshot.graph_path(index), format=RdfFormat.N_QUADS):
        yield quad.triple


def _format(output: Path, format: str) -> RdfFormat:
    name = format or _SUFFIXES.get(output.suffix, "")
    if name not in FORMATS:
        raise BadUsage(
            f"{format or output.suffix or output.name!r} is no export format; say --format "
            f"{', '.join(FORMATS)}."
        )
    return FORMATS[name]


def _chosen(snapshot: Snapshot, graph: str) -> list[int]:
    graphs = [entry.iri for entry in snapshot.manifest.graphs]
    if not graph:
        return list(range(len(graphs)))
    if graph not in graphs:
        raise BadUsage(f"No graph {graph} in this snapshot. Its graphs: {', '.join(graphs)}.")
    return [graphs.index(graph)]


def _merge_lines(paths: Iterable[Path], out: IO[bytes]) -> None:
    with ExitStack() as stack:
        out.writelines(heapq.merge(*(stack.enter_context(path.open("rb")) for path in paths)))


def _serialize(paths: Iterable[Path], out: IO[bytes], format: RdfFormat) -> None:
    quads = (quad for path in paths for quad in ox.parse(path=path, format=RdfFormat.N_QUADS))
    statements = quads if format.supports_datasets else (quad.triple for quad in quads)
    ox.serialize(statements, out, format=format, prefixes=dict(prefixes()))
