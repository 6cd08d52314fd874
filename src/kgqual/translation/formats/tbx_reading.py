"""The translations in a TBX file: which field of which concept each term, definition or note is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kgqual.editorial.translations.fields import BRIDGE_LANGUAGE, Field, State
from kgqual.translation.formats.found import Found
from kgqual.translation.formats.pairs import same_language
from kgqual.translation.formats.termbase import Entry, Term, entries
from kgqual.translation.formats.xml_reading import Plain
from kgqual.translation.record import Record, Unread

OURS = "kgqual: "
CONCEPT = "concept"
FIELD = "field"
LANGUAGE = "language"
STATE = "state"
NOTE = "note"
STATUSES = {
    Field.PREFERRED: "preferredTerm-admn-sts",
    Field.ALTERNATIVE: "admittedTerm-admn-sts",
    Field.HIDDEN: "supersededTerm-admn-sts",
}
"""The administrative status of each kind of term; hidden terms of ESCO are outdated or misspelt."""
_FIELD_OF = {status.casefold(): field for field, status in STATUSES.items()}


def records(path: Path) -> Iterator[Record | Unread]:
    """Yield each field of each entry that our notes tell of, and what cannot be read.

    Raises UnreadableInput for no TBX file.
    """
    for entry in entries(path):
        notes = [note for _, note in entry.notes if note.startswith(OURS)]
        if not notes:
            yield Unread(entry.where, "no-note")
            continue
        stated: dict[Field, Mapping[str, str]] = {}
        for note in notes:
            said = _said(note)
            if said is None:
                yield Unread(entry.where, "changed-note", {"note": note})
            else:
                stated[Field(said[FIELD])] = said
        language = next((said.get(LANGUAGE, "") for said in stated.values()), "")
        yield from _misplaced(entry, language, stated)
        for field, beside in stated.items():
            yield _found(entry, language, field, beside).record()


def _said(note: str) -> Mapping[str, str] | None:
    """Return what a note of ours says of a field, None for one that somebody has changed."""
    try:
        said = json.loads(note.removeprefix(OURS))
    except (ValueError, RecursionError):  # the latter of what is nested too deep
        return None
    if not isinstance(said, dict) or said.get(FIELD) not in list(Field) or CONCEPT not in said:
        return None
    return {name: str(text) for name, text in said.items()}


def _misplaced(
    entry: Entry, language: str, stated: Mapping[Field, Mapping[str, str]]
) -> Iterator[Unread]:
    """Yield the terms of the target language that are of no field the entry was written with."""
    for term in entry.terms:
        if same_language(term.language, language) and _field(entry, term) not in stated:
            named = {"term": term.text.text, "status": term.status, "fields": ", ".join(stated)}
            yield Unread(entry.where, "other-status", named)


def _field(entry: Entry, term: Term) -> Field | None:
    """Return what kind of term one is; the only one of its language needs no status for that."""
    if not term.status and [other.language for other in entry.terms].count(term.language) == 1:
        return Field.PREFERRED
    return _FIELD_OF.get(term.status)


def _found(entry: Entry, language: str, field: Field, beside: Mapping[str, str]) -> Found:
    state = beside.get(STATE, "")
    return Found(
        name=f"{beside[CONCEPT]}#{field}",
        language=language,
        source=_text(entry, field, entry.source_language),
        target=_text(entry, field, language),
        state=State(state) if state in set(State) else State.DRAFT,
        where=f"{entry.where}, {field}",
        russian=""
        if same_language(language, BRIDGE_LANGUAGE)
        else _text(entry, field, BRIDGE_LANGUAGE).text,
        note=beside.get(NOTE, ""),
        stated=beside,
    )


def _text(entry: Entry, field: Field, language: str) -> Plain:
    """Return the texts of a field in a language, terms one a line."""
    if field is Field.DESCRIPTION:
        texts = [text for tag, text in entry.definitions if same_language(tag, language)]
    elif field is Field.SCOPE_NOTE:
        texts = [Plain(text) for tag, text in entry.notes if tag and same_language(tag, language)]
    else:
        texts = [
            term.text
            for term in entry.terms
            if same_language(term.language, language) and _field(entry, term) is field
        ]
    return Plain(
        "\n".join(text.text for text in texts), tuple(code for text in texts for code in text.codes)
    )
