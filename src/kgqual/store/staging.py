"""Writing the files of a snapshot before it is published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgqual.store import embedded
from kgqual.store.hashing import sha256_of_all
from kgqual.store.manifest import Manifest

if TYPE_CHECKING:
    from kgqual.store.snapshot import Snapshot


def fill(
    staging: Snapshot, manifest: Manifest, graphs: Sequence[Path], on_step: Callable[[str], None]
) -> None:
    """Write the manifest, the graph files (in its order) and the database made from them."""
    (staging.path / "graphs").mkdir(parents=True)
    for index, graph in enumerate(graphs):
        # Copied, not linked: damage to one snapshot must not be damage to all.
        shutil.copyfile(graph, staging.graph_path(index))
    (staging.path / "manifest.json").write_bytes(manifest.to_bytes())
    on_step("loading the store")
    paths = [staging.graph_path(index) for index in range(len(graphs))]
    current = [path for path, entry in zip(paths, manifest.graphs, strict=True) if entry.current]
    embedded.load(staging.store_path, paths, current)


def seal(staging: Snapshot) -> None:
    """Write down the hash of every file that is there: the last thing before it is published."""
    sums = json.dumps(sha256_of_all(staging.path), indent=1)
    staging.checksums_path.write_text(sums, encoding="ascii")
