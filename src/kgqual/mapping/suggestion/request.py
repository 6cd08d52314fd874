"""What is asked: texts, the set in which terms are looked for, how many candidates.

A request is understood in many spellings, which :data:`MEMBERS` and :data:`TEXT_MEMBERS` list;
what cannot be understood is refused with the reason, and never passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.text_objects import TEXT_MEMBERS, Language, TextObject, Texts
from kgqual.mapping.suggestion.texts import AskedText

MOST_CANDIDATES = 100
CANDIDATES = 10
"""Candidates for each text, unless the request says how many."""

MEMBERS = {
    "texts": ("texts", "text", "queries", "query", "title", "label", "labels", "items"),
    "to": ("to", "target", "to_set", "set", "scheme"),
    "from": ("from", "source", "from_set"),
    "lang": ("lang", "language", "languages", "langs"),
    "limit": ("limit", "k", "top_k", "top", "n", "size"),
    "description": ("description", "definition", "desc"),
}
"""Member of a request → the spellings that are understood."""


def _languages(value: object) -> object:
    """Return the tags of a list, or of a text with commas or spaces between them."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _set(value: object) -> object:
    if (isinstance(value, str) and value.strip()) or (isinstance(value, list) and value):
        return value
    raise ValueError("a set is the IRI, CURIE or name of a scheme or class, or a list of texts")


class SuggestionRequest(BaseModel):
    """What is asked of a service: ``texts`` or the terms of the set ``from``, and where to look.

    ``to`` names a set, or is a list of texts that are the set. ``lang`` is the language of texts
    that say none; for a set, the languages of its labels that are looked at, all that it has if
    there is none. ``limit`` is the number of candidates for each text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    texts: Annotated[
        Texts,
        Field(
            validation_alias=AliasChoices(*MEMBERS["texts"]),
            description="A text or a list of texts: a string, or an object with `title` and, "
            "where known, `description`, `lang` and `id`.",
        ),
    ] = ()
    from_: Annotated[
        str,
        Field(
            validation_alias=AliasChoices(*MEMBERS["from"]),
            description="Instead of texts: the set whose terms are looked up.",
        ),
    ] = ""
    to: Annotated[
        Annotated[str, Tag("name")] | Annotated[Texts, Tag("texts")],
        Discriminator(lambda value: "name" if isinstance(value, str) else "texts"),
        BeforeValidator(_set),
        Field(
            validation_alias=AliasChoices(*MEMBERS["to"]),
            description="The set in which terms are looked for: the IRI, CURIE or name of a "
            "scheme or class, such as `ESCO skills`; or a list of texts.",
        ),
    ]
    lang: Annotated[
        tuple[Language, ...],
        BeforeValidator(_languages),
        Field(
            validation_alias=AliasChoices(*MEMBERS["lang"]),
            description="The language of texts that state none: a tag such as `ru`.",
        ),
    ] = ()
    limit: Annotated[
        int,
        Field(
            validation_alias=AliasChoices(*MEMBERS["limit"]),
            ge=1,
            le=MOST_CANDIDATES,
            description="Candidates for each text, at most.",
        ),
    ] = CANDIDATES
    description: Annotated[
        str,
        Field(
            validation_alias=AliasChoices(*MEMBERS["description"]),
            description="What a single text that is a string means.",
        ),
    ] = ""

    @model_validator(mode="after")
    def _consistent(self) -> SuggestionRequest:
        if bool(self.texts) == bool(self.from_.strip()):
            raise ValueError("give either `text` or `texts`, or the set `from` that they come from")
        if self.texts and len(self.lang) > 1:
            raise ValueError("`lang` is one tag: give each text its own `lang`")
        if self.description and (len(self.texts) != 1 or self.texts[0].description):
            raise ValueError("`description` belongs to a single text: put it beside its `title`")
        return self

    def asked(self) -> list[AskedText]:
        """Return the texts. Raises BadUsage for one that has no words."""
        return _asked("texts", self.texts, "".join(self.lang), self.description)

    def searched(self) -> list[AskedText]:
        """Return the texts of the set, if it is given as texts. Raises BadUsage as ``asked``."""
        return [] if isinstance(self.to, str) else _asked("to", self.to, "".join(self.lang[:1]))


@dataclass(frozen=True)
class Posted:
    """A request, and whether it is about a single text and not about a list."""

    request: SuggestionRequest
    single: bool


def read_request(body: object, address: Mapping[str, object] = MappingProxyType({})) -> Posted:
    """Return the request in a body that was JSON or a form, and in the address.

    A body that is a text or a list stands for ``texts``. Raises BadUsage for what is wrong.
    """
    members = body if isinstance(body, Mapping) else {"texts": body}
    given = {name: value for name, value in members.items() if value is not None}
    for name, value in address.items():
        if given.setdefault(name, value) != value:
            raise BadUsage(f"{name} is given in the address and, differently, in the body.")
    _refuse_doubles(given, MEMBERS)
    try:
        request = SuggestionRequest.model_validate(given)
    except ValidationError as error:
        raise BadUsage(_wrong(error)) from error
    texts = next((given[name] for name in MEMBERS["texts"] if name in given), [])
    return Posted(request, not isinstance(texts, list | tuple))


def _refuse_doubles(given: Mapping[str, object], members: Mapping[str, Sequence[str]]) -> None:
    """Raise BadUsage when a member is given in two spellings."""
    for spellings in members.values():
        if len(both := [name for name in spellings if name in given]) > 1:
            raise BadUsage(f"{' and '.join(both)} are spellings of one member: give one of them.")


def _asked(
    member: str, texts: tuple[TextObject, ...], language: str, description: str = ""
) -> list[AskedText]:
    found = []
    for number, text in enumerate(texts, start=1):
        try:
            whole = text.described(description) if description else text
            found.append(whole.asked(language))
        except ValueError as error:
            raise BadUsage(f"{member}, text {number}: {error}.") from error
    return found


def _wrong(error: ValidationError) -> str:
    """Return what is wrong as sentences, with the members that would have been understood."""
    return " ".join(_fault(fault) for fault in error.errors(include_url=False))


def _fault(fault: ErrorDetails) -> str:
    *above, member = (str(part) for part in fault["loc"]) if fault["loc"] else ("request",)
    if fault["type"] == "extra_forbidden":
        known = TEXT_MEMBERS if above else MEMBERS
        return f"The member {member!r} is unknown. There are {', '.join(known)}."
    if fault["type"] == "missing":
        return f"The member {member!r} is missing."
    said = fault["msg"].removeprefix("Value error, ")
    where = ".".join(part for part in (*above, member) if part not in ("name", "request"))
    return f"{where}: {said}." if where else f"{said[0].upper()}{said[1:]}."
