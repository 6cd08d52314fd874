"""People's work: who may write, and what they decided. Rows only come; nothing is ever lost.

::

    database.py    SQLite or PostgreSQL: transactions, one writer at a time
    schema.py      what the tables share; migrations/ brings older databases up to date
    people.py      names, roles, tokens
    reviews/       reviews of suggested mappings
    translations/  translations of concepts
    references/    memories and glossaries that translators brought

This is the only data of a kgqual that cannot be made again from sources.
"""

from __future__ import annotations

from pathlib import Path

from kgqual.editorial.database import Database, database_url
from kgqual.editorial.errors import (
    DatabaseBusy,
    KeyTaken,
    NotAllowed,
    Outdated,
    UnknownItem,
    UnknownQueue,
)
from kgqual.editorial.people import People, Person, Role
from kgqual.editorial.references import References
from kgqual.editorial.reviews import Reviews
from kgqual.editorial.translations import Translations

__all__ = [
    "DatabaseBusy",
    "Editorial",
    "KeyTaken",
    "NotAllowed",
    "Outdated",
    "People",
    "Person",
    "References",
    "Reviews",
    "Role",
    "Translations",
    "UnknownItem",
    "UnknownQueue",
]


class Editorial:
    """All of people's work that belongs to a data directory; safe to use from several threads.

    Nothing is opened before it is first used. ``database`` is the URL that the operator has set;
    without one it is the file ``editorial.sqlite`` in the data directory. Raises BadUsage for a
    URL of neither SQLite nor PostgreSQL.
    """

    def __init__(self, data: Path, database: str = "") -> None:
        self.database = Database(database_url(data, database))
        self.people = People(self.database)
        self.reviews = Reviews(self.database)
        self.translations = Translations(self.database)
        self.references = References(self.database)

    def exists(self) -> bool:
        """Tell whether there may be anything: the SQLite file is made by the first who writes."""
        return self.database.exists()

    def damage(self) -> list[str]:
        """Return what is wrong with the database, one sentence each; nothing when all is well.

        Raises StorageFailed where it cannot be read at all.
        """
        return self.database.damage()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self.database.close()
