"""The sources that kgqual ships: its ontology, its reference tables, its curated mappings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kgqual import __version__, namespaces
from kgqual.model import OWN_LICENCE, Gap, Source, SourceFile
from kgqual.resources import shipped
from kgqual.sources.kinds import ONTOLOGY, importer


def shipped_sources() -> list[Source]:
    """Return every source that this installation ships, in the order of their graph IRIs."""
    sources = [_ontology(), *_tables(), *_mappings()]
    return sorted(sources, key=lambda source: source.graph)


def local_file(path: Path, name: str = "") -> SourceFile:
    """Return the description of a file as it lies on disk."""
    data = path.read_bytes()
    return SourceFile(name or path.name, str(path), hashlib.sha256(data).hexdigest(), len(data))


def _files(paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    return tuple(local_file(path) for path in sorted(paths))


def _ontology() -> Source:
    return Source(
        kind=ONTOLOGY,
        version=__version__,
        graph=namespaces.graph(ONTOLOGY, __version__).value,
        series=ONTOLOGY,
        files=_files(shipped("ontology").glob("*.ttl")),
        title={
            "en": "kgqual ontology and vocabularies",
            "ru": "Онтология и словари kgqual",
            "kk": "kgqual онтологиясы мен сөздіктері",
        },
        publisher="kgqual",
        licence=OWN_LICENCE,
        shipped=True,
    )


def _tables() -> Iterator[Source]:
    for description in sorted((shipped("ontology") / "tables").glob("*/*/source.json")):
        folder = description.parent
        kind, version = folder.parent.name, folder.name
        files = _files(path for path in folder.iterdir() if path != description)
        stated = json.loads(description.read_text(encoding="utf-8"))
        yield _described(kind, version, files, stated)


def _described(
    kind: str, version: str, files: tuple[SourceFile, ...], stated: dict[str, Any]
) -> Source:
    graph = namespaces.graph(kind, version).value
    source = Source(
        kind=kind,
        version=version,
        graph=graph,
        series=stated.pop("series", None) or importer(kind).series(version, files, graph),
        files=files,
        gaps=tuple(Gap(**gap) for gap in stated.pop("gaps", [])),
        shipped=True,
    )
    return replace(source, **stated)


def _mappings() -> Iterator[Source]:
    reader = importer("sssom")
    for path in sorted(shipped("mappings").glob("*.sssom.tsv")):
        files = (local_file(path),)
        version = reader.release(files)
        assert version, f"{path.name} states no mapping_set_version"
        graph = namespaces.graph("sssom", version).value
        yield Source(
            kind="sssom",
            version=version,
            graph=graph,
            series=reader.series(version, files, graph),
            files=files,
            title=reader.titles(version, files),
            publisher="kgqual",
            licence=OWN_LICENCE,
            shipped=True,
        )
