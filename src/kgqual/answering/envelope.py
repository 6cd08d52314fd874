"""What a question is answered with: the envelope that every face of kgqual gives alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kgqual.model import Strength

Text = Mapping[str, str]
"""A text by language: en, kk, ru, as far as a source or this project gives it."""


class Frozen(BaseModel):
    """A value that does not change once it is made."""

    model_config = ConfigDict(frozen=True)


class Named(Frozen):
    """A thing: its IRI, its names by language, its code; '' when it has none."""

    iri: str
    label: Text = Field(default_factory=dict)
    code: str = ""


class Thing(Named):
    """A thing that an argument names, with the IRIs of its classes."""

    types: tuple[str, ...] = ()


class Source(Frozen):
    """Where a statement is published: document or graph, place in it, its date as it states it.

    ``titles`` is the title in the languages in which it is known, ``title`` the best of them;
    ``page`` is where it can be read.
    """

    iri: str
    title: str
    titles: Text = Field(default_factory=dict)
    page: str | None = None
    locator: str | None = None
    date: str | None = None


class Basis(Frozen):
    """Who states something, and how strongly.

    ``confidence`` (0 to 1) is how sure a mapper is, None where nobody says; it is not strength.
    ``note`` is a reservation. ``until`` is the last day for which the source states it.
    """

    strength: Strength
    confidence: float | None = None
    source: Source
    note: str | None = None
    until: str | None = None


class Step(Basis):
    """One statement on the way to an answer, with its best basis; ``also`` lists the others.

    ``against`` says that the chain walks the statement from its object to its subject.
    """

    subject: str
    predicate: str
    object: str
    statement: Text
    against: bool = False
    also: tuple[Basis, ...] = ()


class Candidate(Named):
    """One of the things that an argument may mean."""

    argument: str
    types: tuple[str, ...] = ()
    score: float | None = None


class Conflict(Named):
    """Claims that cannot all hold, side by side; none is preferred."""

    statement: Text = Field(default_factory=dict)
    claims: tuple[Step, ...]


class Item(Frozen):
    """One thing answered: ``steps`` index the answer's steps, ``strength`` is the weakest."""

    steps: tuple[int, ...] = ()
    strength: Strength | None = None


I = TypeVar("I", bound=Item)  # noqa: E741 - the item


class Lead(Frozen, Generic[I]):
    """A chain that would answer, were its unverified steps confirmed: never an answer.

    ``to_confirm`` says what has to be confirmed; the item's ``steps`` index the lead's own.
    """

    answer: I
    steps: tuple[Step, ...]
    to_confirm: tuple[Text, ...]


class Answer(Frozen, Generic[I]):
    """An answer, or an abstention with its reason.

    ``answer`` is None when ``abstained``. ``strength`` is that of the weakest step, None when
    there is none. ``reason`` is in English, ``explanation`` the same by language. ``resolved``
    are the things that the arguments name.
    """

    question: str
    arguments: Mapping[str, str]
    resolved: Mapping[str, Named] = Field(default_factory=dict)
    as_of: str
    snapshot: str
    answer: tuple[I, ...] | None
    abstained: bool = False
    reason: str | None = None
    explanation: Text | None = None
    candidates: tuple[Candidate, ...] = ()
    leads: tuple[Lead[I], ...] = ()
    strength: Strength | None = None
    steps: tuple[Step, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    query: str = ""
    permalink: str = ""


AnyAnswer = Answer[Any]
"""An answer to whatever question."""
