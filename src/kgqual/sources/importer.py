"""What every importer is: files in, triples of one named graph out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pyoxigraph import Triple

from kgqual.model import Gap, Source, SourceFile
from kgqual.namespaces import graph
from kgqual.sources.log import Log
from kgqual.sources.template import Template


class Importer(ABC):
    """Turns the files of one source into the triples of its named graph.

    Subclasses are stateless; ``triples`` is a pure function of the files' bytes and must give
    the same triples in any order of the files. It contains no blank nodes except where the
    input itself is RDF.
    """

    kind: ClassVar[str]
    publisher: ClassVar[str] = ""
    licence: ClassVar[str] = ""
    landing_page: ClassVar[str] = ""
    template: ClassVar[Template | None] = None
    """The tables it reads, where it reads tables that people fill in."""
    gives_way: ClassVar[bool] = False
    """Whether it leaves out what comes from the source's ``superseded`` documents."""

    def parts(self, files: Sequence[SourceFile]) -> list[tuple[Importer, tuple[SourceFile, ...]]]:
        """Return the files of each source they make, with its importer: one, for most kinds."""
        return [(self, tuple(files))]

    def release(self, files: Sequence[SourceFile]) -> str | None:
        """Return the version that the official file names (or contents) state, or None."""
        return None

    def titles(self, version: str, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return what this version is called, by language, as far as it is known."""
        return {}

    def issued(self, version: str, files: Sequence[SourceFile]) -> str:
        """Return the publication date that a source states for an official release, or ''."""
        return ""

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return what this source is a version of; one version per series is current.

        ``graph`` is the IRI of the named graph it makes.
        """
        return self.kind

    def graphs(self, version: str, files: Sequence[SourceFile]) -> list[str]:
        """Return the IRIs of the named graphs that the files make: one, except for RDF."""
        return [graph(self.kind, version).value]

    def documents(self, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return the published documents that the files themselves are: IRI → date, or ''.

        What kgqual ships of the same documents, copied into tables, gives way to such a source.
        """
        return {}

    def complete(self, files: Sequence[SourceFile]) -> bool:
        """Return False for a release that lacks parts and must not displace a whole one."""
        return True

    def gaps(self, version: str, files: Sequence[SourceFile]) -> Sequence[Gap]:
        """Return what a release that is not complete lacks."""
        return ()

    @abstractmethod
    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the source's triples.

        Mistakes go to ``log.refuse`` and reading goes on, so that all are listed at once;
        the caller raises when any was recorded. Raises UnreadableInput when a file as a whole
        cannot be read.
        """
