"""Writing the files of a snapshot before it is published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgqual.atomic import replacing, unfinished_folder
from kgqual.store import embedded
from kgqual.store.exchanging import differences, exchange
from kgqual.store.hashing import sha256_of_all
from kgqual.store.manifest import Manifest

if TYPE_CHECKING:
    from kgqual.store.snapshot import Snapshot

Check = Callable[["Snapshot"], Mapping[str, bytes]]
"""Looks at a snapshot before it is published: raises to stop that, or returns files, by name."""
Indexer = Callable[[Path, Sequence[Path]], None]
"""Writes an index of graph files into a new folder, or nothing."""


def unchecked(snapshot: Snapshot) -> Mapping[str, bytes]:
    """Publish whatever it is."""
    return {}


Indexes = Mapping[str, Indexer]
"""The folder of each index of a snapshot, and what writes it; none: it can only be queried."""


def fill(
    staging: Snapshot,
    manifest: Manifest,
    graphs: Sequence[Path],
    on_step: Callable[[str], None],
    base: Snapshot | None = None,
) -> None:
    """Write the manifest, the graph files (in its order) and the database of them.

    With a ``base``, a snapshot of which only some graphs differ, its database is where this one
    begins.
    """
    (staging.path / "graphs").mkdir(parents=True)
    for number, graph in enumerate(graphs):
        # Copied, not linked: damage to one snapshot must not be damage to all.
        shutil.copyfile(graph, staging.graph_path(number))
    (staging.path / "manifest.json").write_bytes(manifest.to_bytes())
    on_step("loading the store")
    if base:
        changed = differences(base.graphs, staging.graphs)
        exchange(base.store_path, staging.store_path, changed, manifest)
    else:
        paths = [staging.graph_path(number) for number in range(len(graphs))]
        embedded.load(staging.store_path, paths, staging.current_graphs)


def write_indexes(staging: Snapshot, indexes: Indexes, on_step: Callable[[str], None]) -> None:
    """Write the indexes of the current graphs: last, because it takes the longest."""
    on_step("indexing labels and codes")
    for folder, index in indexes.items():
        index(staging.path / folder, staging.current_graphs)


def seal(staging: Snapshot) -> None:
    """Write down the hash of every file that is there: the last thing before it is published."""
    sums = json.dumps(sha256_of_all(staging.path), indent=1)
    staging.checksums_path.write_text(sums, encoding="ascii")


def index_anew(published: Snapshot, folder: str, index: Indexer) -> None:
    """Give a published snapshot the index in ``folder``, in place of one that it has."""
    path = published.path / folder
    with unfinished_folder(published.path.parent) as scratch:
        index(scratch / folder, published.current_graphs)
        shutil.rmtree(path, ignore_errors=True)
        (scratch / folder).replace(path)
    sums: dict[str, str] = json.loads(published.checksums_path.read_text(encoding="ascii"))
    kept = {name: value for name, value in sums.items() if not name.startswith(f"{folder}/")}
    added = sha256_of_all(path)
    kept |= {f"{folder}/{name}": value for name, value in added.items()}
    with replacing(published.checksums_path) as partial:
        partial.write_text(json.dumps(kept, indent=1), encoding="ascii")
