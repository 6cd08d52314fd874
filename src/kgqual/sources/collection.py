"""Sources made of the rows of a template, and collections that somebody names and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from pyoxigraph import NamedNode, Triple

from kgqual.model import Source, SourceFile
from kgqual.namespaces import expand
from kgqual.sources.importer import Importer
from kgqual.sources.log import Log
from kgqual.sources.statements import DOCUMENTS, document
from kgqual.sources.template import Row, Template

ReadRow = Callable[[Row], Iterator[Triple]]
CLOSING_DATE = re.compile(r"-\d{4}(-\d{2}){0,2}$")


class CellError(Exception):
    """A cell that fits its column's pattern but cannot be accepted, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


def node_named(column: str, text: str) -> NamedNode:
    """Return the node that a cell names by IRI or CURIE. Raises CellError for neither."""
    try:
        return expand(text)
    except ValueError as error:
        raise CellError(column, f"{error}.") from error


class RowsImporter(Importer):
    """Reads a template table by table: each row becomes triples by itself.

    ``rows`` says what reads a row of each table, raising CellError for a row it cannot
    accept; the documents table reads alike everywhere.
    """

    template: ClassVar[Template]
    rows: ClassVar[Mapping[str, ReadRow]]

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the triples of every acceptable row, then check rows against each other."""
        check = self.check()
        for table, row in self.template.read(source.files, log):
            check.see(table, row)
            try:
                yield from self.reader(table, row, source, log)(row)
            except CellError as refused:
                log.refuse(row.at(refused.column), refused.reason)
        check.finish(log)

    def reader(self, table: str, row: Row, source: Source, log: Log) -> ReadRow:
        """Return what reads this row of ``table``."""
        return document if table == DOCUMENTS.name else self.rows[table]

    def check(self) -> RowsCheck:
        """Return what checks the rows of one reading against each other."""
        return RowsCheck()


class RowsCheck:
    """Looks at every row and says at the end what does not fit together; here: nothing."""

    def see(self, table: str, row: Row) -> None:
        """Take note of an accepted row."""

    def finish(self, log: Log) -> None:
        """Refuse the rows that do not fit the others."""


class CollectionImporter(RowsImporter):
    """Reads a collection named and dated by whoever made it, such as ``kazakhstan-2026``.

    Collections of different names stand side by side; of one name the newest is current.
    """

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return the kind and the version without its closing date: ``law/kazakhstan``."""
        return f"{self.kind}/{CLOSING_DATE.sub('', version)}"
