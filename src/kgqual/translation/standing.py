"""How far the translation of a concept has come, seen against its source of today."""

from __future__ import annotations

from kgqual.editorial.translations import Entry, Field, Translation
from kgqual.translation.units import Concept

_ORDER = tuple(Field)


def stale(concept: Concept, field: Field, entry: Entry) -> bool:
    """Tell whether the source of a text has changed since it was translated.

    A text that never had an English one beside it goes stale when it gets one, and one whose
    source a release has dropped is stale as well. A field that somebody emptied is not.
    """
    return bool(entry.texts) and entry.source_hash != concept.source(field).hash


def stale_fields(concept: Concept, translation: Translation | None) -> tuple[Field, ...]:
    """Return the fields whose source has changed since they were translated, in their order."""
    entries = translation.entries if translation else {}
    found = [field for field, entry in entries.items() if stale(concept, field, entry)]
    return tuple(sorted(found, key=_ORDER.index)) if len(found) > 1 else tuple(found)
