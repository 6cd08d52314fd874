"""What stands of all concepts, in memory and kept up with the database."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from types import MappingProxyType

from sqlalchemy import Connection

from kgqual.editorial.translations.changes import Act
from kgqual.editorial.translations.reading import changes, of_concept
from kgqual.editorial.translations.standing import Translation, after, standing
from kgqual.editorial.translations.tables import CHANGES


class Ledger:
    """The present state of every translation; ``follow`` reads the changes that came since.

    Rows only come, and are numbered in the order in which they are committed, so that nothing
    that was read changes. A mapping that was handed out stays as it was.
    """

    def __init__(self) -> None:
        self._last = 0
        self._languages: dict[str, dict[str, Translation]] = {}
        self._lock = Lock()

    def follow(self, connection: Connection) -> None:
        """Read what was recorded since the last time."""
        with self._lock:
            found: dict[str, dict[str, Translation]] = {}
            undone: set[tuple[str, str]] = set()
            last = self._last
            for change in changes(connection, CHANGES.c.id > last):
                last = change.id
                language = change.language
                if language not in found:
                    found[language] = dict(self._languages.get(language, {}))
                if change.act is Act.UNDO:
                    undone.add((language, change.concept))
                    continue
                known = found[language].get(change.concept)
                before = known or Translation(language, change.concept)
                found[language][change.concept] = after(before, change)
            for language, concept in sorted(undone):
                history = of_concept(connection, language, concept)
                found[language][concept] = standing(language, concept, history)
            self._languages.update(found)
            self._last = last

    def all(self, language: str) -> Mapping[str, Translation]:
        """Return what stands in a language, by concept."""
        return MappingProxyType(self._languages.get(language, {}))

    def languages(self) -> list[str]:
        """Return the languages that anything was ever written in, in their order."""
        return sorted(self._languages)
