"""What reference files hold, and what is recorded of one: who added it, until when it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar


class Kind(StrEnum):
    """What a reference file is to translators."""

    MEMORY = "memory"
    GLOSSARY = "glossary"


class Segment(NamedTuple):
    """A text and its translation, in the language of the memory that holds it."""

    source_language: str
    source: str
    target: str


@dataclass(frozen=True)
class Entry:
    """What a glossary says of one concept, for translations into the glossary's language.

    ``terms`` are what other languages call it, ``translations`` what is right (any of them),
    ``forbidden`` what must not be used for it. ``source`` says where that is from, ``glossary``
    which glossary says so.
    """

    terms: Mapping[str, tuple[str, ...]]
    translations: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    glossary: str = ""


R = TypeVar("R", Segment, Entry)


@dataclass(frozen=True)
class Brought(Generic[R]):
    """A reference file as it was read: into which language it translates, under which name."""

    language: str
    name: str
    file: str
    sha256: str
    rows: Sequence[R]


@dataclass(frozen=True)
class Reference:
    """A reference file that was added, and by whom; ``removed`` says since when it is not used."""

    id: int
    kind: Kind
    language: str
    name: str
    file: str
    sha256: str
    rows: int
    person: str
    added: datetime
    removed: datetime | None


@dataclass(frozen=True)
class Added:
    """What adding a file did.

    ``replaced`` is what had its name before; ``already`` says that just this file was in use, and
    nothing was recorded.
    """

    reference: Reference
    replaced: Reference | None = None
    already: bool = False
