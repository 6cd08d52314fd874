"""Tables with a column for each language, as people keep glossaries and lists of translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgqual.errors import UnreadableInput
from kgqual.harmless import as_typed
from kgqual.matching.words import spoken
from kgqual.model import SourceFile
from kgqual.sources.tables import read_cells

_LANGUAGE = re.compile(r"(?:term_)?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)")


@dataclass(frozen=True)
class Row:
    """A row of such a table: its place, its texts by language, and its other cells by column."""

    where: str
    texts: Mapping[str, str]
    others: Mapping[str, str]


def language_rows(path: Path, language: str) -> Iterator[Row]:
    """Yield the rows of a CSV or XLSX file in whose header language tags stand: ``en``, ``kk-KZ``.

    ``term_en`` names a language too. Of a tag the language counts, not the region. Raises
    UnreadableInput for no such file, or one without a column for ``language`` and for another.
    """
    if not path.is_file():
        raise UnreadableInput(f"{path}: there is no such file.")
    file = SourceFile(path.name, str(path), "", path.stat().st_size)
    guarded = path.suffix.lower() != ".xlsx"
    for cells in read_cells(file):
        header = [name.strip().lower() for name in cells.header]
        languages = [_language(name) for name in header]
        if spoken(language) not in languages or len({*languages, ""}) < 3:
            raise UnreadableInput(
                f"{cells.where}: there must be a column {spoken(language)!r} and one for another "
                f"language, such as 'en' or 'ru'. The columns are: {', '.join(header)}."
            )
        for where, values in cells.rows:
            texts, others = {}, {}
            for name, tag, value in zip(header, languages, values, strict=False):
                text = "" if value is None else str(value)
                text = (as_typed(text) if guarded else text).strip()
                if tag:
                    texts[tag] = text
                else:
                    others[name] = text
            yield Row(str(where), texts, others)


def _language(column: str) -> str:
    """Return the language that a column holds, or ''."""
    found = _LANGUAGE.fullmatch(column)
    return spoken(found[1]) if found else ""
