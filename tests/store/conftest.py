"""A small snapshot: two releases of one source, and an undated source beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.inventory import graph_entries
from kgqual.model import Source
from kgqual.namespaces import SKOS, graph
from kgqual.sources.conversion import GraphFile, write_sorted
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import Snapshot, Snapshots

CHEF = NamedNode("http://example.org/chef")
COOK = NamedNode("http://example.org/cook")


def label(thing: NamedNode, text: str, lang: str = "en") -> Triple:
    return Triple(thing, SKOS.prefLabel, Literal(text, language=lang))


RELEASES = {
    ("esco", "1.1.0"): ("2022-01", [label(CHEF, "chef"), Triple(CHEF, SKOS.broader, COOK)]),
    ("esco", "1.1.1"): ("2022-12", [label(CHEF, "head chef"), Triple(CHEF, SKOS.broader, COOK)]),
    ("nco", "2017"): ("", [label(COOK, "Повар", "ru"), label(COOK, "Аспаз", "kk")]),
}


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., Snapshot]:
    """Publish RELEASES, with other triples for ``nco`` when given."""

    def publish(nco: list[Triple] | None = None) -> Snapshot:
        sources, graphs = [], {}
        for (kind, version), (issued, triples) in RELEASES.items():
            iri = graph(kind, version)
            folder = tmp_path / "made" / f"{kind}-{version}-{len(nco or [])}"
            folder.mkdir(parents=True, exist_ok=True)
            made = nco if nco is not None and kind == "nco" else triples
            sha256, count = write_sorted(iri, made, folder)
            graphs[iri.value] = GraphFile(folder / "graph.nq", sha256, count, count, count, ())
            sources.append(Source(kind, version, iri.value, kind, (), issued=issued))
        entries = graph_entries(sources, graphs)
        manifest = Manifest("test", tuple(entries))
        files = [graphs[entry.iri].path for entry in entries]
        return Snapshots(tmp_path / "data").publish(manifest, files, "inputs", lambda step: None)

    return publish


@pytest.fixture
def snapshot(publish: Callable[..., Snapshot], tmp_path: Path) -> Snapshot:
    (tmp_path / "data").mkdir()
    return publish()
