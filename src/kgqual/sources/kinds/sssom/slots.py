"""The slots of a mapping as statements about it: a row becomes a mapping with its details."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, KQ, SSSOM, XSD
from kgqual.sources import mappings
from kgqual.sources.collection import CellError
from kgqual.sources.kinds.sssom.vocabulary import (
    ADDRESSES,
    ELSEWHERE,
    ENTITY_TYPES,
    REFERENCES,
    TERMS,
    TYPES,
)

if TYPE_CHECKING:
    from curies import Converter, Reference
    from sssom_pydantic.api import MappingSet
    from sssom_pydantic.models import Record

Details = list[tuple[NamedNode, NamedNode | Literal]]


def mapping_of(record: Record, about: MappingSet, converter: Converter) -> mappings.Mapping:
    """Return the mapping of a row in the set ``about``, its CURIEs expanded by ``converter``.

    Raises CellError for a cell that cannot be accepted.
    """
    sources: list[NamedNode] = []
    strength: Strength | None = None
    disputed = False
    details = details_of(record, converter)
    for name, slot in (record.extensions or {}).items():
        term = reference_node(name, slot.predicate, converter)
        value = term_of(name, slot.value, converter)
        if term == KQ.strength:
            strength = _strength(name, value.value)
        elif term == KQ.disputed:
            disputed = value == Literal(True)
        elif term == DCTERMS.source and isinstance(value, NamedNode):
            sources.append(value)
        else:
            details.append((term, value))
    return mappings.Mapping(
        node("subject_id", record.subject_id, converter),
        node("predicate_id", record.predicate_id, converter),
        node("object_id", record.object_id, converter),
        node("mapping_justification", record.mapping_justification, converter),
        NamedNode(str(about.id)),
        tuple(sources),
        strength,
        tuple(details),
        negated=record.predicate_modifier == "Not",
        disputed=disputed,
    )


def _strength(column: str, text: str) -> Strength:
    try:
        return Strength(text)
    except ValueError as error:
        raise CellError(column, f"{text!r} is not one of {', '.join(Strength)}.") from error


def details_of(record: Record, converter: Converter) -> Details:
    """Return what SSSOM's own slots state about the mapping, besides what it maps.

    Raises CellError for a cell that cannot be accepted.
    """
    found: Details = []
    for slot, value in record:
        if slot in ELSEWHERE or value is None:
            continue
        term = TERMS.get(slot, SSSOM[slot])
        for item in value if isinstance(value, list) else [value]:
            found.append((term, _value(slot, item, converter)))
    return found


def _value(slot: str, value: object, converter: Converter) -> NamedNode | Literal:
    if slot in REFERENCES:
        return node(slot, str(value), converter)
    if slot in ADDRESSES:
        return iri_node(slot, str(value))
    if slot in TYPES:
        return ENTITY_TYPES[str(value)]
    return term_of(slot, value, converter)


def node(column: str, curie: str, converter: Converter) -> NamedNode:
    """Return the node that a CURIE of the set names. Raises CellError for anything else."""
    prefix, colon, _ = curie.partition(":")
    if not colon:
        raise CellError(column, f"{curie!r} is not a CURIE: a prefix, a colon, and a name.")
    iri = converter.expand(curie)
    if iri is None:
        raise CellError(column, f"{curie!r}: the prefix {prefix!r} is not in the set's curie_map.")
    return iri_node(column, iri)


def iri_node(column: str, iri: str) -> NamedNode:
    """Return the node of an IRI. Raises CellError for what is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise CellError(column, f"{iri!r} is not an IRI.") from error


def reference_node(column: str, reference: Reference, converter: Converter) -> NamedNode:
    """Return the node that a CURIE taken apart names. Raises CellError for anything else."""
    return node(column, reference.curie, converter)


def term_of(column: str, value: object, converter: Converter) -> NamedNode | Literal:
    """Return a slot's value as a node or literal. Raises CellError for what names no node."""
    from curies import Reference
    from pydantic import AnyUrl

    if isinstance(value, Reference):
        return reference_node(column, value, converter)
    if isinstance(value, AnyUrl):
        return iri_node(column, str(value))
    if isinstance(value, datetime.datetime):
        return Literal(value.isoformat(), datatype=XSD.dateTime)
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), datatype=XSD.date)
    if isinstance(value, bool | int | float):
        return Literal(value)
    return Literal(str(value))
