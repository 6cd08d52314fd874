"""A translation of one field as it travels in files, whatever their format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from kgqual.editorial.translations.fields import SOURCE_LANGUAGE, Field, State
from kgqual.translation.reasons import reason


@dataclass(frozen=True)
class Record:
    """The source and the translation of one field of one concept.

    ``source_hash`` tells which source text was translated; ``base`` which translation was there
    when the file was written (the hash of its texts, '' of none), so that an import sees what
    somebody else has changed since. ``where`` is the place in a file that was read, such as
    ``row 7``. Terms of a field that holds many are apart; how a format joins them is its own
    affair, and it gets them back as they were.
    """

    concept: str
    field: Field
    language: str
    source: tuple[str, ...]
    source_hash: str
    target: tuple[str, ...] = ()
    state: State = State.UNTRANSLATED
    base: str = ""
    russian: tuple[str, ...] = ()
    code: str = ""
    note: str = ""
    where: str = ""


@dataclass(frozen=True)
class Unread:
    """A row that is no translation: where it is, and what is wrong.

    ``why`` is the id of a reason in ``reasons.json``, with the ``values`` that it names.
    """

    where: str
    why: str
    values: Mapping[str, str] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """Return what is wrong, in a sentence in ``language``: en, kk or ru.

        Raises KeyError for another language.
        """
        return reason(self.why, language, self.values)


@dataclass(frozen=True)
class Heading:
    """What a file says of itself: the target language, and the release that was its source."""

    language: str
    release: str = ""
    source_language: str = SOURCE_LANGUAGE


class Format(Protocol):
    """One format of files of translations."""

    name: str
    suffix: str

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write the records in their order. Raises BadUsage for what it cannot hold."""

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield what a file holds, row by row. Raises UnreadableInput for no file of the format."""
