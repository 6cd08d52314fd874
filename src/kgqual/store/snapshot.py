"""Snapshots on disk: published by one atomic rename, immutable, listed and opened by name.

::

    snapshots/<id>/manifest.json   what it holds; its hash is the name
                   graphs/<n>.nq   the canonical N-Quads of each graph, in manifest order
                   store/          the Oxigraph database made from them (a cache)
                   search/         the index of the labels and codes in them (a cache)
                   matching/       their things as terms of sets, for suggestions (a cache)
                   validation.*    what its validation found: a SHACL report, and for people
                   dumps/          compressed RDF files made when asked for (a cache)
                   checksums.json  the sha256 of each of these files
                   inputs          the digest of what it was built from
    current                        the name of the one that is served
    pruned/<id>.json               what one held that is kept no more: its manifest
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from kgqual.atomic import replacing, unfinished_folder
from kgqual.errors import BadUsage, KgqualError
from kgqual.store import embedded
from kgqual.store.exchanging import Graphs
from kgqual.store.hashing import sha256
from kgqual.store.keeping import surplus
from kgqual.store.manifest import Manifest
from kgqual.store.pruned import Pruned
from kgqual.store.staging import Check, Indexes, fill, seal, unchecked, write_indexes

LOG = logging.getLogger(__name__)
VALIDATION_TURTLE = "validation.ttl"
VALIDATION_JSON = "validation.json"
SEARCH, MATCHING = "search", "matching"
"""Folders of the indexes."""


class NoSnapshot(KgqualError):
    """There is nothing to query yet."""


class UnknownSnapshot(BadUsage):
    """No snapshot has that id."""


class PrunedSnapshot(UnknownSnapshot):
    """The snapshot was published here once, and is kept no more."""


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot."""

    path: Path

    @property
    def id(self) -> str:
        """Its name: the hash of its manifest."""
        return self.path.name

    @cached_property
    def manifest(self) -> Manifest:
        """What it holds."""
        return Manifest.load(self.path / "manifest.json")

    @property
    def store_path(self) -> Path:
        """Where its database lies."""
        return self.path / "store"

    @property
    def search_path(self) -> Path:
        """Where the index of its labels and codes lies; earlier kgqual wrote none."""
        return self.path / SEARCH

    @property
    def matching_path(self) -> Path:
        """Where its things lie as terms of sets; earlier kgqual wrote none."""
        return self.path / MATCHING

    @property
    def checksums_path(self) -> Path:
        """Where the hashes of its files are written."""
        return self.path / "checksums.json"

    @property
    def inputs(self) -> str:
        """The digest of everything it was built from; '' when the snapshot is gone."""
        path = self.path / "inputs"
        return path.read_text(encoding="ascii") if path.is_file() else ""

    @property
    def published(self) -> float:
        """When a build published it last, in seconds since 1970. Raises OSError when it is gone."""
        return (self.path / "inputs").stat().st_mtime

    def graph_path(self, index: int) -> Path:
        """Return the graph file of the manifest's ``index``-th graph."""
        return self.path / "graphs" / f"{index}.nq"

    @property
    def graphs(self) -> Graphs:
        """Its graphs by their IRIs, with their files."""
        return {g.iri: (g, self.graph_path(n)) for n, g in enumerate(self.manifest.graphs)}

    @property
    def current_graphs(self) -> list[Path]:
        """The files of its current graphs."""
        return [self.graph_path(n) for n, g in enumerate(self.manifest.graphs) if g.current]

    def damage(self) -> str:
        """Return what is wrong with its files, or '' when they are as they were published."""
        try:
            sums: dict[str, str] = json.loads(self.checksums_path.read_text(encoding="ascii"))
            manifest = Manifest.load(self.path / "manifest.json")
        except (KgqualError, OSError, ValueError, KeyError, TypeError) as error:
            return f"its description cannot be read ({error})"
        if manifest.identity != self.id:
            return "its manifest was changed"
        graphs = {f"graphs/{index}.nq": g.sha256 for index, g in enumerate(manifest.graphs)}
        for name, wanted in (sums | graphs).items():
            if not (self.path / name).is_file():
                return f"{name} is missing"
            if sha256(self.path / name) != wanted:
                return f"{name} was changed"
        return ""

    @property
    def totals(self) -> Mapping[str, int]:
        """Severity → how many results its validation gave, and how many were waived."""
        path = self.path / VALIDATION_JSON
        if not path.is_file():
            return {}
        totals: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["totals"]
        return totals

    def open(self) -> embedded.EmbeddedStore:
        """Open its database for reading."""
        return embedded.EmbeddedStore(self.store_path)


class Snapshots:
    """The snapshots below one data directory."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._folder = data / "snapshots"
        self._pointer = data / "current"
        self._pruned = Pruned(data)

    def current(self) -> Snapshot:
        """Return the snapshot that is served. Raises NoSnapshot when none was built."""
        if not self._pointer.exists():
            raise NoSnapshot(f"No snapshot in {self._data}. Run `kgqual build` first.")
        return Snapshot(self._folder / self._pointer.read_text(encoding="ascii").strip())

    def all(self) -> list[Snapshot]:
        """Return the kept snapshots, the one published last first."""
        published: dict[Snapshot, float] = {}
        for snapshot in map(Snapshot, self._folder.glob("[0-9a-f]*")):
            with suppress(FileNotFoundError):  # it was pruned in this moment
                published[snapshot] = snapshot.published
        return sorted(published, key=published.__getitem__, reverse=True)

    def soundest(self) -> Snapshot:
        """Return the current snapshot, or when it is damaged the newest one that is not.

        Damage is logged as an error. Raises NoSnapshot when there is none to serve.
        """
        current = self.current()
        for snapshot in (current, *self._older_than(current)):
            damage = snapshot.damage()
            if not damage:
                return snapshot
            LOG.error("Snapshot %s is damaged and not served: %s.", snapshot.id, damage)
        raise NoSnapshot("Every snapshot is damaged. Run `kgqual build` to make a new one.")

    def named(self, wanted: str) -> Snapshot:
        """Return the kept snapshot whose id is ``wanted`` or begins with it.

        Raises UnknownSnapshot, PrunedSnapshot, or BadUsage when several ids begin so.
        """
        kept = self.all()
        found = [s for s in kept if wanted and s.id.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        listed = f"Kept are {', '.join(s.id for s in kept) or 'none'}."
        if found:
            raise BadUsage(f"{wanted!r} begins the ids of {len(found)} snapshots. {listed}")
        if pruned := self._pruned.ids(wanted):
            raise PrunedSnapshot(f"Snapshot {pruned[0]} is kept no more. {listed}")
        raise UnknownSnapshot(f"No snapshot has the id {wanted!r}. {listed}")

    def make_current(self, wanted: str | None = None) -> Snapshot:
        """Serve the kept snapshot named, or the one before the current one. Raises BadUsage."""
        if wanted is None:
            older = self._older_than(self.current())
            if not older:
                raise BadUsage("There is no older snapshot to go back to.")
            chosen = older[0]
        else:
            chosen = self.named(wanted)
        self._point_to(chosen.id)
        return chosen

    def _older_than(self, current: Snapshot) -> list[Snapshot]:
        """Return those published before it; all of them when it is gone."""
        kept = self.all()
        return kept[kept.index(current) + 1 :] if current in kept else kept

    def publish(
        self,
        manifest: Manifest,
        graphs: Sequence[Path],
        inputs: str,
        on_step: Callable[[str], None],
        check: Check = unchecked,
        indexes: Indexes = MappingProxyType({}),
        base: Snapshot | None = None,
    ) -> Snapshot:
        """Write a snapshot of ``graphs`` (in manifest order) and make it current.

        ``base`` is a snapshot of which only some graphs differ, to begin with its database.
        ``check`` sees it when the graphs and the database are written. Whatever interrupts
        this, the snapshot served before is still served.
        """
        target = Snapshot(self._folder / manifest.identity)
        if target.path.exists() and target.damage():
            shutil.rmtree(target.path)
        if not target.path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            with unfinished_folder(self._data) as folder:
                staging = Snapshot(folder / manifest.identity)
                fill(staging, manifest, graphs, on_step, base)
                on_step("validating")
                for name, content in check(staging).items():
                    (staging.path / name).write_bytes(content)
                write_indexes(staging, indexes, on_step)
                seal(staging)
                (staging.path / "inputs").write_text(inputs, encoding="ascii")
                staging.path.replace(target.path)
        with replacing(target.path / "inputs") as partial:
            partial.write_text(inputs, encoding="ascii")
        self._point_to(target.id)
        self._prune()
        return target

    def _point_to(self, identity: str) -> None:
        with replacing(self._pointer) as partial:
            partial.write_text(identity + "\n", encoding="ascii")

    def _prune(self) -> None:
        current = self.current()
        older = [snapshot for snapshot in self.all() if snapshot != current]
        for snapshot in surplus([current, *older]):
            self._pruned.prune(snapshot.path)
