"""Memories read from files: TMX and XLIFF of any tool, tables with a column for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kgqual.editorial.references import Segment
from kgqual.errors import BadUsage
from kgqual.matching.words import spoken
from kgqual.translation.formats import format_of, tmx, xliff, xliff2
from kgqual.translation.formats.pairs import Pair
from kgqual.translation.language_columns import language_rows
from kgqual.translation.record import Unread


def read_memory(path: Path, language: str) -> Iterator[Segment | Unread]:
    """Yield what a file says about translations into a language (BCP 47), each pair once.

    Raises UnreadableInput for a file that is damaged or lacks such languages, BadUsage for one of
    a format that holds no memory.
    """
    seen: set[Segment] = set()
    for found in _read(path, language):
        if isinstance(found, Unread):
            yield found
        elif found.source and found.target and found not in seen:
            seen.add(found)
            yield found


_XML: Mapping[str, Callable[[Path, str], Iterator[Pair | Unread]]] = {
    "tmx": tmx.pairs,
    "xliff": xliff.pairs,
    "xliff2": xliff2.pairs,
}
"""Format → what reads its pairs of texts."""


def _read(path: Path, language: str) -> Iterator[Segment | Unread]:
    name = format_of(path).name
    if name in _XML:
        return _segments(_XML[name](path, language))
    if name in ("csv", "xlsx"):
        return _table(path, language)
    raise BadUsage(
        f"{path.name}: {name} is no format of memories. A memory is TMX, XLIFF, or a CSV or XLSX "
        "table with a column for each language."
    )


def _segments(pairs: Iterator[Pair | Unread]) -> Iterator[Segment | Unread]:
    for pair in pairs:
        if isinstance(pair, Unread):
            yield pair
        else:
            yield Segment(spoken(pair.source_language), pair.source.strip(), pair.target.strip())


def _table(path: Path, language: str) -> Iterator[Segment | Unread]:
    for row in language_rows(path, language):
        if isinstance(row, Unread):
            yield row
            continue
        target = row.texts[spoken(language)]
        for other, text in row.texts.items():
            if other != spoken(language):
                yield Segment(other, text, target)
