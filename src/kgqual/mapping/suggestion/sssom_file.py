"""Suggestions as an SSSOM/TSV mapping set: a row for each mapping that a person may confirm.

The rows of a text stand together, the likeliest first. The metadata say which releases were
compared, by which version of which tool, and when.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from kgqual.folding import fold
from kgqual.mapping.curies import Curies
from kgqual.mapping.suggestion.answer import Found, Suggested
from kgqual.mapping.suggestion.proposing import proposals
from kgqual.mapping.suggestion.sets import TermSet
from kgqual.model import OWN_LICENCE
from kgqual.namespaces import KQ, compact, thing

MEDIA_TYPE = "text/tab-separated-values"
MEASURE = "score of kgqual's matchers together, from 0 to 1"
_SETS = "https://w3id.org/kgqual/mappings/suggested-"
_EXTENSIONS = {"strength": KQ.strength, "features": KQ.matchFeatures}
"""Slot that SSSOM does not have → its property."""


def as_sssom(suggested: Suggested, name: str = "texts") -> str:
    """Return the suggestions as SSSOM/TSV; ``name`` is what the texts are called, if no set."""
    from sssom_pydantic import Record
    from sssom_pydantic.io import write_unprocessed

    names = Curies()
    rows = [row for found in suggested.results for row in _rows(found, suggested, names)]
    metadata = _metadata(suggested, name, names)
    target = io.StringIO()
    records = [Record.model_validate(row) for row in rows]
    write_unprocessed(records, target, metadata=metadata | {"curie_map": names.used})
    return target.getvalue().replace("\r\n", "\n")


def _rows(found: Found, suggested: Suggested, names: Curies) -> Iterator[Mapping[str, Any]]:
    """Yield the row of each mapping that may be confirmed for a text."""
    features = {one.iri: one.features for one in found.candidates}
    for mapping in proposals(found):
        values = {"strength": mapping.strength.value}
        if why := features.get(mapping.object_id):
            values["features"] = _written(why)
        yield {
            "subject_id": names.curie(mapping.subject_id),
            "subject_label": mapping.subject_label,
            "predicate_id": names.curie(mapping.predicate_id),
            "object_id": names.curie(mapping.object_id),
            "object_label": mapping.object_label or None,
            "mapping_justification": names.curie(mapping.mapping_justification),
            "confidence": round(mapping.confidence, 4),
            "similarity_score": _rounded(mapping.similarity_score),
            "similarity_measure": None if mapping.similarity_score is None else MEASURE,
            "match_string": list(mapping.match_string) or None,
            "comment": f"Its id where it comes from: {found.id}." if _foreign(found) else None,
            **_from(suggested, names),
            "extensions": {
                slot: {"predicate": names.curie(_EXTENSIONS[slot].value), "value": value}
                for slot, value in values.items()
            },
        }


def _from(suggested: Suggested, names: Curies) -> Mapping[str, Any]:
    """Return what all rows say alike: the tool, the day, the releases of either end."""
    tool = suggested.tool
    said: dict[str, Any] = {
        "mapping_tool": tool.name,
        "mapping_tool_id": names.curie(thing("software", tool.name, tool.version).value),
        "mapping_tool_version": tool.version,
        "mapping_date": suggested.date,
    }
    for slot, end in (("subject", suggested.from_), ("object", suggested.to)):
        if end and end.iri:
            said[f"{slot}_source"] = names.curie(end.iri)
            said[f"{slot}_source_version"] = end.version
    return said


def _metadata(suggested: Suggested, name: str, names: Curies) -> dict[str, Any]:
    """Return what is said of the set as a whole."""
    ends = (_called(suggested.from_, name), _called(suggested.to, "texts"))
    slug = "-".join(fold(end).replace(" ", "-") for end in ends)
    creator = thing("organisation", "kgqual").value
    return {
        "mapping_set_id": f"{_SETS}{slug}",
        "mapping_set_title": f"Suggested mappings: {ends[0]} to {ends[1]}",
        "mapping_set_description": "Suggestions of a program that nobody has confirmed: for each "
        f"subject up to {suggested.limit} candidates with the probability that each is right, "
        "and sssom:NoTermFound where it is likelier that nothing fits.",
        "mapping_set_version": suggested.date,
        "license": OWN_LICENCE,
        "creator_id": [names.curie(creator)],
        "creator_label": ["kgqual"],
        "comment": f"From the snapshot {suggested.snapshot}.",
        "extension_definitions": [
            {"slot_name": slot, "property": names.curie(term.value)}
            for slot, term in _EXTENSIONS.items()
        ],
    }


def _called(end: TermSet | None, otherwise: str) -> str:
    return (end and end.iri and (end.label.get("en") or end.iri)) or otherwise


def _foreign(found: Found) -> bool:
    """Whether a text has an id that is not what a mapping calls it."""
    return bool(found.id) and found.iri not in (found.id, compact(found.id))


def _written(features: Mapping[str, float]) -> str:
    """Return the features that say something, each with its name."""
    return "; ".join(f"{name}={value:.3g}" for name, value in features.items() if value)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
