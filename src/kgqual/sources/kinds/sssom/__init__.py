"""SSSOM: mapping sets as tables with their metadata, embedded or beside them, as JSON-LD or RDF.

Slots become the properties that SSSOM gives them; labels of what is mapped are left out, the
graph has them from their own sources. A slot that the set defines as an extension becomes the
property that the definition names: ``dcterms:source`` the documents a mapping rests on,
``kq:strength`` one of the strengths. A mapping whose ``kq:disputed`` is true is not stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.model import Location, Source, SourceFile
from kgqual.namespaces import (
    DCTERMS,
    FOAF,
    OWL,
    PAV,
    PROV,
    RDF,
    RDFS,
    SSSOM,
)
from kgqual.sources import mappings
from kgqual.sources.collection import CellError
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.sssom.file import mapping_set, opened
from kgqual.sources.kinds.sssom.opened import Opened
from kgqual.sources.kinds.sssom.slots import iri_node, mapping_of, reference_node, term_of
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from sssom_pydantic.api import MappingSet

GIVES_WAY = "A mapping gives way to another edition of its document, which was added."


class SssomImporter(Importer):
    """Reads one mapping set."""

    kind = "sssom"
    gives_way = True

    def release(self, files: Sequence[SourceFile]) -> str:
        """Return the set's name with its version, or with the start of the file's sha256."""
        table = opened(files)
        stated = table.mapping_set.version or f"sha256-{table.file.sha256[:12]}"
        return f"{_name(table.mapping_set)}-{stated}"

    def titles(self, version: str, files: Sequence[SourceFile]) -> Mapping[str, str]:
        """Return the title of the set, which SSSOM gives no language; English is assumed."""
        title = mapping_set(files).title
        return {"en": title} if title else {}

    def series(self, version: str, files: Sequence[SourceFile], graph: str) -> str:
        """Return ``sssom/`` and the last part of the set's IRI."""
        return f"sssom/{_name(mapping_set(files))}"

    def triples(self, source: Source, log: Log) -> Iterator[Triple]:
        """Yield the description of the set and its mappings."""
        table = opened(source.files)
        try:
            described = list(_described(table))
        except CellError as error:
            raise UnreadableInput(
                f"{table.file.name}: the set's metadata are wrong: {error}"
            ) from error
        yield from described
        first: dict[NamedNode, Location] = {}
        for where, record in table.records(log):
            try:
                mapping = mapping_of(record, table.mapping_set, table.converter)
                if fault := mapping.fault():
                    raise CellError("predicate_id", fault)
                seen = first.setdefault(mapping.node, where)
                if seen is not where:
                    raise CellError("subject_id", f"repeats the mapping of {seen}.")
            except CellError as refused:
                log.refuse(where.at(refused.column), refused.reason)
            else:
                log.kept += 1
                if _is_outdated(mapping, source.superseded):
                    log.note(GIVES_WAY, where)
                else:
                    yield from mapping.triples()


def _name(described: MappingSet) -> str:
    return str(described.id).rstrip("/#").rpartition("/")[2].removesuffix(".sssom.tsv")


def _described(table: Opened) -> Iterator[Triple]:
    """Yield what the metadata say about the set itself."""
    about = table.mapping_set
    node = iri_node("mapping_set_id", str(about.id))
    yield Triple(node, RDF.type, SSSOM.MappingSet)
    for term, value in (
        (DCTERMS.title, about.title),
        (DCTERMS.description, about.description),
        (OWL.versionInfo, about.version),
        (RDFS.comment, about.comment),
        (DCTERMS.created, about.publication_date),
        (DCTERMS.license, about.license),
        (SSSOM.issue_tracker, about.issue_tracker),
        *((PROV.wasDerivedFrom, address) for address in about.source or ()),
        *((RDFS.seeAlso, address) for address in about.see_also or ()),
    ):
        if value is not None:
            yield Triple(node, term, term_of("metadata", value, table.converter))
    names = about.creator_label or []
    for number, creator in enumerate(about.creators or []):
        who = reference_node("creator_id", creator, table.converter)
        yield Triple(node, DCTERMS.creator, who)
        if len(names) == len(about.creators or []):
            yield Triple(who, RDF.type, FOAF.Agent)
            yield Triple(who, FOAF.name, Literal(names[number]))


def _is_outdated(mapping: mappings.Mapping, superseded: Mapping[str, str]) -> bool:
    """Tell whether a document that states the mapping has been added in another edition."""
    dates = {value.value for term, value in mapping.details if term == PAV.authoredOn}
    added = (superseded[s.value] for s in mapping.sources if s.value in superseded)
    return any(day not in dates for day in added)


IMPORTER = SssomImporter()
