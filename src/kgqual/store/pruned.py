"""Snapshots that are kept no more: what is left of one is its manifest."""

from __future__ import annotations

import shutil
from pathlib import Path

from kgqual.atomic import replacing, unfinished_folder


class Pruned:
    """The manifests of the snapshots that were pruned, in the data directory ``data``."""

    def __init__(self, data: Path) -> None:
        self._data, self._folder = data, data / "pruned"

    def prune(self, snapshot: Path) -> None:
        """Delete the folder of a snapshot, all of it at once, and keep its manifest."""
        self._folder.mkdir(exist_ok=True)
        with replacing(self._folder / f"{snapshot.name}.json") as partial:
            shutil.copyfile(snapshot / "manifest.json", partial)
        with unfinished_folder(self._data) as folder:
            snapshot.rename(folder / snapshot.name)

    def ids(self, beginning: str) -> list[str]:
        """Return the ids that begin so, in order; one may have been published again since."""
        found = (path.stem for path in self._folder.glob("[0-9a-f]*.json"))
        return sorted(id for id in found if beginning and id.startswith(beginning))
