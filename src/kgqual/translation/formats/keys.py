"""How files name what is translated, and how one text holds the terms of a field of many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgqual.editorial.translations.fields import Field
from kgqual.errors import BadUsage
from kgqual.translation.record import Record

_CONCEPT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def key(record: Record) -> str:
    """Return the name of what a record translates: its concept, ``#`` and its field."""
    return f"{record.concept}#{record.field}"


def keyed(text: str) -> tuple[str, Field] | None:
    """Return the concept and the field that a name says, None for any other text."""
    concept, _, field = text.strip().rpartition("#")
    if field not in set(Field) or not _CONCEPT.fullmatch(concept):
        return None
    return concept, Field(field)


def joined(record: Record, texts: Sequence[str]) -> str:
    """Return the texts of a record's field as one text: terms one a line, else the only text.

    Raises BadUsage for what would come back as something else: a term with a line break in it,
    more than one running text.
    """
    for text in texts:
        if record.field.is_term and "\n" in text:
            raise BadUsage(
                f"A term of {key(record)} has a line break in it: “{text}”. Make two terms of it, "
                "or one line."
            )
    if len(texts) > 1 and not record.field.is_term:
        raise BadUsage(f"{key(record)} has {len(texts)} texts, where one is to be.")
    return "\n".join(texts)


def apart(text: str, field: Field) -> tuple[str, ...]:
    """Return the texts of a field that :func:`joined` made one text of; empty lines are none."""
    texts = text.split("\n") if field.is_term else [text]
    return tuple(text for text in texts if text)


def each_once(records: Iterable[Record], format_name: str) -> Iterable[Record]:
    """Yield the records. Raises BadUsage for one that comes twice, and where there is none."""
    seen: set[tuple[str, Field]] = set()
    for record in records:
        named = (record.concept, record.field)
        if named in seen:
            raise BadUsage(f"{key(record)} would be in the {format_name} file twice.")
        seen.add(named)
        yield record
    if not seen:
        raise BadUsage(f"There is no row to write, and {format_name} has no file without one.")
