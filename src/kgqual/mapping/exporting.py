"""Mappings of the graph as a mapping set that can be written as SSSOM."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Named
from kgqual.mapping.stored import Statements, Stored, short_name, statements
from kgqual.namespaces import KQ, RDF, SSSOM, XSD
from kgqual.sources.kinds.sssom.document import Curies, Document, curie
from kgqual.sources.kinds.sssom.rdf_slots import (
    Term,
    extension_text,
    mapping_slots,
    read_slots,
    set_slots,
)
from kgqual.sources.kinds.sssom.vocabulary import PREFIXES, STANDARD_EXTENSIONS, URI_OR_CURIE

if TYPE_CHECKING:
    from sssom_pydantic.api import ExtensionDefinitionRecord, MappingSetRecord

SELECTED = "https://w3id.org/kgqual/mappings/selected"
"""The IRI of what was selected from several sets."""
UNSPECIFIED = "https://w3id.org/sssom/license/unspecified"
"""What SSSOM has for a set of which nobody states one licence."""
_STANDARD = {term: name for name, (term, _) in STANDARD_EXTENSIONS.items()}
_TYPED = frozenset({XSD.boolean, XSD.date, XSD.decimal, XSD.double, XSD.integer})
_NO_SLOTS = frozenset({RDF.type, SSSOM.mapping_set, SSSOM.record_id})


def document(graph: Graph, chosen: Sequence[Stored]) -> Document:
    """Return mappings as a set: the one they are of, or one of their own that names those.

    Each is named by its IRI, with the labels that the graph has for its ends.
    """
    from curies import Converter, chain
    from sssom_pydantic.api import row_to_record
    from sssom_pydantic.constants import BUILTIN_CONVERTER

    curies, extensions = Curies(), Extensions()
    sets = sorted({one.mapping_set for one in chosen})
    said = statements(graph, (one.iri for one in chosen))
    labels = graph.named({iri for one in chosen for iri in (one.subject, one.object)})
    rows = []
    for one in chosen:
        row = _row(one, said[one.iri], labels, curies, extensions)
        if len(sets) > 1:
            row["mapping_source"] = curies.curie(one.mapping_set)
        rows.append(row)
    about = _about(graph, sets, curies).model_copy(
        update={"extension_definitions": extensions.definitions}
    )
    known = Converter.from_prefix_map({**PREFIXES, **curies.made})
    converter = chain([known, BUILTIN_CONVERTER])
    defined = [one.process(converter) for one in extensions.definitions]
    records = [row_to_record(r, converter=converter, extension_definitions=defined) for r in rows]
    return Document.of(about, records, curies.made)


class Extensions:
    """The extension slots that mappings need: one for each property, type and further value.

    SSSOM has no lists there, so that a second value stands in a slot of its own: ``source_2``.
    """

    def __init__(self) -> None:
        self._defined: dict[tuple[NamedNode, int, str | None], ExtensionDefinitionRecord] = {}

    @property
    def definitions(self) -> list[ExtensionDefinitionRecord]:
        """What the set says of the slots."""
        return list(self._defined.values())

    def name(self, term: NamedNode, number: int, value: Term, curies: Curies) -> str:
        """Return the slot of a property's value, the first of which has the number 0."""
        from sssom_pydantic.api import ExtensionDefinitionRecord
        from sssom_pydantic.models import Record

        datatype = None if term == KQ.strength else _type(value)
        key = term, number, datatype
        if key not in self._defined:
            property_ = curies.curie(term.value)
            name = _STANDARD.get(term) or re.sub(r"\W", "_", property_.partition(":")[2])
            taken = {*Record.model_fields, *(one.slot_name for one in self._defined.values())}
            names = (name, *(f"{name}_{count}" for count in range(2, len(taken) + 3)))
            self._defined[key] = ExtensionDefinitionRecord(
                slot_name=next(one for one in names if one not in taken),
                property=property_,
                type_hint=datatype,
            )
        return self._defined[key].slot_name


def _type(value: Term) -> str | None:
    """Return the type of a slot that can hold the value; None for text."""
    if isinstance(value, NamedNode):
        return URI_OR_CURIE
    typed = isinstance(value, Literal) and value.datatype in _TYPED
    return curie(value.datatype.value) if typed and isinstance(value, Literal) else None


def _row(
    one: Stored,
    said: Statements,
    labels: Mapping[str, Named],
    curies: Curies,
    extensions: Extensions,
) -> dict[str, Any]:
    """Return the slots of a mapping, those of SSSOM and the others, as a table has them."""
    row = read_slots(said, mapping_slots(), curies.curie, {})
    counted: Counter[NamedNode] = Counter()
    for term, value in said:
        if term not in mapping_slots() and term not in _NO_SLOTS:
            name = extensions.name(term, counted[term], value, curies)
            row[name] = extension_text(term, value, curies.curie)
            counted[term] += 1
    for slot, iri in (("subject_label", one.subject), ("object_label", one.object)):
        if label := _label(labels[iri]):
            row[slot] = label
    return row | {"record_id": curies.curie(one.iri)}


def _label(thing: Named) -> str:
    return thing.label.get("en") or next(iter(thing.label.values()), "")


def _about(graph: Graph, sets: Sequence[str], curies: Curies) -> MappingSetRecord:
    """Return what is said of the one set, or of the selection from several."""
    from sssom_pydantic.api import MappingSetRecord

    said = statements(graph, sets)
    described = [
        read_slots(_in_english(said.get(one, ())), set_slots(), curies.curie, {}) for one in sets
    ]
    licences = {one.get("license", UNSPECIFIED) for one in described}
    licence = licences.pop() if len(licences) == 1 else UNSPECIFIED
    if len(sets) == 1:
        own = {"mapping_set_id": sets[0], "license": licence}
        return MappingSetRecord.model_validate(described[0] | own)
    names = ", ".join(map(short_name, sets)) or "none"
    return MappingSetRecord.model_validate(
        {
            "mapping_set_id": SELECTED,
            "mapping_set_title": f"Mappings of the sets {names}",
            "mapping_set_source": list(sets) or None,
            "mapping_set_version": graph.snapshot.id,
            "license": licence,
        }
    )


def _in_english(said: Iterable[tuple[NamedNode, Term]]) -> Iterator[tuple[NamedNode, Term]]:
    """Yield what is said in English or in no language: slots have one text."""
    for term, value in said:
        if not isinstance(value, Literal) or value.language in (None, "en"):
            yield term, value
