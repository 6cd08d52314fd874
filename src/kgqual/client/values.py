"""RDF terms as Python values: what a literal's datatype says, else its text.

A value is used only where it says the same as the literal. What Python cannot hold without loss
(a day with a time zone, nanoseconds, the year 12000, ``"many"^^xsd:integer``) stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import XSD
from kgqual.store.interface import Term

Value = str | int | float | bool | Decimal | date | datetime

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\.[0-9]{1,6}0*)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_INTEGERS = (
    "integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte"
)


def _matching(pattern: re.Pattern[str], made: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return a reader that takes what matches as XML Schema has it, not all that Python takes."""

    def read(text: str) -> Value:
        """Return the value of a lexical form. Raises ValueError when it has none."""
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return made(text)

    return read


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


def _datetime(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    if read.tzinfo:
        read.astimezone(UTC)  # raises OverflowError beyond the years that Python has
    return read


_READERS: dict[NamedNode, Callable[[str], Value]] = {
    **{XSD[name]: _matching(_INTEGER, int) for name in _INTEGERS.split()},
    XSD.decimal: _matching(_DECIMAL, Decimal),
    XSD.double: _matching(_DOUBLE, float),
    XSD.float: _matching(_DOUBLE, float),
    XSD.boolean: _matching(re.compile("true|false|1|0"), _boolean),
    XSD.date: _matching(_DATE, date.fromisoformat),
    XSD.dateTime: _matching(_DATETIME, _datetime),
}


def value(term: Term) -> Value:
    """Return a term as a Python value: a literal by its datatype, an IRI as text."""
    if isinstance(term, Literal) and (read := _READERS.get(term.datatype)):
        try:
            return read(term.value.strip(" \t\r\n"))
        except (ValueError, OverflowError):
            return term.value
    return written(term)


def written(term: Term) -> str:
    """Return a term as it is written, without its datatype or language."""
    return term.value if isinstance(term, Literal | NamedNode) else str(term)
