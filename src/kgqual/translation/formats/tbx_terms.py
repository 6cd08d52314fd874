"""Glossaries as TBX: the terms of each concept, with those that are not to be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kgqual.translation.formats.pairs import TermEntry
from kgqual.translation.formats.tbx_reading import OURS
from kgqual.translation.formats.termbase import Entry
from kgqual.translation.formats.termbase import entries as read
from kgqual.translation.record import Unread

_NOT_TO_BE_USED = ("deprecated", "superseded", "notrecommended", "obsolete", "forbidden")
"""How the statuses begin of terms that are not to be used; TBX-Basic has the first two."""


def entries(path: Path) -> Iterator[TermEntry | Unread]:
    """Yield the concepts of a TBX file of 2008 or 2019, of whatever tool.

    The note of an entry is its definitions and notes, one a line, without what an export of ours
    notes for its import. Inline codes are left out of terms. Raises UnreadableInput for a file
    that is no TBX.
    """
    for entry in read(path):
        yield _entry(entry)


def _entry(entry: Entry) -> TermEntry | Unread:
    used: dict[str, tuple[str, ...]] = {}
    unused: dict[str, tuple[str, ...]] = {}
    for term in entry.terms:
        if not term.language:
            return Unread(entry.where, "no-language", {"term": term.text.text})
        if text := term.text.text.strip():
            kept = unused if term.status.startswith(_NOT_TO_BE_USED) else used
            kept[term.language] = (*kept.get(term.language, ()), text)
    if not used and not unused:
        return Unread(entry.where, "no-term")
    notes = (text for _, text in entry.notes if not text.startswith(OURS))
    said = (*(text.text for _, text in entry.definitions), *notes)
    return TermEntry(used, unused, "\n".join(text for text in said if text), entry.where)
