"""The conformance suites beside the repository, and graphs of theirs as a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Triple

from kgqual.inventory import graph_entries
from kgqual.model import Source
from kgqual.sources.conversion import GraphFile, write_sorted
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import Snapshots

Publish = Callable[..., Path]


@pytest.fixture(scope="session")
def suites(shared_data: Path) -> Path:
    """The folder of the suites; absent on a user's machine."""
    folder = shared_data.parent / "conformance"
    if not folder.is_dir():
        pytest.skip("needs the suites in shared/conformance beside the third-party data")
    return folder


def _publish(data: Path, graphs: Mapping[str, Iterable[Quad]], *, current: bool) -> Path:
    sources: list[Source] = []
    files: dict[str, GraphFile] = {}
    for iri, quads in graphs.items():
        folder = data / "made" / str(len(sources))
        folder.mkdir(parents=True)
        triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        sha256, count = write_sorted(NamedNode(iri), triples, folder)
        files[iri] = GraphFile(folder / "graph.nq", sha256, count, count, count, ())
        sources.append(Source("rdf", "1", iri, iri, ()))
    entries = [replace(entry, current=current) for entry in graph_entries(sources, files)]
    paths = [files[entry.iri].path for entry in entries]
    Snapshots(data).publish(Manifest("test", tuple(entries)), paths, "inputs", lambda step: None)
    return data


@pytest.fixture(scope="session")
def publish() -> Publish:
    """Publish graphs, by IRI, in a data directory: ``publish(data, graphs, current=True)``."""
    return _publish
