"""Literals as the reference engine sees them: Python values, by the rules of rdflib."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kgqual.namespaces import RDF, RDFS, XSD
from kgqual.validation.as_written import as_written

if TYPE_CHECKING:
    import rdflib

REMEMBERED = 50_000
"""Literals whose Python value is kept, at most."""


@lru_cache(REMEMBERED)
def rdflib_literal(literal: Literal) -> rdflib.Literal:
    """Return the literal of rdflib, in the lexical form that it has."""
    import rdflib

    if literal.language:
        return rdflib.Literal(literal.value, lang=literal.language)
    if literal.datatype == XSD.string:
        return rdflib.Literal(literal.value)
    datatype = rdflib.URIRef(literal.datatype.value)
    with as_written():
        return rdflib.Literal(literal.value, datatype=datatype)


def truth(literal: Literal) -> bool | None:
    """Return the truth value; None for what is none, or is one in an unusual form.

    The reference engine reads ``"1"`` as true or as false, depending on where it stands.
    """
    forms = {"true": True, "false": False}
    return forms.get(literal.value) if literal.datatype == XSD.boolean else None


def python_value(literal: Literal) -> Any:
    """Return the Python value; None for a literal that is ill-typed or of an unknown type."""
    return rdflib_literal(literal).value


def has_datatype(literal: Literal, datatype: NamedNode) -> bool:
    """Tell whether a literal satisfies ``sh:datatype``: of the datatype and not ill-typed."""
    if datatype == RDFS.Literal:
        return True
    if datatype == RDFS.Datatype:
        return literal.language is None and literal.datatype != XSD.string
    if literal.datatype != datatype:
        return False
    if datatype in (XSD.string, RDF.langString):
        return True
    read = rdflib_literal(literal)
    return not read.ill_typed and _is_of_type(read.value, datatype)


def _is_of_type(value: object, datatype: NamedNode) -> bool:
    """Tell whether a Python value is of the type that the datatype calls for, where known."""
    types: dict[NamedNode, type] = {
        XSD.integer: int,
        XSD.float: float,
        XSD.decimal: Decimal,
        XSD.boolean: bool,
        XSD.date: datetime.date,
        XSD.time: datetime.time,
        XSD.dateTime: datetime.datetime,
    }
    expected = types.get(datatype)
    return expected is None or isinstance(value, expected)


@lru_cache(REMEMBERED)
def order(one: Literal, other: Literal) -> int | None:
    """Return how two literals compare: below, at or above 0; None when they cannot be.

    A literal whose Python value is text compares only with another such literal.
    """
    from pyshacl.rdfutil.compare import compare_literal

    left, right = rdflib_literal(one), rdflib_literal(other)
    if isinstance(left.value, str) != isinstance(right.value, str):
        return None
    try:
        with as_written():
            return int(compare_literal(left, right))  # type: ignore[no-untyped-call]
    except (TypeError, NotImplementedError):
        return None
