"""Translations of concepts: what people wrote, reviewed and approved, field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from itertools import count

from sqlalchemy import ColumnElement, Connection

from kgqual.editorial.database import Database
from kgqual.editorial.errors import UnknownItem
from kgqual.editorial.people import Person
from kgqual.editorial.translations import accounts
from kgqual.editorial.translations.accounts import Activity, Authored
from kgqual.editorial.translations.appending import known_sources
from kgqual.editorial.translations.batches import Batch, batches
from kgqual.editorial.translations.changes import Act, Change, Waived, Written
from kgqual.editorial.translations.conflict import Clash, Conflict
from kgqual.editorial.translations.fields import Field, State, source_hash
from kgqual.editorial.translations.ledger import Ledger
from kgqual.editorial.translations.moves import Move
from kgqual.editorial.translations.notes import Assignment, Pass, Remark
from kgqual.editorial.translations.reading import changes, counting, of_concept, written
from kgqual.editorial.translations.recording import Guard, Recording, Saved, Standing
from kgqual.editorial.translations.requests import Edit, Request
from kgqual.editorial.translations.standing import By, Comment, Entry, Translation, Waiver
from kgqual.editorial.translations.tables import CHANGES
from kgqual.editorial.translations.undoing import Undo

__all__ = [
    "Act",
    "Activity",
    "Assignment",
    "Authored",
    "Batch",
    "By",
    "Change",
    "Clash",
    "Comment",
    "Conflict",
    "Edit",
    "Entry",
    "Field",
    "Guard",
    "Move",
    "Pass",
    "Remark",
    "Request",
    "Saved",
    "Standing",
    "State",
    "Translation",
    "Translations",
    "Undo",
    "Waived",
    "Waiver",
    "Written",
    "source_hash",
]


class Translations:
    """The translations in a database; safe to use from several threads.

    Whatever records has committed when it returns, and what has the same key and content as an
    earlier request is recorded once. Errors are those of ``Database`` and of ``Recording.record``.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ledger = Ledger()

    def concept(self, language: str, concept: str) -> Translation:
        """Return what stands of a concept; version 0 and empty when nobody has touched it."""
        return self.all(language).get(concept) or Translation(language, concept)

    def all(self, language: str) -> Mapping[str, Translation]:
        """Return what stands of every concept that somebody has touched, by its IRI.

        The mapping stays as it is; asking again gives what came since.
        """
        with self._following():
            return self._ledger.all(language)

    def languages(self) -> list[str]:
        """Return the languages that anything was ever written in, in their order."""
        with self._following():
            return self._ledger.languages()

    def save(self, person: Person, edit: Edit) -> Saved:
        """Save texts; see ``Edit``."""
        return self.record(person, [edit])[0]

    def record(
        self,
        person: Person,
        requests: Sequence[Request],
        batch: str = "",
        guard: Guard | None = None,
    ) -> list[Saved]:
        """Record requests of any kind in their order, all or none, in one transaction.

        ``batch`` is a key to undo them all by. ``guard`` may refuse them: ``Workbench.record`` asks
        with one that runs the checks.
        """
        with self._database.writing() as connection:
            self._ledger.follow(connection)
            return Recording(connection, self._ledger, person).record(
                requests, batch or None, guard
            )

    def undo(
        self,
        person: Person,
        key: str,
        change: int,
        comment: str = "",
        guard: Guard | None = None,
    ) -> Saved:
        """Take back a change; its fields become what they were before.

        Raises UnknownItem where there is no such change, Outdated where somebody has changed the
        same since, NotAllowed for somebody else's unless a reviewer asks, and what ``guard`` does.
        """
        [saved] = self._undo(person, CHANGES.c.id == change, [key], comment, guard)
        return saved

    def undo_all(
        self,
        person: Person,
        key: str,
        batch: str,
        comment: str = "",
        guard: Guard | None = None,
    ) -> list[Saved]:
        """Take back all changes that were recorded under the key of a batch, or none.

        What was undone before by itself stays so. Errors are those of ``undo``.
        """
        keys = (f"{key}.{number}" for number in count())
        return self._undo(person, counting(batch, key), keys, comment, guard, key)

    def _undo(
        self,
        person: Person,
        which: ColumnElement[bool],
        keys: Iterable[str],
        comment: str,
        guard: Guard | None,
        batch: str = "",
    ) -> list[Saved]:
        with self._database.writing() as connection:
            self._ledger.follow(connection)
            found = sorted(changes(connection, which), key=lambda one: -one.id)
            if not found:
                raise UnknownItem("There is no such change to undo.")
            wanted = [Undo(key, one, comment) for one, key in zip(found, keys, strict=False)]
            return Recording(connection, self._ledger, person).record(wanted, batch or None, guard)

    def batches(self, language: str, most: int) -> list[Batch]:
        """Return what was recorded as batches in a language, the newest first, ``most`` of it."""
        with self._database.reading() as connection:
            return list(batches(connection, language, most))

    def batch(self, language: str, name: str) -> Batch | None:
        """Return what was recorded in a language as the batch of that name, None if nothing was."""
        with self._database.reading() as connection:
            return next(batches(connection, language, 1, name), None) if name else None

    def of_batch(self, name: str) -> list[Change]:
        """Return every change that was recorded as a batch of that name, undone ones as well."""
        with self._database.reading() as connection:
            return list(changes(connection, CHANGES.c.batch == name))

    def history(self, language: str, concept: str) -> list[Change]:
        """Return every change of a concept, in their order."""
        with self._database.reading() as connection:
            return of_concept(connection, language, concept)

    def ever_written(self, language: str) -> Mapping[tuple[str, Field], AbstractSet[str]]:
        """Return the hashes of all texts that each field of each concept ever had."""
        with self._database.reading() as connection:
            return written(connection, language)

    def source(self, hash: str) -> tuple[str, ...]:
        """Return the source texts of that hash; none where no translation was made from them."""
        return self.sources([hash]).get(hash, ())

    def sources(self, hashes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the source texts of several hashes, of those that translations were made from."""
        with self._database.reading() as connection:
            return known_sources(connection, hashes)

    def blame(self, language: str, concept: str) -> Mapping[Field, tuple[Authored, ...]]:
        """Return who brought each text that stands of a concept."""
        return accounts.blame(self.history(language, concept))

    def activity(self, language: str) -> list[Activity]:
        """Return who did how much in which week, in a language."""
        with self._following():
            return self._ledger.activity(language)

    def published_since(self, change: int) -> Mapping[tuple[str, str], int]:
        """Return of which concepts (with their language) other texts are published since a change.

        Each has the id of its latest change of what is published, approved or withdrawn.
        """
        with self._following():
            return self._ledger.published_since(change)

    def last_approval(self) -> int:
        """Return the id of the latest change of what is published; 0 when there was none."""
        return max(self.published_since(0).values(), default=0)

    @contextmanager
    def _following(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            self._ledger.follow(connection)
            yield connection
