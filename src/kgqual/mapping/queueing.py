"""A mapping set as a review queue: each of its mappings is a suggestion for people to judge."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgqual.editorial.reviews import NO_TERM, Extension, Offered, Suggestion
from kgqual.errors import BadSource
from kgqual.limits import DEFAULT, Limits, holding
from kgqual.model import Location, SourceFile
from kgqual.sources.adding import gather
from kgqual.sources.collection import CellError
from kgqual.sources.kinds.sssom.file import opened
from kgqual.sources.kinds.sssom.opened import Opened
from kgqual.sources.kinds.sssom.slots import mapping_of, node, reference_node
from kgqual.sources.kinds.sssom.vocabulary import ELSEWHERE, REFERENCES
from kgqual.sources.log import Log

if TYPE_CHECKING:
    from curies import Converter
    from pydantic import JsonValue
    from sssom_pydantic.models import Record

OF_THE_SET = (
    "subject_source",
    "subject_source_version",
    "object_source",
    "object_source_version",
    "mapping_tool",
    "mapping_tool_id",
    "mapping_tool_version",
)
"""Slots that a set has as a whole where all its rows have them alike."""


def queue_of(paths: Sequence[Path], name: str = "", limits: Limits = DEFAULT) -> Offered:
    """Return the queue that the SSSOM file at ``paths`` makes, called as its set without ``name``.

    The file's metadata may be in a second file. Raises UnreadableInput for what is not SSSOM, and
    BadSource, which lists every row that cannot be reviewed.
    """
    with holding(limits):
        files, log = gather(paths), Log()
        table = opened(files)
        suggestions = list(_suggestions(table, log))
    about = table.mapping_set
    if log.refused:
        raise BadSource(
            f"{table.file.name}: {log.refused:,} rows cannot be reviewed; nothing was loaded.",
            log.problems,
        )
    return Offered(
        name=name or _slug(str(about.id)),
        file=table.file.name,
        sha256=_digest(files),
        title=about.title or table.file.name,
        mapping_set=str(about.id),
        suggestions=suggestions,
        about={
            slot: suggestions[0].slots[slot]
            for slot in OF_THE_SET
            if len({str(one.slots.get(slot)) for one in suggestions}) == 1
            and slot in suggestions[0].slots
        },
    )


def _digest(files: Sequence[SourceFile]) -> str:
    """Return what tells a queue from another: metadata beside the table are part of it."""
    if len(files) == 1:
        return files[0].sha256
    return hashlib.sha256("".join(sorted(file.sha256 for file in files)).encode()).hexdigest()


def _slug(iri: str) -> str:
    last = iri.rstrip("/#").rpartition("/")[2].removesuffix(".tsv").removesuffix(".sssom")
    return re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")


def _suggestions(table: Opened, log: Log) -> Iterator[Suggestion]:
    first: dict[str, Location] = {}
    for where, record in table.records(log):
        try:
            suggestion = _suggestion(record, table)
            seen = first.setdefault(suggestion.digest, where)
            if seen is not where:
                raise CellError("subject_id", f"repeats {seen}.")
        except CellError as refused:
            log.refuse(where.at(refused.column), refused.reason)
        else:
            yield suggestion


def _suggestion(record: Record, table: Opened) -> Suggestion:
    """Return the suggestion of a row. Raises CellError for one that cannot be reviewed."""
    converter = table.converter
    mapping = mapping_of(record, table.mapping_set, converter)
    if fault := mapping.fault():
        raise CellError("predicate_id", fault)
    if mapping.negated:
        raise CellError("predicate_modifier", "says that the mapping does not hold; leave it out.")
    if mapping.subject.value == NO_TERM:
        raise CellError("subject_id", "names nothing; a queue goes through subjects.")
    return Suggestion(
        subject=mapping.subject.value,
        predicate=mapping.predicate.value,
        object=mapping.object.value,
        justification=mapping.justification.value,
        subject_label=record.subject_label or "",
        object_label=record.object_label or "",
        confidence=record.confidence,
        slots=dict(_slots(record, converter)),
        extensions=dict(_extensions(record, converter)),
    )


def _slots(record: Record, converter: Converter) -> Iterator[tuple[str, JsonValue]]:
    """Yield the slots that a suggestion has no field for; IRIs for CURIEs, texts for dates."""
    for slot, value in record:
        if slot in ELSEWHERE or slot == "confidence" or value is None:
            continue
        if slot not in REFERENCES:
            yield slot, _plain(value)
        elif isinstance(value, list):
            yield slot, [node(slot, curie, converter).value for curie in value]
        else:
            yield slot, node(slot, value, converter).value


def _plain(value: Any) -> JsonValue:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)


def _extensions(record: Record, converter: Converter) -> Iterator[tuple[str, Extension]]:
    """Yield the slots that the set defines itself, with the property that each means."""
    from curies import Reference

    for name, slot in (record.extensions or {}).items():
        property = reference_node(name, slot.predicate, converter).value
        if isinstance(slot.value, Reference):
            named = reference_node(name, slot.value, converter).value
            yield name, Extension(property, named, is_iri=True)
        else:
            yield name, Extension(property, _plain(slot.value))
