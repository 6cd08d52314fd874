"""What stands within a transaction: what the database holds, and what is to be appended."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Connection

from kgqual.editorial.translations.changes import Change
from kgqual.editorial.translations.ledger import Ledger
from kgqual.editorial.translations.reading import About, histories
from kgqual.editorial.translations.standing import Translation, after, standing


class Pending:
    """The translations as they stand when pending changes are counted in.

    ``ledger`` has followed the database in the same transaction.
    """

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._stands: dict[About, Translation] = {}
        self._recorded: dict[About, list[Change]] = {}
        self._pending: dict[About, list[Change]] = defaultdict(list)

    def translation(self, language: str, concept: str) -> Translation:
        """Return what stands of a concept."""
        known = self._stands.get((language, concept)) or self._ledger.all(language).get(concept)
        return known or Translation(language, concept)

    def all(self, language: str) -> Mapping[str, Translation]:
        """Return what stands in a language, by concept."""
        changed = {about[1]: one for about, one in self._stands.items() if about[0] == language}
        return ChainMap(changed, cast(dict[str, Translation], self._ledger.all(language)))

    def load(self, about: Iterable[About]) -> None:
        """Read the recorded changes of concepts, all at once where there are many."""
        wanted = [one for one in about if one not in self._recorded]
        self._recorded.update({one: [] for one in wanted} | histories(self._connection, wanted))

    def history(self, language: str, concept: str) -> list[Change]:
        """Return the changes of a concept in their order: the recorded, then those to come."""
        about = language, concept
        self.load([about])
        return [*self._recorded[about], *(one for one in self._pending[about] if not one.id)]

    def add(self, change: Change) -> Translation:
        """Count a change in, recorded or to come (without an id); return what stands after it."""
        about = change.language, change.concept
        if change.undoes:
            earlier = [one for one in self.history(*about) if not change.id or one.id < change.id]
            stands = standing(*about, [*earlier, change])
        else:
            stands = after(self.translation(*about), change)
        self._pending[about].append(change)
        self._stands[about] = stands
        return stands
