"""What is inferred as an SSSOM mapping set: each mapping with its chain, and no lead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kgqual import __version__
from kgqual.answering import Named, Step
from kgqual.folding import fold
from kgqual.mapping.inference.answer import Inference, InferredMapping
from kgqual.model import OWN_LICENCE
from kgqual.namespaces import compact, thing
from kgqual.sources.kinds.sssom.document import Curies, Document, extension

if TYPE_CHECKING:
    from sssom_pydantic.models import Record

_SETS = "https://w3id.org/kgqual/mappings/inferred-"
_ANYTHING = "other schemes"
_SCOPES = {"higher-education": "It holds for higher education only."}
"""For what a mapping holds, where not for everything, in words."""


def as_document(found: Inference) -> Document:
    """Return the mappings as a set; a lead is no mapping and is left out.

    ``derived_from`` names the mappings of the chain, the comment its statements in their order.
    """
    from sssom_pydantic.api import MappingSetRecord

    names = Curies()
    records = [_record(mapping, found, names) for mapping in found.mappings]
    start = found.subject or found.from_
    assert start, "mappings are inferred from something"
    ends = [_called(start), _called(found.to) if found.to else _ANYTHING]
    slug = "-".join(fold(end).replace(" ", "-") for end in ends)
    about = {
        "mapping_set_id": f"{_SETS}{slug}",
        "mapping_set_title": f"Inferred mappings: {ends[0]} to {ends[1]}",
        "mapping_set_description": "Mappings that follow from stated ones, inverted or put "
        "together. The strength is that of the weakest statement of the chain, the confidence the "
        "product of those stated; derived_from names the mappings of the chain.",
        "mapping_set_version": found.as_of,
        "license": OWN_LICENCE,
        "creator_id": [names.curie(thing("organisation", "kgqual").value)],
        "creator_label": ["kgqual"],
        "comment": f"From the snapshot {found.snapshot}.",
    }
    return Document.of(MappingSetRecord.model_validate(about), records, names.made)


def _record(mapping: InferredMapping, found: Inference, names: Curies) -> Record:
    from sssom_pydantic.models import Record

    return Record(
        subject_id=names.curie(mapping.subject.iri),
        subject_label=_label(mapping.subject),
        predicate_id=names.curie(mapping.predicate),
        object_id=names.curie(mapping.object.iri),
        object_label=_label(mapping.object),
        mapping_justification=names.curie(mapping.mapping_justification),
        subject_source=_source(found.from_, names),
        object_source=_source(found.to, names),
        mapping_tool="kgqual",
        mapping_tool_version=__version__,
        mapping_date=date.fromisoformat(found.as_of),
        confidence=mapping.confidence,
        derived_from=[names.curie(iri) for iri in mapping.derived_from],
        comment=_comment(mapping),
        extensions={"strength": extension("strength", mapping.strength.value)},
    )


def _comment(mapping: InferredMapping) -> str:
    """Return the chain, statement by statement as they are made, and for what it holds."""
    chain = "; ".join(map(_statement, mapping.chain))
    scope = _SCOPES[mapping.scope] if mapping.scope else ""
    return f"Follows from: {chain}. {scope}".strip()


def _statement(step: Step) -> str:
    ends = " ".join(map(compact, (step.subject, step.predicate, step.object)))
    return f"{ends} ({step.strength})"


def _source(among: Named | None, names: Curies) -> str | None:
    """Return the scheme of one end; what is named by a prefix is no scheme."""
    return names.curie(among.iri) if among and (among.label or among.code) else None


def _called(named: Named) -> str:
    return _label(named) or compact(named.iri)


def _label(named: Named) -> str | None:
    return named.label.get("en") or next(iter(named.label.values()), None)
