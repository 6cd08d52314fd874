"""What stands of all concepts, in memory and kept up with the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from threading import Lock
from types import MappingProxyType

from sqlalchemy import Connection

from kgqual.editorial.translations.accounts import Activity, week_of
from kgqual.editorial.translations.changes import Act
from kgqual.editorial.translations.reading import About, changes, histories
from kgqual.editorial.translations.standing import Translation, after, standing
from kgqual.editorial.translations.tables import CHANGES

_Acting = tuple[str, str, str, Act]
"""A language, a week, the name of a person, and what they did."""


class Ledger:
    """The present state of every translation; ``follow`` reads the changes that came since.

    Rows only come, and are numbered in the order in which they are committed, so that nothing
    that was read changes. A mapping that was handed out stays as it was.
    """

    def __init__(self) -> None:
        self._last = 0
        self._languages: dict[str, dict[str, Translation]] = {}
        self._published: dict[About, int] = {}
        self._acts: Counter[_Acting] = Counter()
        self._lock = Lock()

    def follow(self, connection: Connection) -> None:
        """Read what was recorded since the last time."""
        with self._lock:
            found: dict[str, dict[str, Translation]] = {}
            undone: dict[About, int] = {}
            acts: Counter[_Acting] = Counter()
            last = self._last
            for change in changes(connection, CHANGES.c.id > last):
                last, language = change.id, change.language
                acts[language, week_of(change.at), change.person, change.act] += 1
                if language not in found:
                    found[language] = dict(self._languages.get(language, {}))
                if change.act is Act.UNDO:
                    undone[language, change.concept] = last
                    continue
                before = found[language].get(change.concept)
                stands = after(before or Translation(language, change.concept), change)
                found[language][change.concept] = stands
                if stands.published != (before.published if before else {}):
                    self._published[language, change.concept] = last
            for (language, concept), history in histories(connection, undone).items():
                found[language][concept] = standing(language, concept, history)
                self._published[language, concept] = undone[language, concept]
            self._languages.update(found)
            self._acts.update(acts)
            self._last = last

    def all(self, language: str) -> Mapping[str, Translation]:
        """Return what stands in a language, by concept."""
        return MappingProxyType(self._languages.get(language, {}))

    def activity(self, language: str) -> list[Activity]:
        """Return who did how much in which week (UTC), by week and person.

        Changes that were undone count too.
        """
        with self._lock:
            counted = sorted(self._acts.items())
        return [
            Activity(person, week, act, number)
            for (of, week, person, act), number in counted
            if of == language
        ]

    def published_since(self, change: int) -> dict[About, int]:
        """Return where what is published may have changed after a change: its latest change."""
        return {about: last for about, last in list(self._published.items()) if last > change}

    def languages(self) -> list[str]:
        """Return the languages that anything was ever written in, in their order."""
        return sorted(self._languages)
