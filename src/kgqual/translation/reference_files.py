"""Files of memories and glossaries, read whole before anything of them is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from kgqual.editorial import Person, References
from kgqual.editorial.references import Added, Brought, Entry, Kind, Segment
from kgqual.translation.glossary.reading import read_glossary
from kgqual.translation.memory.reading import read_memory
from kgqual.translation.record import Unread

R = TypeVar("R", Segment, Entry)


def add_file(
    references: References, person: Person, kind: Kind, path: Path, language: str, name: str = ""
) -> tuple[Added, tuple[Unread, ...]]:
    """Record the memory or glossary in a file, called after it without a ``name``.

    Return what that did, and what of the file is left out, with the reasons. Raises as
    ``read_memory`` or ``read_glossary`` does, and as ``References.add_memory``.
    """
    if kind is Kind.MEMORY:
        memory, unread = _read(path, language, name, read_memory(path, language))
        return references.add_memory(person, memory), unread
    glossary, unread = _read(path, language, name, read_glossary(path, language))
    return references.add_glossary(person, glossary), unread


def _read(
    path: Path, language: str, name: str, found: Iterator[R | Unread]
) -> tuple[Brought[R], tuple[Unread, ...]]:
    rows: list[R] = []
    unread: list[Unread] = []
    for row in found:
        if isinstance(row, Unread):
            unread.append(row)
        else:
            rows.append(row)
    with path.open("rb") as data:
        digest = file_digest(data, "sha256").hexdigest()
    return Brought(language, name or path.stem, path.name, digest, rows), tuple(unread)
