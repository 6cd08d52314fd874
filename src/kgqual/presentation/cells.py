"""Items of an answer for people to read: every field as one text in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pydantic import BaseModel

from kgqual.answering import Item, Named
from kgqual.namespaces import compact
from kgqual.presentation.decimals import decimal
from kgqual.presentation.fields import chosen, field_name
from kgqual.presentation.wording import in_language, say

BETWEEN = "; "


def cells(item: Item, language: str) -> dict[str, str]:
    """Return what each field that the item's type adds is called → its text, in ``language``."""
    own = (field for field in type(item).model_fields if field not in Item.model_fields)
    return {field_name(f, language): _text(getattr(item, f), f, language) for f in own}


def name(thing: Named, language: str) -> str:
    """Return a thing by its code and its name; by its IRI when it has neither."""
    label = in_language(thing.label, language)
    if not label:
        return thing.code or compact(thing.iri)
    said = re.search(rf"(?<!\w){re.escape(thing.code)}(?!\w)", label)
    return label if said or not thing.code else f"{thing.code} {label}"


def _text(value: object, field: str, language: str) -> str:
    """Return the value of a field, of whatever type, as a text; several have ``;`` between them."""
    if value is None:
        return ""
    if isinstance(value, BaseModel):
        return _model(value, language)
    if isinstance(value, Mapping):
        return in_language(value, language) or _pairs(value, field, language)
    if isinstance(value, tuple | list | frozenset):
        return BETWEEN.join(filter(None, (_text(one, field, language) for one in value)))
    if isinstance(value, bool):
        return say(language, "answer.yes" if value else "answer.no")
    if isinstance(value, Decimal | float | int):
        return decimal(value, language)
    return chosen(field, str(value), language)


def _pairs(value: Mapping[str, object], field: str, language: str) -> str:
    return BETWEEN.join(f"{key}: {_text(one, field, language)}" for key, one in value.items())


def _model(value: BaseModel, language: str) -> str:
    """Return what lies inside an item: the thing it is about, if it is one, and its fields."""
    own = [field for field in type(value).model_fields if field not in Named.model_fields]
    fields = [text for field in own if (text := _text(getattr(value, field), field, language))]
    if not isinstance(value, Named):
        return ", ".join(fields)
    return f"{name(value, language)} ({', '.join(fields)})" if fields else name(value, language)
