"""A statement of reviewers as an SSSOM row.

A suggestion that was accepted keeps its justification, its tool and what it matched, and gains its
reviewers. What a reviewer states otherwise, or denies, is their own: they are its authors, by
manual curation. The confidence of the suggestion is kept as such: reviewers state none, and
``confidence`` is that of who states the mapping.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kgqual.editorial.reviews import Extension, Statement
from kgqual.model import Strength
from kgqual.namespaces import KQ, SEMAPV
from kgqual.sources.kinds.sssom.document import Curies
from kgqual.sources.kinds.sssom.vocabulary import REFERENCES

OF_THE_SIDES = (
    "subject_category",
    "subject_source",
    "subject_source_version",
    "subject_type",
    "object_category",
    "object_source",
    "object_source_version",
    "object_type",
)
"""Slots about what is mapped, whoever maps it."""
NOT_KEPT = frozenset({"comment", "record_id", "mapping_cardinality", "cardinality_scope"})
"""Slots of a suggestion that hold in its own set only."""

STRENGTH = "strength"
DISPUTED = "disputed"
SUGGESTED = "suggested_confidence"


@dataclass(frozen=True)
class Row:
    """The slots of a row by name, CURIEs for IRIs, and those that the set defines itself."""

    slots: dict[str, Any]
    extensions: dict[str, Extension]


def row(statement: Statement, curies: Curies) -> Row:
    """Return the row that says what reviewers state."""
    slots = dict(_kept(statement, curies)) | dict(_stated(statement, curies))
    slots |= dict(_judged(statement, curies))
    given = {name: value for name, value in slots.items() if value not in (None, "", [])}
    return Row(given, _extensions(statement))


def _kept(statement: Statement, curies: Curies) -> Iterator[tuple[str, Any]]:
    """Yield what the suggestion says besides, as far as it is what the reviewers say."""
    suggestion = statement.suggestion
    given = suggestion.slots if suggestion else statement.about
    for slot, value in given.items():
        if slot in NOT_KEPT or not (statement.as_suggested or slot in OF_THE_SIDES):
            continue
        if slot not in REFERENCES:
            yield slot, value
        elif isinstance(value, list):
            yield slot, [curies.curie(iri) for iri in value]
        else:
            yield slot, curies.curie(value)


def _stated(statement: Statement, curies: Curies) -> Iterator[tuple[str, Any]]:
    """Yield what is stated, and on which grounds."""
    suggestion = statement.suggestion
    yield "subject_id", curies.curie(statement.subject)
    yield "subject_label", statement.subject_label
    yield "predicate_id", curies.curie(statement.predicate)
    yield "predicate_modifier", "Not" if statement.denied else None
    yield "object_id", curies.curie(statement.object)
    yield "object_label", suggestion.object_label if suggestion else ""
    if suggestion and statement.as_suggested:
        yield "mapping_justification", curies.curie(suggestion.justification)
    else:
        yield "mapping_justification", curies.curie(SEMAPV.ManualMappingCuration.value)
        yield "author_id", [curies.curie(person.iri) for _, person in statement.decisions]
        yield "author_label", [person.name for _, person in statement.decisions]
        yield "mapping_date", statement.decisions[0][0].decided.date().isoformat()
    yield "mapping_source", curies.curie(statement.mapping_set)


def _judged(statement: Statement, curies: Curies) -> Iterator[tuple[str, Any]]:
    """Yield who reviewed it, when, and what they remarked."""
    yield "reviewer_id", [curies.curie(person.iri) for _, person in statement.decisions]
    yield "reviewer_label", [person.name for _, person in statement.decisions]
    yield "review_date", max(one.decided for one, _ in statement.decisions).date().isoformat()
    remarks = [f"{p.name}: {one.comment}" for one, p in statement.decisions if one.comment]
    yield "comment", " ".join(" ".join(remarks).split())


def _extensions(statement: Statement) -> dict[str, Extension]:
    suggestion = statement.suggestion
    kept = dict(suggestion.extensions) if suggestion and statement.as_suggested else {}
    own = KQ.strength.value, KQ.disputed.value, KQ.suggestedConfidence.value
    found = {name: one for name, one in kept.items() if one.property not in own}
    found[STRENGTH] = Extension(KQ.strength.value, Strength.EDITORIAL.value)
    if statement.disputed:
        found[DISPUTED] = Extension(KQ.disputed.value, True)
    if suggestion and suggestion.confidence is not None:
        found[SUGGESTED] = Extension(KQ.suggestedConfidence.value, suggestion.confidence)
    return found
