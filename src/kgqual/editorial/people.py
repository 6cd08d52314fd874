"""People who may write: their names, what they may do, and the tokens they show.

A token is 256 random bits, so its SHA-256 says nothing about it and needs neither salt nor delay;
the token itself is shown once and kept nowhere. Nobody is deleted, since what they did stays: who
is removed may do nothing more.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pyoxigraph import NamedNode
from sqlalchemy import Column, Connection, Integer, Row, String, Table, Text, insert, select, update

from kgqual.editorial.database import Database
from kgqual.editorial.schema import METADATA, Moment, now
from kgqual.errors import BadUsage
from kgqual.namespaces import thing

TOKEN_PREFIX = "kgqual_"  # noqa: S105  how every token begins, so that one is known for what it is
LONGEST_NAME = 100

PEOPLE = Table(
    "person",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", String(30), nullable=False),
    Column("iri", Text, nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("added", Moment, nullable=False),
    Column("removed", Moment),
    sqlite_autoincrement=True,
)


class Role(StrEnum):
    """What a person may do."""

    MAPPER = "mapper"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"


@dataclass(frozen=True)
class Person:
    """Someone who may write, or might: ``removed`` says since when no more.

    ``iri`` names them where their work is published, ``name`` is published with it.
    """

    id: int
    name: str
    role: Role
    iri: str
    added: datetime
    removed: datetime | None

    @property
    def reviews_mappings(self) -> bool:
        """Whether they may decide about suggested mappings."""
        return self.removed is None and self.role is Role.MAPPER

    @property
    def translates(self) -> bool:
        """Whether they may write translations and submit them."""
        return self.removed is None and self.role in (Role.TRANSLATOR, Role.REVIEWER)

    @property
    def reviews_translations(self) -> bool:
        """Whether they may review and approve translations, and waive checks that block."""
        return self.removed is None and self.role is Role.REVIEWER


class People:
    """The people in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, role: Role, iri: str = "") -> tuple[Person, str]:
        """Record a person, or one who was removed again; return them and their new token.

        Without ``iri`` they are named below ours. Raises BadUsage for a name that is taken or that
        is none, or for something that is no IRI.
        """
        name = _name(name)
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        values = {
            "name": name,
            "folded": name.casefold(),
            "role": role,
            "iri": _iri(iri) or thing("reviewer", name).value,
            "token": _digest(token),
        }
        with self._database.writing() as connection:
            known = select(PEOPLE).where(PEOPLE.c.folded == name.casefold())
            old = connection.execute(known).one_or_none()
            if old is not None and old.removed is None:
                raise BadUsage(
                    f"{old.name} is there already. For a new token run "
                    f"`kgqual user remove {old.name!r}`, then add them again."
                )
            if old is None:
                connection.execute(insert(PEOPLE).values(**values, added=now()))
            else:
                again = update(PEOPLE).where(PEOPLE.c.id == old.id)
                connection.execute(again.values(**values, removed=None))
            return _person(connection.execute(known).one()), token

    def remove(self, name: str) -> Person:
        """Let a person do nothing more; their work stays. Raises BadUsage for one not there."""
        folded = _name(name).casefold()
        with self._database.writing() as connection:
            there = PEOPLE.c.folded == folded, PEOPLE.c.removed.is_(None)
            if not connection.execute(update(PEOPLE).where(*there).values(removed=now())).rowcount:
                names = connection.scalars(select(PEOPLE.c.name).where(PEOPLE.c.removed.is_(None)))
                known = ", ".join(sorted(names)) or "nobody"
                raise BadUsage(f"There is no user {name!r}. There is: {known}.")
            return _person(
                connection.execute(select(PEOPLE).where(PEOPLE.c.folded == folded)).one()
            )

    def all(self) -> list[Person]:
        """Return everyone, also who was removed, by name."""
        with self._database.reading() as connection:
            return everyone(connection)

    def with_token(self, token: str) -> Person | None:
        """Return who shows this token, unless nobody does or they were removed."""
        shown = select(PEOPLE).where(PEOPLE.c.token == _digest(token), PEOPLE.c.removed.is_(None))
        with self._database.reading() as connection:
            row = connection.execute(shown).one_or_none()
        return _person(row) if row is not None else None


def as_recorded(connection: Connection, person: Person) -> Person:
    """Return a person with what they may do at this moment, which may have changed."""
    return _person(connection.execute(select(PEOPLE).where(PEOPLE.c.id == person.id)).one())


def everyone(connection: Connection) -> list[Person]:
    """Return everyone, also who was removed, by name."""
    return [_person(row) for row in connection.execute(select(PEOPLE).order_by(PEOPLE.c.folded))]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(row.id, row.name, Role(row.role), row.iri, row.added, row.removed)


def _name(text: str) -> str:
    """Return a name as it is kept. Raises BadUsage for what tables and SSSOM cannot hold."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or "|" in name:
        raise BadUsage(
            f"{text!r} is no name: it has 1 to {LONGEST_NAME} characters that can be shown, and no "
            "vertical bar."
        )
    return name


def _iri(text: str) -> str:
    if not text:
        return ""
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise BadUsage(f"--iri {text!r} is not an IRI such as https://orcid.org/…") from error
