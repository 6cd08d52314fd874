"""Tables with a column for each language, as people keep glossaries and lists of translations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from kgqual.errors import UnreadableInput
from kgqual.harmless import as_typed
from kgqual.matching.words import spoken
from kgqual.model import SourceFile
from kgqual.sources.tables import cells_beyond, read_cells
from kgqual.translation.record import Unread

_LANGUAGE = re.compile(r"(?:term_)?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)")


@dataclass(frozen=True)
class Row:
    """A row of such a table: its place, its texts by language, and its other cells by column."""

    where: str
    texts: Mapping[str, str]
    others: Mapping[str, str]


def language_rows(path: Path, language: str) -> Iterator[Row | Unread]:
    """Yield the rows of a CSV or XLSX file in whose header language tags stand: ``en``, ``kk-KZ``.

    ``term_en`` names a language too. Of a tag the language counts, not the region; a row that
    ends early has empty cells. Raises UnreadableInput for no such file, one without a column for
    ``language`` and for another, or with two for one.
    """
    if not path.is_file():
        raise UnreadableInput(f"{path}: there is no such file.")
    file = SourceFile(path.name, str(path), "", path.stat().st_size)
    for cells in read_cells(file):
        header = [name.strip().lower() for name in cells.header]
        languages = [_language(name) for name in header]
        if spoken(language) not in languages or len({*languages, ""}) < 3:
            raise UnreadableInput(
                f"{cells.where}: there must be a column {spoken(language)!r} and one for another "
                f"language, such as 'en' or 'ru'. The columns are: {', '.join(header)}."
            )
        twice = [tag for tag, count in Counter(filter(None, languages)).items() if count > 1]
        if twice:
            raise UnreadableInput(f"{cells.where}: two columns are in {twice[0]!r}; keep one.")
        for where, values in cells.rows:
            if beyond := cells_beyond(header, values):
                yield Unread(str(where), "more-cells", {"found": beyond})
            else:
                texts = [_text(value) for value in values]
                yield _row(str(where), header, languages, texts)


def _row(where: str, header: list[str], languages: list[str], texts: list[str]) -> Row:
    named = list(zip_longest(header, languages, texts[: len(header)], fillvalue=""))
    return Row(
        where,
        {tag: text for _, tag, text in named if tag},
        {name: text for name, tag, text in named if not tag},
    )


def _text(value: object) -> str:
    return as_typed("" if value is None else str(value)).strip()


def _language(column: str) -> str:
    """Return the language that a column holds, or ''."""
    found = _LANGUAGE.fullmatch(column)
    return spoken(found[1]) if found else ""
