"""The sources a user has added: registered copies in the data directory.

``files/<sha256>`` holds each file once; ``sources/<kind>@<version>.json`` describes a source and
is written last, by one atomic rename, so a source is registered whole or not at all.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kgqual.atomic import replacing
from kgqual.errors import BadUsage
from kgqual.model import Gap, Source, SourceFile


class Registry:
    """The registered sources below one data directory."""

    def __init__(self, data: Path) -> None:
        self._files = data / "files"
        self._sources = data / "sources"
        self.converted = data / "converted"

    def sources(self) -> list[Source]:
        """Return the registered sources in the order of their names."""
        return sorted(
            (self._load(path) for path in self._sources.glob("*.json")), key=lambda s: s.name
        )

    def find(self, kind: str, version: str) -> Source | None:
        """Return the registered source, or None."""
        path = self._path(kind, version)
        return self._load(path) if path.exists() else None

    def keep(self, files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
        """Copy ``files`` into the data directory and return them as they lie there."""
        self._files.mkdir(parents=True, exist_ok=True)
        return tuple(self._keep(file) for file in files)

    def _keep(self, file: SourceFile) -> SourceFile:
        target = self._files / file.sha256
        if not target.exists():
            with replacing(target) as partial:
                shutil.copyfile(file.path, partial)
        return replace(file, path=str(target))

    def register(self, source: Source) -> None:
        """Write the description of ``source``, replacing that of the same kind and version."""
        self._sources.mkdir(parents=True, exist_ok=True)
        with replacing(self._path(source.kind, source.version)) as partial:
            partial.write_text(json.dumps(_to_json(source), ensure_ascii=False, indent=1), "utf-8")

    def remove(self, kind: str, version: str | None) -> list[Source]:
        """Forget ``kind`` in one version, or in every version; return what was removed.

        Raises BadUsage when there is no such source.
        """
        found = [s for s in self.sources() if s.kind == kind and version in (None, s.version)]
        if not found:
            wanted = f"{kind}@{version}" if version else kind
            known = ", ".join(s.name for s in self.sources()) or "none"
            raise BadUsage(f"No source {wanted} is registered. Registered: {known}.")
        for source in found:
            self.forget(source)
        self.discard_unused()
        return found

    def forget(self, source: Source) -> None:
        """Delete the description of one source; its files stay until ``discard_unused``."""
        self._path(source.kind, source.version).unlink()

    def discard_unused(self) -> None:
        """Delete the copies that no registered source names."""
        used = {file.sha256 for source in self.sources() for file in source.files}
        for path in self._files.glob("*"):
            if path.name not in used:
                path.unlink()

    def _path(self, kind: str, version: str) -> Path:
        return self._sources / f"{kind}@{quote(version, safe='+')}.json"

    def _load(self, path: Path) -> Source:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(
            SourceFile(path=str(self._files / file["sha256"]), **file)
            for file in stored.pop("files")
        )
        gaps = tuple(Gap(**gap) for gap in stored.pop("gaps", ()))
        return Source(files=files, gaps=gaps, **stored)


def _to_json(source: Source) -> dict[str, Any]:
    stored = asdict(source)
    for file in stored["files"]:
        del file["path"]
    del stored["shipped"], stored["superseded"]
    return stored
