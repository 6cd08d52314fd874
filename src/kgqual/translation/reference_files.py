"""Files of memories and glossaries, read whole before anything of them is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Generic, TypeVar

from kgqual.editorial.references import Brought, Entry, Segment
from kgqual.translation.glossary.reading import read_glossary
from kgqual.translation.memory.reading import read_memory
from kgqual.translation.record import Unread

R = TypeVar("R", Segment, Entry)


@dataclass(frozen=True)
class ReferenceFile(Generic[R]):
    """What a file holds, and what of it is left out, with the reasons."""

    brought: Brought[R]
    unread: tuple[Unread, ...]


def memory_file(path: Path, language: str, name: str = "") -> ReferenceFile[Segment]:
    """Return the memory in a file, called after it without a ``name``; raises as `read_memory`."""
    return _read(path, language, name, read_memory(path, language))


def glossary_file(path: Path, language: str, name: str = "") -> ReferenceFile[Entry]:
    """Return the glossary in a file, called after it without a ``name``.

    Raises as ``read_glossary`` does.
    """
    return _read(path, language, name, read_glossary(path, language))


def _read(path: Path, language: str, name: str, found: Iterator[R | Unread]) -> ReferenceFile[R]:
    rows: list[R] = []
    unread: list[Unread] = []
    for row in found:
        if isinstance(row, Unread):
            unread.append(row)
        else:
            rows.append(row)
    with path.open("rb") as data:
        digest = file_digest(data, "sha256").hexdigest()
    return ReferenceFile(
        Brought(language, name or path.stem, path.name, digest, rows), tuple(unread)
    )
