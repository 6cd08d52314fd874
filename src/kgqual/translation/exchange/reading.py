"""Files as they are handed in: their rows, and the language that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kgqual.editorial.translations.fields import SOURCE_LANGUAGE
from kgqual.errors import BadUsage
from kgqual.languages import language_tag
from kgqual.translation.formats import format_of, named
from kgqual.translation.formats.pairs import same_language
from kgqual.translation.record import Record, Unread


def read_all(paths: Iterable[Path], format: str = "") -> Iterator[Record | Unread]:
    """Yield the rows of all files; ``format`` names theirs, else each one's name says it.

    Raises BadUsage where neither says one, UnreadableInput for a file that is none of it.
    """
    for path in paths:
        yield from (named(format) if format else format_of(path)).read(path)


def only_language(read: Sequence[Record | Unread]) -> str:
    """Return the one language, beside the source's, that rows are in.

    Raises BadUsage when they are in several, or none says one.
    """
    tags = {row.language for row in read if isinstance(row, Record) and row.language}
    said = sorted({language_tag(tag) for tag in tags if not same_language(tag, SOURCE_LANGUAGE)})
    if len(said) != 1:
        found = f"is about {', '.join(said)}" if said else "says no language"
        raise BadUsage(f"The file {found}: say which one is meant with --lang.")
    return said[0]
