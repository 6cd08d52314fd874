"""Items of an answer for people to read: every field as one text in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import BaseModel

from kgqual.answering import Item, Named
from kgqual.namespaces import compact
from kgqual.presentation.wording import in_language

BETWEEN = "; "


def cells(item: Item, language: str) -> dict[str, str]:
    """Return field → text of what an item's type adds to every item."""
    own = (name for name in type(item).model_fields if name not in Item.model_fields)
    return {name: _text(getattr(item, name), language) for name in own}


def name(thing: Named, language: str) -> str:
    """Return a thing by its code and its name; by its IRI when it has neither."""
    label = in_language(thing.label, language)
    if not label:
        return thing.code or compact(thing.iri)
    said = re.search(rf"(?<!\w){re.escape(thing.code)}(?!\w)", label)
    return label if said or not thing.code else f"{thing.code} {label}"


def _text(value: object, language: str) -> str:
    """Return a value of whatever type as a text; several have ``;`` between them."""
    if value is None:
        return ""
    if isinstance(value, Named) and type(value) is Named:
        return name(value, language)
    if isinstance(value, BaseModel):
        return _model(value, language)
    if isinstance(value, Mapping):
        return in_language(value, language) or _pairs(value, language)
    if isinstance(value, tuple | list | frozenset):
        return BETWEEN.join(filter(None, (_text(one, language) for one in value)))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _pairs(value: Mapping[str, object], language: str) -> str:
    return BETWEEN.join(f"{key}: {_text(one, language)}" for key, one in value.items())


def _model(value: BaseModel, language: str) -> str:
    """Return what lies inside an item: the thing it is about, if it is one, and its fields."""
    own = [field for field in type(value).model_fields if field not in Named.model_fields]
    fields = [text for field in own if (text := _text(getattr(value, field), language))]
    if not isinstance(value, Named):
        return ", ".join(fields)
    return f"{name(value, language)} ({', '.join(fields)})" if fields else name(value, language)
