"""Columns of one type each, made from the terms of a variable; no library of data frames needed.

A column takes the type that holds all its values without loss. Where none does, all of them stay
as they are written, and a ``MixedColumn`` warning says so.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from kgqual.client.answers import TermColumns
from kgqual.client.values import Value, value, written
from kgqual.store.interface import Term

INT64 = range(-(1 << 63), 1 << 63)
ABOVE_SELECT = 3
"""Stack frames between the warning and the line that called ``Client.select``."""


class MixedColumn(UserWarning):
    """A column holds values of several types, which stay as they are written: as text."""


class ColumnType(Enum):
    """What all values of a column are; ``MOMENT`` is a time with its time zone."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"


@dataclass(frozen=True)
class Column:
    """The values of a variable; None is what is unbound."""

    name: str
    type: ColumnType
    values: Sequence[Value | None]


_TYPES: dict[type, ColumnType] = {
    str: ColumnType.TEXT,
    int: ColumnType.INTEGER,
    Decimal: ColumnType.DECIMAL,
    float: ColumnType.NUMBER,
    bool: ColumnType.BOOLEAN,
    date: ColumnType.DATE,
}


def typed(terms: TermColumns) -> list[Column]:
    """Return a typed column for each of ``terms``. Warns of those whose types are mixed."""
    columns, mixed = [], []
    for name, found in terms.items():
        column = _typed(name, found)
        if column is None:
            mixed.append(name)
            column = Column(
                name, ColumnType.TEXT, [None if t is None else written(t) for t in found]
            )
        columns.append(column)
    if mixed:
        what = f"The values of ?{', ?'.join(mixed)} are of several types and stay as written. "
        advice = "`rows` gives each value its own type."
        warnings.warn(what + advice, MixedColumn, stacklevel=ABOVE_SELECT)
    return columns


def _typed(name: str, terms: Sequence[Term | None]) -> Column | None:
    """Return the column in the type that holds every value, None when there is no such type."""
    values = [None if term is None else value(term) for term in terms]
    bound = [v for v in values if v is not None]
    types = {_type(v) for v in bound} or {ColumnType.TEXT}
    if types == {ColumnType.INTEGER} and not all(v in INT64 for v in bound):
        types.add(ColumnType.DECIMAL)
    if len(types) == 1:
        return Column(name, types.pop(), values)
    exact = {ColumnType.INTEGER, ColumnType.DECIMAL}
    if types == exact:
        return Column(name, ColumnType.DECIMAL, _each(Decimal, values))
    if types <= exact | {ColumnType.NUMBER} and all(_is_float(v) for v in bound):
        return Column(name, ColumnType.NUMBER, _each(float, values))
    return None


def _type(value: Value) -> ColumnType:
    if isinstance(value, datetime):
        return ColumnType.MOMENT if value.tzinfo else ColumnType.TIME
    return _TYPES[type(value)]


def _is_float(number: Any) -> bool:
    """Tell whether a number, of whatever type, is one that a float holds exactly."""
    return isinstance(number, float) or bool(abs(number) <= 1 << 53 and float(number) == number)


def _each(made: Any, values: Sequence[Value | None]) -> list[Value | None]:
    return [None if v is None else made(v) for v in values]
