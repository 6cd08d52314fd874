"""What translators send: texts, what shall become of them, and what they say about it."""

from __future__ import annotations

from typing import Literal
from uuid import uuid4

from pydantic import Field as Described

from kgqual.editorial.translations.fields import Field, State
from kgqual.web.posted_fields import KEY, Posted
from kgqual.web.translating.texts import texts_of

_VERSION = "The version that was read, where the header If-Match does not name it."
_COMMENT = "Why, in the translator's words."


class _Keyed(Posted):
    key: str = Described(default_factory=lambda: str(uuid4()), description=KEY)
    comment: str = Described(default="", max_length=2000, description=_COMMENT)


class _Versioned(_Keyed):
    version: int | None = Described(default=None, ge=0, description=_VERSION)


class Texts(Posted):
    """Texts of fields: one text, or a list of them; those of fields with terms one a line."""

    fields: dict[Field, str | list[str]] = Described(
        default_factory=dict, description="Only these change; an empty text withdraws one."
    )

    @property
    def texts(self) -> dict[Field, tuple[str, ...]]:
        """The texts by field."""
        return {field: texts_of(field, given) for field, given in self.fields.items()}


class Put(Texts, _Versioned):
    """A translation to be saved."""

    state: Literal["draft", "reviewed", "approved"] | None = Described(
        default=None, description="What it shall be; without it a draft."
    )
    submit: bool = Described(default=False, description="Offer it for review.")
    seen: dict[Field, str] = Described(
        default_factory=dict,
        alias="sourceHash",
        description="The hashes of the English texts that were translated, where it shall count.",
    )

    @property
    def wanted(self) -> State | None:
        """The state that is asked for."""
        return State(self.state) if self.state else None


class Act(_Versioned):
    """That a translation is submitted, reviewed or approved; without fields all that it has."""

    fields: tuple[Field, ...] = ()


class Undo(_Keyed):
    """Which change shall not count."""

    change: int = Described(ge=1, le=2**63 - 1, description="The id of the change.")


class Waive(Posted):
    """Which check shall not block a text, and why."""

    key: str = Described(default_factory=lambda: str(uuid4()), description=KEY)
    field: Field
    check: str = Described(description="The id of the check.")
    texts: str = Described(description="The hash of the texts that it is waived for.")
    reason: str = Described(min_length=1, max_length=500)


class Comment(Posted):
    """What somebody says about a translation."""

    key: str = Described(default_factory=lambda: str(uuid4()), description=KEY)
    comment: str = Described(min_length=1, max_length=2000)


class Assign(Posted):
    """Which concepts are given to whom; '' takes them back."""

    key: str = Described(default_factory=lambda: str(uuid4()), description=KEY)
    person: str = Described(default="", description="The name of a translator or reviewer.")
    concept: tuple[str, ...] = Described(default=(), description="IRIs of concepts.")
    first: int | None = Described(
        default=None, ge=1, description="Or the first of those that the filters choose."
    )


class UndoBatch(_Keyed):
    """Which of what was done to many concepts at once shall not count."""

    batch: str = Described(min_length=1, max_length=100, description="Its name.")


class AtOnce(Posted):
    """That something is done to as many concepts as it is possible for."""

    key: str = Described(default_factory=lambda: str(uuid4()), description=KEY)


class Everywhere(AtOnce):
    """That the texts of a concept are saved wherever the same source is untranslated."""


class Remove(Posted):
    """Which memory or glossary is to be used no more."""

    name: str = Described(min_length=1, max_length=100)
