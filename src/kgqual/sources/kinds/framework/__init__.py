"""Qualification frameworks: levels, descriptors, what codes indicate, correspondences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kgqual.model import Source, SourceFile
from kgqual.namespaces import RDF, SSSOM
from kgqual.sources.collection import CellError, node_named
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.claim.rows import claim
from kgqual.sources.kinds.framework import rows
from kgqual.sources.kinds.framework.iris import Levels, name_of
from kgqual.sources.kinds.framework.tables import TEMPLATE
from kgqual.sources.log import Log
from kgqual.sources.statements import document
from kgqual.sources.template import Row

__all__ = ["IMPORTER", "TEMPLATE", "FrameworkImporter"]

BY_THEMSELVES = {
    "frameworks": rows.framework,
    "domains": rows.domain,
    "awards": rows.award,
    "revisions": rows.revision,
    "claims": claim,
    "documents": document,
}
OF_A_LEVEL = {
    "levels": rows.level,
    "descriptors": rows.descriptor,
    "pathways": rows.pathway,
    "confirming_documents": rows.confirming_document,
    "prefixes": rows.prefix,
}


class FrameworkImporter(Importer):
    """Reads the ``framework`` template."""

    kind = "framework"
    template = TEMPLATE

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return ``framework/<id>`` of the one framework described, else of this version."""
        names = {
            name_of(name)
            for _, row in TEMPLATE.read(files, Log())
            if (name := row[_naming_column(row)])
        }
        return f"framework/{names.pop() if len(names) == 1 else version}"

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the triples of every row, once all levels are known."""
        tables: defaultdict[str, list[Row]] = defaultdict(list)
        for table, row in TEMPLATE.read(source.files, log):
            if _framework_is_known(row, log):
                tables[table].append(row)
        levels = Levels(tables["levels"], log)
        tables["levels"] = [row for row in tables["levels"] if row in levels]
        mapping_set = NamedNode(source.graph)
        if tables["correspondences"]:
            yield Triple(mapping_set, RDF.type, SSSOM.MappingSet)
        for table, found in tables.items():
            for row in found:
                try:
                    yield from _read(table, row, levels, mapping_set)
                except CellError as refused:
                    log.refuse(row.at(refused.column), refused.reason)


def _read(table: str, row: Row, levels: Levels, mapping_set: NamedNode) -> Iterator[Triple]:
    if table in BY_THEMSELVES:
        return BY_THEMSELVES[table](row)
    level = levels.find(row)
    if table in OF_A_LEVEL:
        return OF_A_LEVEL[table](row, level)
    return rows.correspondence(row, level, mapping_set)


def _naming_column(row: Row) -> str:
    return "id" if row.table.name == "frameworks" else "framework"


def _framework_is_known(row: Row, log: Log) -> bool:
    column = _naming_column(row)
    if ":" not in row[column]:
        return True
    try:
        node_named(column, row[column])
    except CellError as refused:
        log.refuse(row.at(column), refused.reason)
        return False
    return True


IMPORTER = FrameworkImporter()
