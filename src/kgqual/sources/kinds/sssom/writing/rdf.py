"""SSSOM as RDF, in Turtle.

The form is that of the specification (https://mapping-commons.github.io/sssom/dev/spec-formats-rdf/),
with the properties that SSSOM 1.0 gives the slots, as the graph has them. What is said of the whole
set is said of every mapping, for readers that do not know SSSOM.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgqual.namespaces import OWL, RDF, SSSOM, XSD
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.slots import details_of, iri_node, node, reference_node, term_of
from kgqual.sources.kinds.sssom.vocabulary import (
    BUILTIN,
    DATES,
    ENDS,
    PREFIXES,
    REFERENCES,
    SET_ADDRESSES,
    SET_TERMS,
)

if TYPE_CHECKING:
    from curies import Converter
    from sssom_pydantic.api import ExtensionDefinitionRecord
    from sssom_pydantic.models import Record

_JUSTIFICATION = "mapping_justification"
_LABELS = ("subject_label", "predicate_label", "object_label")


def written(document: Document) -> str:
    """Return the mapping set in Turtle."""
    declared = {name: PREFIXES[name] for name in (*BUILTIN, "dcterms", "pav", "prov", "xsd")}
    declared |= document.about.curie_map or {}
    declared.pop("schema", None)  # to rdflib it is https://schema.org/: sssom-py fails at two
    turtle = io.BytesIO()
    ox.serialize(triples(document), turtle, format=ox.RdfFormat.TURTLE, prefixes=declared)
    lines = turtle.getvalue().decode().split("\n")
    return "\n".join([*sorted(lines[: len(declared)]), *lines[len(declared) :]])


def triples(document: Document) -> Iterator[Triple]:
    """Yield the statements of a mapping set and its mappings."""
    converter = document.converter
    about = NamedNode(str(document.about.mapping_set_id))
    yield Triple(about, RDF.type, SSSOM.MappingSet)
    yield from _set_slots(about, document, converter)
    definitions = document.about.extension_definitions or ()
    defined = [BlankNode(f"e{number}") for number, _ in enumerate(definitions)]
    yield from (Triple(about, SSSOM.extension_definitions, one) for one in defined)
    mappings = [
        node("record_id", record.record_id, converter)
        if record.record_id
        else BlankNode(f"m{number}")
        for number, record in enumerate(document.records)
    ]
    yield from (Triple(about, SSSOM.mappings, mapping) for mapping in mappings)
    for one, definition in zip(defined, definitions, strict=True):
        yield from _definition(one, definition, converter)
    for mapping, record in zip(mappings, document.records, strict=True):
        yield from _mapping(mapping, record, converter)


def _definition(
    one: BlankNode, definition: ExtensionDefinitionRecord, converter: Converter
) -> Iterator[Triple]:
    yield Triple(one, RDF.type, SSSOM.ExtensionDefinition)
    yield Triple(one, SSSOM.slot_name, Literal(definition.slot_name))
    for slot in ("property", "type_hint"):
        if value := getattr(definition, slot):
            yield Triple(one, SSSOM[slot], node(slot, value, converter))


def _set_slots(about: NamedNode, document: Document, converter: Converter) -> Iterator[Triple]:
    elsewhere = {"curie_map", "extension_definitions", "mapping_set_id"}
    for slot, value in document.about.model_dump(exclude_none=True, mode="json").items():
        term = SET_TERMS.get(slot, SSSOM[slot])
        for item in () if slot in elsewhere else value if isinstance(value, list) else [value]:
            if slot in REFERENCES:
                yield Triple(about, term, node(slot, item, converter))
            elif slot in SET_ADDRESSES:
                yield Triple(about, term, iri_node(slot, item))
            elif slot in DATES:
                yield Triple(about, term, Literal(item, datatype=XSD.date))
            else:
                yield Triple(about, term, term_of(slot, item, converter))


def _mapping(
    mapping: NamedNode | BlankNode, record: Record, converter: Converter
) -> Iterator[Triple]:
    yield Triple(mapping, RDF.type, OWL.Axiom)
    for slot, term in (*ENDS.items(), (_JUSTIFICATION, SSSOM[_JUSTIFICATION])):
        yield Triple(mapping, term, node(slot, getattr(record, slot), converter))
    if record.predicate_modifier:
        yield Triple(mapping, SSSOM.predicate_modifier, SSSOM.NegatedPredicate)
    for slot in _LABELS:
        if label := getattr(record, slot):
            yield Triple(mapping, SSSOM[slot], Literal(label))
    for term, value in details_of(record, converter):
        if term != SSSOM.record_id:
            yield Triple(mapping, term, value)
    for name, extended in (record.extensions or {}).items():
        term = reference_node(name, extended.predicate, converter)
        yield Triple(mapping, term, term_of(name, extended.value, converter))
