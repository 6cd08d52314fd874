"""What of the translations is published: the last approved texts of every field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kgqual.editorial.people import Person
from kgqual.editorial.translations.fields import Field


@dataclass(frozen=True)
class Approved:
    """The approved texts of one field of a concept in a language.

    They stay so while others are drafted, until those are approved or these are withdrawn.
    ``source_hash`` tells from which source they were made. ``created`` is when the field had a
    text for the first time, ``written`` when it got these. ``read_by_another`` says that somebody
    other than their ``writer`` reviewed or approved them. ``change`` is the id of the approval.
    """

    concept: str
    language: str
    field: Field
    texts: tuple[str, ...]
    source_hash: str
    created: datetime
    written: datetime
    writer: Person
    approved: datetime
    approver: Person
    read_by_another: bool
    change: int


@dataclass(frozen=True)
class Approvals:
    """All that is approved, in the order of languages, concepts and fields.

    ``database`` tells the database from others.
    """

    database: str
    entries: Sequence[Approved]
