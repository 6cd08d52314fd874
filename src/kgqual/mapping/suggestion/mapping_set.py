"""Suggestions as a mapping set of SSSOM: a mapping for each that a person may confirm.

Those of a text stand together, the likeliest first. The set says which releases were compared, by
which version of which tool, and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kgqual.folding import fold
from kgqual.mapping.suggestion.answer import Found, ProposedMapping, Suggested
from kgqual.mapping.suggestion.proposing import proposals
from kgqual.mapping.suggestion.sets import TermSet
from kgqual.mapping.suggestion.texts import is_made
from kgqual.model import OWN_LICENCE
from kgqual.namespaces import compact, thing
from kgqual.sources.kinds.sssom.document import Curies, Document, extension

if TYPE_CHECKING:
    from sssom_pydantic.api import MappingSetRecord
    from sssom_pydantic.models import Record

MEASURE = "score of kgqual's matchers together, from 0 to 1"
TEXTS = "texts"
"""What texts are called that are no set and come from no file."""
NOT_UNDERSTOOD = (
    "The set has no labels in the language of the text, which could not be read surely in "
    "another one: that nothing was found does not say that nothing fits."
)
_SETS = "https://w3id.org/kgqual/mappings/suggested-"


def as_mapping_set(suggested: Suggested, name: str = TEXTS) -> Document:
    """Return the suggestions as a mapping set; ``name`` is what the texts are called, if no set."""
    curies = Curies()
    said = _said_of_all(suggested, curies)
    records = [
        _record(found, mapping, said, curies)
        for found in suggested.results
        for mapping in proposals(found)
    ]
    return Document.of(_about(suggested, name, curies), records, curies.made)


def _record(
    found: Found, mapping: ProposedMapping, said: Mapping[str, object], curies: Curies
) -> Record:
    from sssom_pydantic.models import Record

    sure = mapping.confidence
    scored = mapping.similarity_score is not None
    slots = {
        "subject_id": curies.curie(mapping.subject_id),
        "subject_label": mapping.subject_label,
        "subject_type": _type(mapping.subject_id),
        "predicate_id": curies.curie(mapping.predicate_id),
        "object_id": curies.curie(mapping.object_id),
        "object_label": mapping.object_label or None,
        "object_type": _type(mapping.object_id),
        "mapping_justification": curies.curie(mapping.mapping_justification),
        "confidence": None if sure is None else round(sure, 4),
        "similarity_score": round(mapping.similarity_score or 0, 4) if scored else None,
        "similarity_measure": MEASURE if scored else None,
        "match_string": list(mapping.match_string) or None,
        "comment": " ".join(_remarks(found, mapping)) or None,
    }
    extensions = {"strength": extension("strength", mapping.strength)}
    features = next((c.features for c in found.candidates if c.iri == mapping.object_id), {})
    if written := "; ".join(_features(features)):
        extensions["features"] = extension("features", written)
    return Record.model_validate({**slots, **said, "extensions": extensions})


def _remarks(found: Found, mapping: ProposedMapping) -> Iterator[str]:
    if found.id and found.iri not in (found.id, compact(found.id)):
        yield f"Its id where it comes from: {found.id}."
    if mapping.confidence is None:
        yield NOT_UNDERSTOOD


def _type(iri: str) -> str | None:
    """Return what SSSOM calls an end that is a text and no thing, None for a thing."""
    return "rdfs literal" if is_made(iri) else None


def _features(features: Mapping[str, float]) -> Iterator[str]:
    """Yield the features that say something, each with its name."""
    return (f"{name}={value:.3g}" for name, value in features.items() if value)


def _said_of_all(suggested: Suggested, curies: Curies) -> Mapping[str, object]:
    """Return what all mappings say alike: the tool, the day, the releases of either end."""
    tool = suggested.tool
    said: dict[str, object] = {
        "mapping_tool": tool.name,
        "mapping_tool_id": curies.curie(thing("software", tool.name, tool.version).value),
        "mapping_tool_version": tool.version,
        "mapping_date": suggested.date,
    }
    for slot, end in (("subject", suggested.from_), ("object", suggested.to)):
        if end and end.iri:
            said[f"{slot}_source"] = curies.curie(end.iri)
            said[f"{slot}_source_version"] = end.version
    return said


def _about(suggested: Suggested, name: str, curies: Curies) -> MappingSetRecord:
    """Return what is said of the set as a whole."""
    from sssom_pydantic.api import MappingSetRecord

    ends = (_called(suggested.from_, name), _called(suggested.to, TEXTS))
    slug = "-".join(fold(end).replace(" ", "-") for end in ends)
    return MappingSetRecord.model_validate(
        {
            "mapping_set_id": f"{_SETS}{slug}",
            "mapping_set_title": f"Suggested mappings: {ends[0]} to {ends[1]}",
            "mapping_set_description": "Suggestions of a program that nobody has confirmed: for "
            f"each subject up to {suggested.limit} candidates with the probability that each is "
            "right, and sssom:NoTermFound where it is likelier that nothing fits.",
            "mapping_set_version": suggested.date,
            "license": OWN_LICENCE,
            "creator_id": [curies.curie(thing("organisation", "kgqual").value)],
            "creator_label": ["kgqual"],
            "comment": f"From the snapshot {suggested.snapshot}, by the matchers "
            f"{', '.join(suggested.tool.matchers)}.",
        }
    )


def _called(end: TermSet | None, otherwise: str) -> str:
    return (end and end.iri and (end.label.get("en") or end.iri)) or otherwise
