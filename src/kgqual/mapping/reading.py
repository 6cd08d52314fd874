"""Mapping sets as files hold them: their metadata, and every row with its place.

The reading itself is that of ``kgqual add sssom``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgqual.errors import UnreadableInput
from kgqual.model import Location, Problem, SourceFile
from kgqual.sources.adding import gather
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.file import METADATA_SUFFIXES, SUFFIXES, opened
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from curies import Converter
    from sssom_pydantic.api import MappingSet, MappingSetRecord
    from sssom_pydantic.models import Record

Files = tuple[SourceFile, ...]
"""The files of one mapping set: itself and, where they are apart, its metadata."""


@dataclass(frozen=True)
class ReadSet:
    """A mapping set with the rows that SSSOM accepts, and what it refuses.

    ``mapping_set`` are its metadata with CURIEs taken apart, ``notes`` the columns that are not
    read.
    """

    name: str
    about: MappingSetRecord
    mapping_set: MappingSet
    converter: Converter
    rows: tuple[tuple[Location, Record], ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    def document(self) -> Document:
        """Return what can be written again: the set with the rows that were accepted."""
        return Document.of(self.about, (record for _, record in self.rows))

    @property
    def iri(self) -> str:
        """The IRI of the set."""
        return str(self.about.mapping_set_id)


def read(files: Files) -> ReadSet:
    """Read a mapping set completely. Raises UnreadableInput when its metadata are wrong."""
    table, log = opened(files), Log()
    rows = tuple(table.records(log))
    notes = [example for finding in log.findings.values() for example in finding.examples]
    return ReadSet(
        table.file.name,
        table.about,
        table.mapping_set,
        table.converter,
        rows,
        tuple(log.problems),
        tuple(notes),
    )


def files_at(paths: Sequence[Path]) -> list[Files]:
    """Return the files of each mapping set at ``paths``: sets in files, and folders of them.

    Metadata beside a table belong to it when they share its name: ``a.sssom.tsv`` and
    ``a.sssom.yml``, ``a.yml`` or ``a.meta.yml``. Raises UnreadableInput when a path is not there
    or holds no table, and for metadata that belong to none.
    """
    files = gather(paths)
    tables = [file for file in files if file.name.endswith(SUFFIXES)]
    if not tables:
        names = ", ".join(str(path) for path in paths)
        raise UnreadableInput(f"{names}: there is no mapping set ({', '.join(SUFFIXES)}).")
    beside = dict(_metadata(tables, files))
    return [(table, *beside.get(table, ())) for table in tables]


def _metadata(
    tables: Sequence[SourceFile], files: Sequence[SourceFile]
) -> Iterator[tuple[SourceFile, tuple[SourceFile]]]:
    """Yield each table that has its metadata in a file beside it, with that file."""
    named = {_stem(table): table for table in tables}
    for file in files:
        if not file.name.endswith(METADATA_SUFFIXES):
            continue
        table = tables[0] if len(tables) == 1 else named.get(_stem(file))
        if table is None:
            raise UnreadableInput(
                f"{file.name}: there is no table of this name. The metadata of x.sssom.tsv are "
                "called x.sssom.yml."
            )
        yield table, (file,)


def _stem(file: SourceFile) -> str:
    name = file.name.rpartition(".")[0]
    return name.removesuffix(".sssom").removesuffix(".meta").removesuffix(".sssom")
