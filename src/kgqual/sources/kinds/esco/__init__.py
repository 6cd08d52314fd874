"""ESCO: the official release files, CSV or RDF, in any mixture of languages.

The CSV tables are mapped as the official dictionary of the release says (:mod:`.columns`,
:mod:`.relations`); what releases get wrong themselves is handled by the rules of :mod:`.rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Triple

from kgqual.model import Gap, Source, SourceFile
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.esco import official_rdf, rules
from kgqual.sources.kinds.esco.concepts import collect, describe
from kgqual.sources.kinds.esco.gaps import gaps
from kgqual.sources.kinds.esco.layout import (
    COLLECTIONS,
    DICTIONARY,
    GREEN_SHARE,
    HIERARCHY,
    IN_LANGUAGE,
    RELATIONS,
)
from kgqual.sources.kinds.esco.relations import green_shares, hierarchy, relate
from kgqual.sources.kinds.esco.release import Contents, contents, issued, version_of
from kgqual.sources.kinds.esco.repeats import repeats
from kgqual.sources.kinds.esco.sheet import Known, Nodes, Sheet, TableFile
from kgqual.sources.log import Log


class EscoImporter(Importer):
    """Reads an official ESCO release."""

    kind = "esco"
    publisher = "European Commission"
    licence = "http://data.europa.eu/eli/dec/2011/833/oj"
    landing_page = "https://esco.ec.europa.eu/"

    def release(self, files: Sequence[SourceFile]) -> str | None:
        """Return the version that the official file names state, or None.

        Raises BadUsage when they state several.
        """
        return version_of(files)

    def titles(self, version: str, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return the name of the release, the same in every language."""
        return dict.fromkeys(("en", "kk", "ru"), f"ESCO v{version}")

    def issued(self, version: str, files: Sequence[SourceFile]) -> str:
        """Return the month in which the Commission published the release, or ''."""
        return issued(version)

    def complete(self, files: Sequence[SourceFile]) -> bool:
        """Return whether all tables of a whole release are there, in some language."""
        return contents(files).complete

    def gaps(self, version: str, files: Sequence[SourceFile]) -> Sequence[Gap]:
        """Return a gap for each table that a partial release lacks."""
        return tuple(gaps(version, contents(files)))

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield what the tables of the release state; equal triples may be repeated."""
        version_of(source.files)
        found = contents(source.files)
        _note_missing(found, log)
        nodes, known = Nodes(), Known()
        for table in found.tables:
            yield from _table(table, nodes, known, log)
        yield from official_rdf.triples(found.rdf, NamedNode(source.graph), log)


def _table(table: TableFile, nodes: Nodes, known: Known, log: Log) -> Iterator[Triple]:
    sheet = Sheet(table, nodes, log)
    if table.layout in IN_LANGUAGE:
        yield from describe(sheet, repeats(table), known)
    elif table.layout in COLLECTIONS:
        yield from collect(sheet, known)
    elif table.layout is HIERARCHY:
        yield from hierarchy(sheet, known)
    elif table.layout in RELATIONS:
        yield from relate(sheet, known)
    elif table.layout is GREEN_SHARE:
        yield from green_shares(sheet, known)
    else:
        assert table.layout is DICTIONARY, table.layout.name


def _note_missing(found: Contents, log: Log) -> None:
    for member in found.unknown:
        log.note(rules.UNKNOWN_FILE, member.name)
    if not found.tables:
        return
    given = {(table.layout, table.language) for table in found.tables}
    languages = sorted({t.language for t in found.tables if t.layout in IN_LANGUAGE})
    for layout in IN_LANGUAGE:
        for language in languages or [""]:
            if (layout, language) not in given:
                log.note(rules.MISSING_TABLE, f"{layout.name}_{language}".rstrip("_"))
    for layout in RELATIONS:
        if not any(layout is table.layout for table in found.tables):
            log.note(rules.MISSING_TABLE, layout.name)


IMPORTER = EscoImporter()
