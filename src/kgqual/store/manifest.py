"""What a snapshot holds: a description of every graph, and which of them are current.

The manifest is part of a snapshot's identity, so it holds nothing that differs between two
builds from the same inputs: no clock time, no path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kgqual.errors import KgqualError
from kgqual.model import Finding, Gap

FORMAT = 1
CATALOG_KIND = "catalog"
"""The kind of the graph that describes the others."""
TRANSLATION_KIND = "translation"
"""The kind of graphs that hold what people translated: they are published between builds too."""


@dataclass(frozen=True)
class FileEntry:
    """A file that a graph was made from."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class GraphEntry:
    """One named graph of a snapshot and the source version it holds (see ``model.Source``).

    ``sha256`` is that of the graph's canonical N-Quads. ``read`` and ``kept`` count rows of the
    files; ``findings`` are the documented rules applied to what the source gets wrong itself.
    """

    iri: str
    kind: str
    version: str
    series: str
    sha256: str
    triples: int
    current: bool
    complete: bool
    shipped: bool
    title: Mapping[str, str]
    publisher: str
    licence: str
    landing_page: str
    issued: str
    valid_from: str
    valid_until: str
    read: int
    kept: int
    files: tuple[FileEntry, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]

    @property
    def name(self) -> str:
        """``kind@version``."""
        return f"{self.kind}@{self.version}"


@dataclass(frozen=True)
class Manifest:
    """The graphs of a snapshot in the order of their IRIs, and the kgqual that made it.

    ``shapes`` is the digest of the shapes and waivers by which it was found consistent; snapshots
    of the first kgqual have none.
    """

    kgqual: str
    graphs: tuple[GraphEntry, ...]
    shapes: str = ""

    @property
    def current(self) -> tuple[GraphEntry, ...]:
        """The graphs that make the default dataset."""
        return tuple(entry for entry in self.graphs if entry.current)

    @property
    def triples(self) -> int:
        """Triples in all graphs together."""
        return sum(entry.triples for entry in self.graphs)

    def to_bytes(self) -> bytes:
        """Return the manifest as canonical JSON: sorted keys, no insignificant space."""
        stored = {"format": FORMAT, **asdict(self)}
        if not self.shapes:
            del stored["shapes"]
        text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode() + b"\n"

    @property
    def foundation(self) -> str:
        """What it has in common with snapshots that differ in nothing but translations."""
        built = (g for g in self.graphs if g.kind not in (CATALOG_KIND, TRANSLATION_KIND))
        return replace(self, graphs=tuple(built)).identity

    @property
    def identity(self) -> str:
        """The snapshot's name: the sha256 of the manifest, which holds that of every graph."""
        return hashlib.sha256(self.to_bytes()).hexdigest()[:16]

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Read a manifest. Raises KgqualError when it is of another format."""
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise KgqualError(
                f"{path} has format {stored['format']}; this kgqual reads {FORMAT}. "
                "Run `kgqual build` to make a new snapshot."
            )
        graphs = tuple(_entry(graph) for graph in stored["graphs"])
        return cls(stored["kgqual"], graphs, stored.get("shapes", ""))


def _entry(stored: dict[str, Any]) -> GraphEntry:
    return GraphEntry(
        files=tuple(FileEntry(**file) for file in stored.pop("files")),
        findings=tuple(Finding(**finding) for finding in stored.pop("findings")),
        gaps=tuple(Gap(**gap) for gap in stored.pop("gaps")),
        **stored,
    )
