"""A text as a program sends it: a string, or an object whose members have several spellings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from kgqual.languages import language_tag
from kgqual.mapping.suggestion.texts import AskedText, asked_text

TEXT_MEMBERS = {
    "title": ("title", "text", "label", "name", "prefLabel", "query"),
    "description": ("description", "definition", "desc"),
    "lang": ("lang", "language"),
    "id": ("id", "iri", "uri", "subject_id"),
}
"""Member of a text that is an object → the spellings that are understood."""


def _by_language(value: object) -> object:
    """Return a text in one language, or in several, by language; '' is an unknown one."""
    return value if isinstance(value, Mapping) else {"": value}


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


ByLanguage = Annotated[dict[str, str], BeforeValidator(_by_language)]
Language = Annotated[str, AfterValidator(language_tag)]


class TextObject(BaseModel):
    """A text as an object; its title and description are texts, or texts by language."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: Annotated[ByLanguage, Field(validation_alias=AliasChoices(*TEXT_MEMBERS["title"]))]
    description: Annotated[
        ByLanguage, Field(validation_alias=AliasChoices(*TEXT_MEMBERS["description"]))
    ] = Field(default_factory=dict)
    lang: Annotated[Language, Field(validation_alias=AliasChoices(*TEXT_MEMBERS["lang"]))] = ""
    id: Annotated[str, Field(validation_alias=AliasChoices(*TEXT_MEMBERS["id"]))] = ""

    def asked(self, language: str) -> AskedText:
        """Return the text; ``language`` is its language unless it says so itself.

        Raises ValueError as ``asked_text`` does.
        """
        own = self.lang or language
        return asked_text(_in(own, self.title), _in(own, self.description), self.id)

    def described(self, description: str) -> TextObject:
        """Return the text with a description."""
        return self.model_copy(update={"description": {"": description}})


def _text_object(value: object) -> object:
    if isinstance(value, str):
        return {"title": value}
    if isinstance(value, Mapping):
        return {name: given for name, given in value.items() if given is not None}
    if isinstance(value, TextObject):
        return value
    raise ValueError("a text is a string, or an object with `title`, `description`, `lang`, `id`")


Texts = Annotated[
    tuple[Annotated[TextObject, BeforeValidator(_text_object)], ...], BeforeValidator(_listed)
]


def _in(language: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts with the one of an unknown language in ``language``."""
    return {tag or language: text for tag, text in texts.items()}
