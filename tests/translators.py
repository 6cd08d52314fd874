"""A service over the little ESCO, and people who translate it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from httpx import Client, Response
from tests.desk import Member

from kgqual.editorial import Editorial

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
