"""All that was translated into a language before, kept up with the database."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from kgqual.editorial import Editorial
from kgqual.editorial.translations.fields import SOURCE_LANGUAGE
from kgqual.matching.words import spoken
from kgqual.translation.differences import Piece, differences
from kgqual.translation.memory.following import Memory
from kgqual.translation.memory.index import Origin

LEAST = 0.6
"""How like a text a source must be to be shown unless one asks for less."""


@dataclass(frozen=True)
class Match:
    """A text that is like one asked about, and what it was translated as.

    ``score`` is 1 only for the same text. ``pieces`` lead from ``source`` to what was asked: what
    is deleted stands in the memory alone, what is inserted was asked alone.
    """

    source: str
    source_language: str
    target: str
    score: float
    origin: Origin
    pieces: tuple[Piece, ...]


class Memories:
    """The memories in a database and its approved translations, one per target language.

    The first look-up in a language reads all there is, 100,000 segments in about three seconds;
    later ones read what has come since. Any number of threads may ask.
    """

    def __init__(self, editorial: Editorial) -> None:
        self._editorial = editorial
        self._languages: dict[str, Memory] = {}
        self._lock = Lock()

    def search(
        self,
        text: str,
        language: str,
        *,
        source_language: str = SOURCE_LANGUAGE,
        limit: int = 5,
        least: float = LEAST,
    ) -> list[Match]:
        """Return what texts like one of a source language were translated as, most alike first.

        ``language`` is the target. A translation that several memories have of the same text is
        named once, as the last of them has it.
        """
        index = self._memory(language).index(spoken(source_language))
        matches: dict[tuple[str, str], Match] = {}
        for score, (source, target, origin) in index.like(text, least):
            if (source, target) not in matches:
                pieces = differences(source, text)
                match = Match(source, source_language, target, score, origin, pieces)
                matches[source, target] = match
            if len(matches) == limit:
                break
        return list(matches.values())

    def prepare(self) -> None:
        """Read all that there is in any language, so that no look-up has to wait for it."""
        if self._editorial.exists():
            used = {one.language for one in self._editorial.references.all()}
            for language in sorted(used.union(self._editorial.translations.languages())):
                self._memory(language).follow()

    def _memory(self, language: str) -> Memory:
        with self._lock:
            if language not in self._languages:
                self._languages[language] = Memory(self._editorial, language)
            return self._languages[language]
