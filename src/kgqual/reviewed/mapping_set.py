"""What reviewers state as one mapping set, in SSSOM/TSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgqual.editorial.reviews import Extension, Stated
from kgqual.reviewed.rows import Row, row
from kgqual.sources.kinds.sssom.document import Curies, Document
from kgqual.sources.kinds.sssom.vocabulary import URI_OR_CURIE
from kgqual.sources.kinds.sssom.writing import written

if TYPE_CHECKING:
    from sssom_pydantic.api import ExtensionDefinitionRecord
    from sssom_pydantic.models import Slot

SETS = "https://w3id.org/kgqual/mappings/"
TITLES = {
    "en": "Mappings that people reviewed",
    "ru": "Сопоставления, проверенные людьми",
    "kk": "Адамдар тексерген сәйкестіктер",
}
DESCRIPTION = (
    "Suggested mappings as people judged them. Where they disagree, what each says is described "
    "and marked as disputed, and the match is not stated."
)


def as_tsv(stated: Stated) -> str:
    """Return the set as the text of an SSSOM/TSV file; the same statements make the same text."""
    return written(document(stated), "tsv")


def document(stated: Stated) -> Document:
    """Return what reviewers state as a mapping set, in the order of what is mapped."""
    from pydantic import AnyUrl
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.models import Record

    curies = Curies()
    rows = _in_order(row(statement, curies) for statement in stated.statements)
    names = _names(one for some in rows for one in some.extensions.items())
    about = MappingSetRecord(
        mapping_set_id=AnyUrl(SETS + name_of(stated)),
        mapping_set_title=TITLES["en"],
        mapping_set_description=DESCRIPTION,
        mapping_set_version=stated.version,
        publication_date=stated.date,
        extension_definitions=list(_definitions(names, curies)),
    )
    records = [
        Record(**one.slots, extensions=dict(_extensions(one, names, curies))) for one in rows
    ]
    return Document.of(about, records, curies.made)


def name_of(stated: Stated) -> str:
    """Return what the set is called: every database has a set of its own.

    So the same pair, reviewed in two places, is two mappings, and both can be added to one graph.
    """
    return f"reviewed-{stated.database}"


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """Return the rows by what they map, as the curated files have them."""
    order = "subject_id", "object_id", "predicate_id", "predicate_modifier", "object_source"
    return sorted(rows, key=lambda one: [one.slots.get(slot, "") for slot in order])


Names = dict[tuple[str, str], str]
"""Property and type of a slot → what the set calls it."""


def _names(extensions: Iterable[tuple[str, Extension]]) -> Names:
    """Return a name for every slot: its own, with a number where two queues mean different ones."""
    names: Names = {}
    for name, extension in sorted(extensions, key=lambda one: (one[0], one[1].property)):
        kind = extension.property, _type(extension)
        if kind not in names:
            alike = sum(re.sub(r"_\d+$", "", known) == name for known in names.values())
            names[kind] = f"{name}_{alike + 1}" if alike else name
    return names


def _definitions(names: Names, curies: Curies) -> Iterator[ExtensionDefinitionRecord]:
    from sssom_pydantic.api import ExtensionDefinitionRecord

    for (property, kind), name in sorted(names.items(), key=lambda one: one[1]):
        yield ExtensionDefinitionRecord(
            slot_name=name, property=curies.curie(property), type_hint=kind or None
        )


def _extensions(row: Row, names: Names, curies: Curies) -> Iterator[tuple[str, Slot]]:
    from curies import Reference
    from sssom_pydantic.models import Slot

    for one in row.extensions.values():
        named = Reference.from_curie(curies.curie(one.value)) if one.is_iri else one.value
        property = Reference.from_curie(curies.curie(one.property))
        yield names[one.property, _type(one)], Slot(predicate=property, value=named)


def _type(extension: Extension) -> str:
    """Return the CURIE of the type of a slot's value, '' for a text."""
    if extension.is_iri:
        return URI_OR_CURIE
    for python, term in ((bool, "xsd:boolean"), (int, "xsd:integer"), (float, "xsd:double")):
        if isinstance(extension.value, python):
            return term
    return ""
