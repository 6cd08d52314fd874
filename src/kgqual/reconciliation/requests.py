"""What clients send: reconciliation queries and data extension queries, read from their JSON.

The forms are those of the W3C Community Group report «Reconciliation Service API 0.2», sections 4
and 7 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/). A member
that the report does not know is an error: what would be ignored would be missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import from_json

from kgqual.errors import BadUsage, KgqualError
from kgqual.reconciliation.schema import properties, types

BATCH = 100
"""Queries in one batch, at most."""
IDS = 500
"""Things in one data extension query, at most."""
CANDIDATES = 100
"""Candidates for one query, at most; a client that asks for more gets these."""
_LENGTH = 500


class TooMany(KgqualError):
    """A batch is larger than the manifest says it may be."""


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> object:
    """Return a scalar as the text that a cell shows: 4.0 is 4."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}"
    return value


def _given(value: object) -> object:
    """Return a property value as text: an entity is its id."""
    return value.get("id") if isinstance(value, dict) else _text(value)


def _type_id(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value


def _known_type(value: str) -> str:
    if value not in types():
        raise ValueError(f"{value!r} is no type of this service: {', '.join(types())}")
    return value


Given = Annotated[str, BeforeValidator(_given), Field(max_length=_LENGTH)]
TypeId = Annotated[str, BeforeValidator(_type_id), AfterValidator(_known_type)]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(_Request):
    """A property of the thing that is looked for, and its values: the thing has one of them."""

    pid: str
    v: Annotated[tuple[Given, ...], BeforeValidator(_listed), Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _known(self) -> Condition:
        if self.pid not in EVIDENCE:
            raise ValueError(f"{self.pid!r} is no property of this service: {', '.join(EVIDENCE)}")
        return self


class ReconciliationQuery(_Request):
    """One query: what is looked for, by name and by properties.

    ``type_strict``: a candidate has one of the types (``any``), or all of them (``all``); with
    ``should``, things of other types are offered where there is none, and never matched.
    """

    query: Annotated[str, BeforeValidator(_text), Field(max_length=_LENGTH)] = ""
    type: Annotated[tuple[TypeId, ...], BeforeValidator(_listed), Field(max_length=20)] = ()
    limit: Annotated[float, Field(ge=1)] = 10
    properties: tuple[Condition, ...] = Field(default=(), max_length=20)
    type_strict: Literal["any", "all", "should"] = "any"

    @model_validator(mode="after")
    def _asks_for_something(self) -> ReconciliationQuery:
        if not self.query.strip() and not self.properties:
            raise ValueError("a query needs a `query` text or `properties`")
        return self

    @property
    def most(self) -> int:
        """The number of candidates to return, at most."""
        return int(min(self.limit, CANDIDATES))


class WantedProperty(_Request):
    """A property to fetch, with its settings as a form sends them: texts."""

    id: str
    name: str | None = None
    settings: Mapping[str, Any] = Field(default_factory=dict)


class ExtensionQuery(_Request):
    """The things whose properties are wanted, and which properties."""

    ids: tuple[str, ...]
    properties: tuple[WantedProperty, ...] = Field(min_length=1, max_length=50)


LANGUAGE = "language"
"""The property of a query, not of a thing: the language in which its text is written."""
EVIDENCE = (*(one.id for one in properties().values() if not one.part), LANGUAGE)
"""The ids of the properties that a query may give."""


def read_batch(text: str) -> dict[str, ReconciliationQuery | str]:
    """Return the queries of a batch by their keys; for a wrong one, what is wrong with it.

    Raises BadUsage when it is not a JSON object, TooMany when it has more than ``BATCH``.
    """
    batch = _object("queries", text)
    if len(batch) > BATCH:
        raise TooMany(f"The batch has {len(batch)} queries; {BATCH} are possible (batchSize).")
    return {key: _query(value) for key, value in batch.items()}


def read_query(text: str) -> ReconciliationQuery:
    """Return a single query: JSON, or else the text that is looked for. Raises BadUsage."""
    asked = _query(_object("query", text) if text.startswith("{") else {"query": text})
    if isinstance(asked, str):
        raise BadUsage(asked)
    return asked


def read_extension(text: str) -> ExtensionQuery:
    """Return a data extension query. Raises BadUsage, or TooMany for more than ``IDS`` things."""
    try:
        asked = ExtensionQuery.model_validate(_object("extend", text))
    except ValidationError as error:
        raise BadUsage(f"extend: {_wrong(error)}") from error
    if len(asked.ids) > IDS:
        raise TooMany(f"{len(asked.ids)} things are to be extended; {IDS} are possible.")
    return asked


def _query(value: object) -> ReconciliationQuery | str:
    try:
        return ReconciliationQuery.model_validate(value)
    except ValidationError as error:
        return _wrong(error)


def _wrong(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False)
    return "; ".join(
        ": ".join(
            filter(None, (".".join(map(str, e["loc"])), e["msg"].removeprefix("Value error, ")))
        )
        for e in found
    )


def _object(parameter: str, text: str) -> dict[str, Any]:
    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise BadUsage(f"{parameter} is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise BadUsage(f"{parameter} is not a JSON object.")
    return value
