"""Glossaries read from files: tables with a column a language, and TBX of any tool."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kgqual.editorial.references import Entry
from kgqual.errors import BadUsage
from kgqual.matching.words import spoken
from kgqual.translation.formats import format_of
from kgqual.translation.formats.pairs import TermEntry, same_language
from kgqual.translation.formats.tbx_terms import entries
from kgqual.translation.language_columns import Row, language_rows
from kgqual.translation.record import Unread

_SEVERAL = re.compile(r"\s*[|\n]\s*")


def read_glossary(path: Path, language: str) -> Iterator[Entry | Unread]:
    """Yield what a file says about translations into a language (BCP 47).

    A table has a column for each language, and may have ``forbidden`` (what must not be used in
    the language), ``note`` and ``source``; several terms in a cell stand one a line or have a ``|``
    between them. Raises UnreadableInput for a file that is damaged or has no such columns, BadUsage
    for one of a format that holds no glossary.
    """
    name = format_of(path).name
    if name == "tbx":
        for found in entries(path):
            yield found if isinstance(found, Unread) else _of_termbase(found, language)
    elif name in ("csv", "xlsx"):
        for row in language_rows(path, language):
            yield row if isinstance(row, Unread) else _of_row(row, language)
    else:
        raise BadUsage(
            f"{path.name}: {name} is no format of glossaries. A glossary is TBX, or a CSV or XLSX "
            "table with a column for each language."
        )


def _of_termbase(found: TermEntry, language: str) -> Entry | Unread:
    terms: dict[str, tuple[str, ...]] = {}
    for tag, some in found.terms.items():
        if not same_language(tag, language):
            terms[spoken(tag)] = (*terms.get(spoken(tag), ()), *some)
    entry = Entry(
        terms, _into(language, found.terms), _into(language, found.forbidden), note=found.note
    )
    return _checked(entry, found.where, language)


def _into(language: str, terms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        term for tag, some in terms.items() if same_language(tag, language) for term in some
    )


def _of_row(row: Row, language: str) -> Entry | Unread:
    own = spoken(language)
    entry = Entry(
        {tag: _several(text) for tag, text in row.texts.items() if text and tag != own},
        translations=_several(row.texts[own]),
        forbidden=_several(row.others.get("forbidden", "")),
        note=row.others.get("note", ""),
        source=row.others.get("source", ""),
    )
    return _checked(entry, row.where, language)


def _checked(entry: Entry, where: str, language: str) -> Entry | Unread:
    """Return an entry that says something, or why it says nothing."""
    if not entry.translations and not entry.forbidden:
        return Unread(where, "no-own-term", {"language": language})
    if not entry.terms and not entry.forbidden:
        return Unread(where, "no-other-term", {"language": language})
    return entry


def _several(cell: str) -> tuple[str, ...]:
    return tuple(term for term in _SEVERAL.split(cell) if term)
