"""The settings that a fetched property can have, and what the manifest says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kgqual.errors import BadUsage
from kgqual.reconciliation.schema import words

T = TypeVar("T")

CONTENTS = ("name", "id", "code")
"""What a value that is a thing is given as: as the thing, or as the text of its IRI or code."""


@dataclass(frozen=True)
class Settings:
    """How many values are given (0: all of them), and what a thing is given as."""

    limit: int = 0
    content: str = "name"

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Settings:
        """Read the settings of a form, whose values are texts. Raises BadUsage."""
        if unknown := given.keys() - {"limit", "content"}:
            raise BadUsage(f"{', '.join(sorted(unknown))}: the settings are limit and content.")
        content = given.get("content") or "name"
        if content not in CONTENTS:
            raise BadUsage(f"content={content!r} is none of {', '.join(CONTENTS)}.")
        return cls(_limit(given.get("limit")), content)

    def cut(self, values: Sequence[T]) -> Sequence[T]:
        """Return as many values as are wanted."""
        return values[: self.limit] if self.limit else values


def _limit(value: object) -> int:
    text = "0" if value in (None, "") else str(value)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadUsage(f"limit={value!r} is not a whole number from 0 on.")
    return int(text)


def described(language: str) -> list[dict[str, Any]]:
    """Return the settings as the manifest describes them, the defaults being those of the class."""
    limit, content = (words(key, language) for key in ("setting_limit", "setting_content"))
    choices = [
        {"value": choice, "name": words(f"content_{choice}", language)} for choice in CONTENTS
    ]
    return [
        {"name": "limit", "label": limit, "type": "number", "default": 0},
        {
            "name": "content",
            "label": content,
            "type": "select",
            "default": "name",
            "choices": choices,
        },
    ]
