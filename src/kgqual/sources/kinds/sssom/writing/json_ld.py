"""SSSOM as JSON-LD: slots under their names, as LinkML writes them, with a context that means it.

SSSOM does not fix its form in JSON. Programs that know LinkML's find what they expect, and whoever
reads it as JSON-LD gets the triples of the form in RDF. LinkML refuses slots that it does not know;
those that the set defines itself stand in ``@nest``, which it passes over, and which JSON-LD 1.1
reads as if its content stood outside (https://www.w3.org/TR/json-ld11/#nested-properties).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgqual.namespaces import compact
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.json_ld import NEST
from kgqual.sources.kinds.sssom.vocabulary import (
    ADDRESSES,
    BUILTIN,
    CURIES,
    DATES,
    ENDS,
    ENTITY_TYPES,
    NUMBERS,
    PREFIXES,
    SET_ADDRESSES,
    SET_TERMS,
    TERMS,
    TYPES,
    URI_OR_CURIE,
)
from kgqual.sources.kinds.sssom.writing.table import extended

if TYPE_CHECKING:
    from sssom_pydantic.models import Record


def written(document: Document) -> str:
    """Return the mapping set as JSON-LD."""
    return json.dumps(content(document), ensure_ascii=False, indent=1) + "\n"


def content(document: Document) -> dict[str, Any]:
    """Return the mapping set as JSON-LD has it, for whoever writes JSON."""
    stated = document.about.model_dump(exclude_none=True, mode="json")
    stated.pop("curie_map", None)
    definitions = stated.pop("extension_definitions", [])
    return {
        "@context": context(document),
        "@type": "sssom:MappingSet",
        **stated,
        "extension_definitions": [
            {"@type": "sssom:ExtensionDefinition", **definition} for definition in definitions
        ],
        "mappings": [_mapping(record) for record in document.records],
    }


def _mapping(record: Record) -> dict[str, Any]:
    slots = record.model_dump(exclude_none=True, exclude={"extensions"}, mode="json")
    nested = {name: extended(record, name) for name in record.extensions or {}}
    return {"@type": "owl:Axiom", **slots, **({NEST: nested} if nested else {})}


def context(document: Document) -> dict[str, Any]:
    """Return the context that makes slots properties and CURIEs IRIs."""
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.models import Record

    declared = {name: PREFIXES[name] for name in (*BUILTIN, "dcterms", "pav", "prov", "xsd")}
    declared |= document.about.curie_map or {}
    terms: dict[str, Any] = {
        "mapping_set_id": {"@id": "@id"},
        "record_id": {"@id": "@id"},
        "slot_name": {"@id": "sssom:slot_name"},
        "property": {"@id": "sssom:property", "@type": "@id"},
        "type_hint": {"@id": "sssom:type_hint", "@type": "@id"},
        "mappings": {"@id": "sssom:mappings"},
        "extension_definitions": {"@id": "sssom:extension_definitions"},
    }
    of_mappings = {slot: TERMS.get(slot) or ENDS.get(slot) for slot in Record.model_fields}
    of_sets = {
        slot: SET_TERMS.get(slot) or TERMS.get(slot) for slot in MappingSetRecord.model_fields
    }
    for slot, node in {**of_sets, **of_mappings}.items():
        if slot not in {*terms, "curie_map", "extensions"}:
            iri = compact(node.value) if node else f"sssom:{slot}"
            terms[slot] = _term(slot, iri)
    for definition in document.about.extension_definitions or ():
        if definition.property:
            terms[definition.slot_name] = _extension(definition.property, definition.type_hint)
    return {"@version": 1.1} | {name: _prefix(iri) for name, iri in declared.items()} | terms


def _prefix(iri: str) -> object:
    """Return the definition of a prefix; what does not end IRIs' parts must say that it is one."""
    return iri if iri.endswith(("/", "#", ":", "?")) else {"@id": iri, "@prefix": True}


def _term(slot: str, iri: str) -> dict[str, Any]:
    if slot == "predicate_modifier":
        return {"@id": iri, "@type": "@vocab", "@context": {"Not": "sssom:NegatedPredicate"}}
    if slot in TYPES:
        kinds = {kind: compact(node.value) for kind, node in ENTITY_TYPES.items()}
        return {"@id": iri, "@type": "@vocab", "@context": kinds}
    if slot in CURIES | ADDRESSES | SET_ADDRESSES:
        return {"@id": iri, "@type": "@id"}
    if slot in DATES:
        return {"@id": iri, "@type": "xsd:date"}
    return {"@id": iri, "@type": "xsd:double"} if slot in NUMBERS else {"@id": iri}


def _extension(term: str, datatype: str | None) -> dict[str, Any]:
    if datatype == URI_OR_CURIE:
        return {"@id": term, "@type": "@id"}
    return {"@id": term, "@type": datatype} if datatype else {"@id": term}
