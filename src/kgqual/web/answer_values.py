"""The items of an answer as pages show them: any item becomes fields, many items a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kgqual.answering import Item, Named
from kgqual.model import Strength
from kgqual.namespaces import compact, thing
from kgqual.presentation import wording as presentation
from kgqual.presentation.decimals import decimal
from kgqual.presentation.fields import chosen, field_name
from kgqual.web.links import local_address
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.showing import Shown
from kgqual.web.wording import say, terms

Texts = Mapping[str, str]
MEASURES = frozenset(
    {"coverage", "essential", "occupations", "optional", "share", "similarity", "weight"}
)
"""Fields whose numbers a table draws as bars, so that one sees them as a chart."""
OF_ONE = frozenset({"coverage", "share", "similarity"})
"""Those whose bar is full at 1; of the others at the largest number."""


def in_words(texts: Texts, language: str) -> Shown:
    """Return a text in ``language``, else in English or another language that it is in."""
    for wanted in (language, "en", *LANGUAGES, "", *sorted(texts)):
        if wanted in texts:
            return Shown(texts[wanted], wanted)
    return Shown("")


def named(one: Named, language: str) -> Shown:
    """Return a thing as a link to where it is described."""
    name = in_words(one.label or terms().get(one.iri, {}), language)
    text = name.text or one.code or compact(one.iri)
    code = one.code if one.code.casefold() not in text.casefold() else ""
    return Shown(text, name.language, code, local_address(one.iri), one.iri)


@dataclass(frozen=True)
class Facts:
    """One item: its fields, by what they are called."""

    fields: tuple[tuple[str, Content], ...]


@dataclass(frozen=True)
class Measure:
    """A number of a column, and its part (0 to 1) of the largest in the column."""

    text: str
    part: float


@dataclass(frozen=True)
class Table:
    """Several items of one kind: the columns that any of them fills, and their cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


Content = Shown | Facts | Table | Measure | tuple[Shown, ...] | None
"""What a cell holds; None is nothing."""


class Values:
    """Turns the values of items into what a page in ``language`` shows."""

    def __init__(self, language: str) -> None:
        self._language = language

    def facts(self, item: BaseModel) -> Facts:
        """Return the fields of an item that say something."""
        shown = ((self.name(f), self._field(f, getattr(item, f))) for f in _own(item))
        return Facts(tuple((name, content) for name, content in shown if content is not None))

    def table(self, items: Sequence[BaseModel], without: str = "") -> Table:
        """Return items as a table without the columns that all leave empty, and ``without``."""
        names = [name for name in _own(items[0]) if name != without]
        columns = {
            name: self._column(name, [getattr(one, name) for one in items]) for name in names
        }
        kept = {name: cells for name, cells in columns.items() if any(c is not None for c in cells)}
        return Table(
            tuple(map(self.name, kept)),
            tuple(zip(*kept.values(), strict=True)),
        )

    def name(self, field: str) -> str:
        """Return what a field is called. Raises KeyError for one that is not in the table."""
        return field_name(field, self._language)

    def chosen(self, field: str, value: str) -> str:
        """Return what one of the few values of a field is called, or the value itself."""
        return chosen(field, value, self._language)

    def _column(self, field: str, values: Sequence[Any]) -> list[Content]:
        numbers = [v for v in values if isinstance(v, Decimal | float | int)]
        if field not in MEASURES or len(numbers) < len(values) or not any(numbers):
            return [self._field(field, value) for value in values]
        most = 1 if field in OF_ONE else max(numbers)
        return [self.measure(number, most) for number in numbers]

    def measure(self, number: Decimal | float | int, most: Decimal | float | int) -> Measure:
        """Return a number as a part of the largest."""
        return Measure(decimal(number, self._language), float(number) / float(most))

    def _field(self, field: str, value: object) -> Content:
        if isinstance(value, str) and not isinstance(value, Strength):
            return Shown(self.chosen(field, value)) if value else None
        if isinstance(value, tuple | list | frozenset):
            return self._several(field, value)
        return self._one(value)

    def _several(self, field: str, values: Iterable[object]) -> Content:
        found = list(values)
        models = [v for v in found if isinstance(v, BaseModel) and not isinstance(v, Named)]
        if models:
            return self.table(models) if len(models) > 1 else self.facts(models[0])
        shown = (self._field(field, value) for value in found)
        return tuple(one for one in shown if isinstance(one, Shown)) or None

    def _one(self, value: object) -> Content:
        if value is None:
            return None
        if isinstance(value, Named):
            return named(value, self._language)
        if isinstance(value, BaseModel):
            return self.facts(value)
        if isinstance(value, Mapping):
            return in_words(value, self._language) if value else None
        if isinstance(value, Strength):
            return strength(value, self._language)
        return Shown(self._scalar(value))

    def _scalar(self, value: object) -> str:
        if isinstance(value, bool):
            return say(self._language, "answer.yes" if value else "answer.no")
        if isinstance(value, Decimal | float | int):
            return decimal(value, self._language)
        return value.isoformat() if isinstance(value, date) else str(value)


def strength(value: Strength, language: str) -> Shown:
    """Return a strength by its name in ``language``, as a link to what it means."""
    iri = thing("strength", value).value
    text = presentation.say(language, f"strength.{value}")
    return Shown(text, language, "", local_address(iri), iri, value)


def _own(item: BaseModel) -> list[str]:
    """Return the fields that the type adds: the steps and the strength are shown apart."""
    return [name for name in type(item).model_fields if name not in Item.model_fields]
