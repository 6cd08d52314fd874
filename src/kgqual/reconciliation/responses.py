"""What clients get, in the forms of the Reconciliation Service API 0.2.

``error`` beside the empty ``result`` of a query is ours: the report leaves a wrong query of a
right batch open.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict


class _Response(BaseModel):
    model_config = ConfigDict(frozen=True)


class Type(_Response):
    """A type of things, and the types right above it."""

    id: str
    name: str
    broader: tuple[Type, ...] | None = None


class PropertyName(_Response):
    """A property: its id, and what it is called."""

    id: str
    name: str
    description: str | None = None


class Feature(_Response):
    """One reason for a score."""

    id: str
    value: bool | float


class Candidate(_Response):
    """A thing that a query may mean. ``score`` is 0 to 100; ``match`` says that it is safe."""

    id: str
    name: str
    description: str | None = None
    type: tuple[Type, ...]
    score: float
    features: tuple[Feature, ...]
    match: bool


class Result(_Response):
    """The candidates of one query, the best first, or what is wrong with it."""

    result: tuple[Candidate, ...] = ()
    error: str | None = None


class SuggestedEntity(_Response):
    """A thing whose name or code begins as typed."""

    id: str
    name: str
    description: str | None = None
    notable: tuple[Type, ...]


class EntitySuggestions(_Response):
    """Suggested things; ``cursor`` asks for the next ones, where there are more."""

    result: tuple[SuggestedEntity, ...]
    cursor: int | None = None


class TypeSuggestions(_Response):
    """Suggested types."""

    result: tuple[Type, ...]


class PropertySuggestions(_Response):
    """Suggested properties."""

    result: tuple[PropertyName, ...]


class PropertyProposals(_Response):
    """The properties that things of a type may have."""

    properties: tuple[PropertyName, ...]
    type: str
    limit: int | None = None


Value = Mapping[str, str | int | float]
"""One value of a property: ``id`` and ``name`` of a thing, or ``str``, ``int`` or ``float``."""


class Column(_Response):
    """A fetched property; ``type`` is the type of its values where they are things."""

    id: str
    name: str
    type: Type | None = None


class Extension(_Response):
    """The fetched values: thing → property → values."""

    meta: tuple[Column, ...]
    rows: Mapping[str, Mapping[str, tuple[Value, ...]]]
