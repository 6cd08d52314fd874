"""SSSOM/TSV: mapping sets with their metadata, embedded or in a YAML file beside the table.

Slots become the properties that SSSOM gives them; labels of what is mapped are left out, the
graph has them from their own sources. A slot that the set defines as an extension becomes the
property that the definition names: ``dcterms:source`` the documents a mapping rests on,
``kq:strength`` one of the strengths.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.model import Location, Source, SourceFile, Strength
from kgqual.namespaces import (
    DCTERMS,
    FOAF,
    KQ,
    OWL,
    PAV,
    PROV,
    RDF,
    RDFS,
    SSSOM,
    XSD,
)
from kgqual.sources import mappings
from kgqual.sources.collection import CellError
from kgqual.sources.importer import Importer
from kgqual.sources.kinds.sssom.file import Opened, mapping_set, opened
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from curies import Converter, Reference
    from sssom_pydantic.api import MappingSet
    from sssom_pydantic.models import Record

TERMS = {
    "author_id": PAV.authoredBy,
    "comment": RDFS.comment,
    "creator_id": DCTERMS.creator,
    "license": DCTERMS.license,
    "mapping_date": PAV.authoredOn,
    "publication_date": DCTERMS.created,
    "see_also": RDFS.seeAlso,
}
"""Properties of the slots for which SSSOM reuses another vocabulary's."""

REFERENCES = frozenset(
    {
        "author_id",
        "creator_id",
        "curation_rule",
        "derived_from",
        "issue_tracker_item",
        "mapping_source",
        "mapping_tool_id",
        "object_match_field",
        "object_preprocessing",
        "object_source",
        "record_id",
        "reviewer_id",
        "subject_match_field",
        "subject_preprocessing",
        "subject_source",
    }
)
"""Slots that name things by CURIE."""

ELSEWHERE = frozenset(
    {
        "extensions",
        "mapping_justification",
        "object_id",
        "object_label",
        "predicate_id",
        "predicate_label",
        "predicate_modifier",
        "subject_id",
        "subject_label",
    }
)
"""Slots that are no further statement about the mapping."""

Details = list[tuple[NamedNode, NamedNode | Literal]]

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
                mapping = _mapping(record, table)
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
    node = _iri("mapping_set_id", str(about.id))
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
            yield Triple(node, term, _term("metadata", value, table.converter))
    names = about.creator_label or []
    for number, creator in enumerate(about.creators or []):
        who = _reference("creator_id", creator, table.converter)
        yield Triple(node, DCTERMS.creator, who)
        if len(names) == len(about.creators or []):
            yield Triple(who, RDF.type, FOAF.Agent)
            yield Triple(who, FOAF.name, Literal(names[number]))


def _mapping(record: Record, table: Opened) -> mappings.Mapping:
    """Return the mapping of a row. Raises CellError for a cell that cannot be accepted."""
    sources: list[NamedNode] = []
    strength: Strength | None = None
    details = _slots(record, table.converter)
    for name, slot in (record.extensions or {}).items():
        term = _reference(name, slot.predicate, table.converter)
        value = _term(name, slot.value, table.converter)
        if term == KQ.strength:
            strength = _strength(name, value.value)
        elif term == DCTERMS.source and isinstance(value, NamedNode):
            sources.append(value)
        else:
            details.append((term, value))
    mapping = mappings.Mapping(
        _node("subject_id", record.subject_id, table.converter),
        _node("predicate_id", record.predicate_id, table.converter),
        _node("object_id", record.object_id, table.converter),
        _node("mapping_justification", record.mapping_justification, table.converter),
        NamedNode(str(table.mapping_set.id)),
        tuple(sources),
        strength,
        tuple(details),
        negated=record.predicate_modifier == "Not",
    )
    if fault := mapping.fault():
        raise CellError("predicate_id", fault)
    return mapping


def _is_outdated(mapping: mappings.Mapping, superseded: Mapping[str, str]) -> bool:
    """Tell whether a document that states the mapping has been added in another edition."""
    dates = {value.value for term, value in mapping.details if term == PAV.authoredOn}
    added = (superseded[s.value] for s in mapping.sources if s.value in superseded)
    return any(day not in dates for day in added)


def _strength(column: str, text: str) -> Strength:
    try:
        return Strength(text)
    except ValueError as error:
        raise CellError(column, f"{text!r} is not one of {', '.join(Strength)}.") from error


def _slots(record: Record, converter: Converter) -> Details:
    """Return the statements that SSSOM's own slots make about the mapping."""
    found: Details = []
    for slot, value in record:
        if slot in ELSEWHERE or value is None:
            continue
        term = TERMS.get(slot, SSSOM[slot])
        for item in value if isinstance(value, list) else [value]:
            if slot in REFERENCES:
                found.append((term, _node(slot, item, converter)))
            else:
                found.append((term, _term(slot, item, converter)))
    return found


def _node(column: str, curie: str, converter: Converter) -> NamedNode:
    """Return the node that a CURIE of the set names. Raises CellError for anything else."""
    prefix, colon, _ = curie.partition(":")
    if not colon:
        raise CellError(column, f"{curie!r} is not a CURIE: a prefix, a colon, and a name.")
    iri = converter.expand(curie)
    if iri is None:
        raise CellError(column, f"{curie!r}: the prefix {prefix!r} is not in the set's curie_map.")
    return _iri(column, iri)


def _iri(column: str, iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise CellError(column, f"{iri!r} is not an IRI.") from error


def _reference(column: str, reference: Reference, converter: Converter) -> NamedNode:
    """Return the node that a CURIE taken apart names. Raises CellError for anything else."""
    return _node(column, reference.curie, converter)


def _term(column: str, value: object, converter: Converter) -> NamedNode | Literal:
    """Return a slot's value as a node or literal. Raises CellError for what names no node."""
    from curies import Reference
    from pydantic import AnyUrl

    if isinstance(value, Reference):
        return _reference(column, value, converter)
    if isinstance(value, AnyUrl):
        return _iri(column, str(value))
    if isinstance(value, datetime.datetime):
        return Literal(value.isoformat(), datatype=XSD.dateTime)
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), datatype=XSD.date)
    if isinstance(value, bool | int | float):
        return Literal(value)
    return Literal(str(value))


IMPORTER = SssomImporter()
