"""A change of a translation as it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kgqual.editorial.translations.fields import Field, State


class Act(StrEnum):
    """What somebody did."""

    SAVE = "save"
    """Wrote texts."""
    SUBMIT = "submit"
    """Offered drafts for review."""
    REVIEW = "review"
    """Read texts and found them right."""
    APPROVE = "approve"
    """Let texts be published; of a field that was emptied: let nothing be published."""
    SEND_BACK = "send-back"
    """Made drafts of what was submitted or reviewed, with the reason."""
    WITHDRAW = "withdraw"
    """Let what is published be published no more."""
    COMMENT = "comment"
    """Said something about the concept."""
    ASSIGN = "assign"
    """Gave the concept to somebody, or to nobody."""
    WAIVE = "waive"
    """Let a finding of a check pass, with the reason."""
    UNDO = "undo"
    """An earlier change does not count."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a change made of one field: its texts, and how far they have come since.

    ``state`` is a draft, reviewed or approved; no texts: that somebody emptied the field.
    """

    texts: tuple[str, ...]
    state: State
    submitted: bool
    source_hash: str


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that somebody lets pass: of which check, about which texts of which field."""

    field: Field
    check: str
    texts_hash: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was recorded, in the order of ``id``.

    ``person`` and ``assignee`` are names. ``version`` is that of the translation after it; what
    concerns no text leaves it as it was. ``batch`` is the key under which several were recorded at
    once, ``undoes`` the id of the change that this one undoes.
    """

    id: int
    key: str
    person: str
    at: datetime
    language: str
    concept: str
    act: Act
    version: int
    comment: str = ""
    fields: Mapping[Field, Written] = field(default_factory=dict)
    waived: Waived | None = None
    assignee: str | None = None
    batch: str | None = None
    undoes: int | None = None
