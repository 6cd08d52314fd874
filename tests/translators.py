"""A service over the little ESCO, and people who translate it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from httpx import Client, Response
from tests.desk import Member

from kgqual.editorial import Editorial, Role
from kgqual.settings import ServiceSettings

_LANGUAGES = (
    *("az", "ba", "be", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu"),
    *("is", "it", "ka", "ky", "lt", "lv", "mk", "mn", "mt", "nl", "no", "pl", "pt", "ro", "sk"),
    *("sl", "sq", "sr", "sv", "tg", "tk", "tr", "tt", "ug", "uk", "uz"),
)
"""Languages that are not Kazakh, of which each test takes one."""


@dataclass
class Team:
    """The service of ``data`` at ``address``: Aigul and Dana translate, Bolat reviews.

    Everything is about the little ESCO, so that each test translates into a language of its own:
    ``languages`` has some, apart from Kazakh.
    """

    data: Path
    address: str
    editorial: Editorial
    aigul: Member
    dana: Member
    bolat: Member
    languages: Iterator[str] = field(default_factory=lambda: iter(_LANGUAGES))

    def language(self) -> str:
        """Return a language that nothing is translated into yet."""
        return next(self.languages)


@contextmanager
def served_team(
    serve: Callable[..., AbstractContextManager[str]], data: Path, database: str = ""
) -> Iterator[Team]:
    """Serve ``data`` for Aigul and Dana, who translate, and Bolat, who reviews.

    Their work is in the data directory, or in the database of a URL.
    """
    settings = ServiceSettings(workers=1, query_timeout=20, database=database)
    with ExitStack() as clients:
        address = clients.enter_context(serve(data, settings))
        editorial = clients.enter_context(closing(Editorial(data, database)))

        def member(name: str, role: Role) -> Member:
            """Add somebody, signed in as programs are."""
            person, token = editorial.people.add(name, role)
            headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            client = Client(base_url=address, headers=headers, timeout=30)
            return Member(person, token, clients.enter_context(client))

        aigul, dana = (member(name, Role.TRANSLATOR) for name in ("Aigul", "Dana"))
        yield Team(data, address, editorial, aigul, dana, member("Bolat", Role.REVIEWER))


def where(language: str, concept: str) -> str:
    """Return the address of a translation."""
    return f"/translations/{language}?uri={quote(concept, safe='')}"


def act(language: str, concept: str, name: str) -> str:
    """Return where one posts what is done with a translation."""
    return f"/translations/{language}/{name}?uri={quote(concept, safe='')}"


def put(
    member: Member | Client,
    language: str,
    concept: str,
    fields: Mapping[str, Any],
    version: int = 0,
    **more: Any,
) -> Response:
    """Save texts, as a program does."""
    client = member.client if isinstance(member, Member) else member
    body = {"fields": dict(fields), "key": str(uuid4()), **more}
    headers = {"If-Match": f'"{version}"'}
    return client.put(where(language, concept), json=body, headers=headers)
