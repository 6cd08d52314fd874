"""The proposed repairs as a mapping set of SSSOM, to be reviewed before any of it is stated.

The repairs of a mapping stand together, successors first; a comment says instead of which mapping
each would stand, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgqual import __version__
from kgqual.answering import Named
from kgqual.answering.sentences import name
from kgqual.mapping.impact.answer import Affected, Impact, Repair
from kgqual.model import OWN_LICENCE, Strength
from kgqual.namespaces import thing
from kgqual.sources.kinds.sssom.document import Curies, Document, extension

if TYPE_CHECKING:
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.models import Record

_SETS = "https://w3id.org/kgqual/mappings/repaired-"


def as_mapping_set(found: Impact) -> Document:
    """Return the repairs proposed for the mappings that are broken or doubtful.

    What is proposed for several is there once, with the reason of the most affected.
    """
    curies = Curies()
    records: dict[tuple[str, str, str], Record] = {}
    for affected in found.affected:
        for repair, record in _records(affected, found, curies):
            key = (repair.subject.iri, repair.predicate, repair.object.iri)
            records.setdefault(key, record)
    return Document.of(_about(found, curies), records.values(), curies.made)


def _records(affected: Affected, found: Impact, curies: Curies) -> Iterator[tuple[Repair, Record]]:
    """Yield the repairs as records; what denies a mapping is not repaired by a mapping."""
    from sssom_pydantic.models import Record

    for repair in affected.repairs if not affected.denied else ():
        slots = {
            "subject_id": curies.curie(repair.subject.iri),
            "subject_label": _label(repair.subject),
            "predicate_id": curies.curie(repair.predicate),
            "object_id": curies.curie(repair.object.iri),
            "object_label": _label(repair.object),
            "mapping_justification": curies.curie(repair.mapping_justification),
            "confidence": repair.confidence,
            "mapping_tool": "kgqual",
            "mapping_tool_id": curies.curie(thing("software", "kgqual", __version__).value),
            "mapping_tool_version": __version__,
            "mapping_date": found.date,
            "comment": _comment(affected, repair, curies),
            "extensions": {"strength": extension("strength", Strength.COMPUTED)},
        }
        yield repair, Record.model_validate(slots)


def _comment(affected: Affected, repair: Repair, curies: Curies) -> str:
    old = (affected.subject.iri, affected.predicate, affected.object.iri)
    replaced = " ".join(curies.curie(iri) for iri in old)
    happened = " ".join(text["en"] for end in affected.ends for text in end.statements)
    return f"Instead of {replaced} ({affected.mapping_set}). {happened} {repair.reason['en']}"


def _label(concept: Named) -> str | None:
    return name(Named(iri=concept.iri, label=concept.label), "en") if concept.label else None


def _about(found: Impact, curies: Curies) -> MappingSetRecord:
    """Return what is said of the set as a whole."""
    from sssom_pydantic.api import MappingSetRecord

    ends = (found.older, found.newer)
    titles = [name(end, "en") for end in ends]
    slug = "-".join(end.iri.partition("/graph/")[2].replace("/", "-") for end in ends)
    return MappingSetRecord.model_validate(
        {
            "mapping_set_id": f"{_SETS}{slug}",
            "mapping_set_title": f"Repairs proposed from {titles[0]} to {titles[1]}",
            "mapping_set_description": "Proposals of a program that nobody has confirmed: what may "
            "take the place of mappings of which an end is gone, and mappings to look at again "
            "because an end has changed.",
            "mapping_set_version": found.date,
            "license": OWN_LICENCE,
            "creator_id": [curies.curie(thing("organisation", "kgqual").value)],
            "creator_label": ["kgqual"],
            "comment": f"From the snapshot {found.snapshot}.",
        }
    )
