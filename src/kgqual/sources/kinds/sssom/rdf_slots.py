"""From statements about a mapping or a set back to the slots of SSSOM."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kgqual.namespaces import KQ, SSSOM, thing
from kgqual.sources.kinds.sssom.vocabulary import (
    ADDRESSES,
    CURIES,
    ENDS,
    ENTITY_TYPES,
    NUMBERS,
    SET_ADDRESSES,
    SET_TERMS,
    TERMS,
    TYPES,
)

Term = NamedNode | Literal | BlankNode | Triple
Compact = Callable[[str], str]
"""Makes a CURIE of an IRI."""
STRENGTHS = thing("strength", "").value
_KINDS = {node: name for name, node in ENTITY_TYPES.items()}


@cache
def mapping_slots() -> Mapping[NamedNode, str]:
    """Return property → slot of a mapping."""
    from sssom_pydantic.models import Record

    named = {TERMS.get(slot, SSSOM[slot]): slot for slot in Record.model_fields}
    return named | {term: slot for slot, term in ENDS.items()}


@cache
def set_slots() -> Mapping[NamedNode, str]:
    """Return property → slot of a set, with those slots that hold for all its mappings."""
    from sssom_pydantic.api import MappingSetRecord

    fields = MappingSetRecord.model_fields
    return {SET_TERMS.get(slot) or TERMS.get(slot, SSSOM[slot]): slot for slot in fields}


def read_slots(
    statements: Iterable[tuple[NamedNode, Term]],
    slots: Mapping[NamedNode, str],
    compact: Compact,
    extensions: Mapping[NamedNode, str],
) -> dict[str, Any]:
    """Return slots by name, those that may have several values as lists.

    ``slots`` and ``extensions`` say which property is which slot; other statements are left out.
    ``compact`` raises ValueError for an IRI that it cannot shorten.
    """
    from sssom_pydantic.constants import MULTIVALUED

    found: dict[str, Any] = {}
    for term, value in statements:
        if slot := slots.get(term):
            read = _read(slot, value, compact)
            if slot in MULTIVALUED | {"mapping_set_source"}:
                found.setdefault(slot, []).append(read)
            else:
                found[slot] = read
        elif name := extensions.get(term):
            found[name] = extension_text(term, value, compact)
    return found


def _read(slot: str, value: Term, compact: Compact) -> str | float:
    if isinstance(value, Literal):
        return float(value.value) if slot in NUMBERS else value.value
    assert isinstance(value, NamedNode)
    if slot in TYPES:
        return _KINDS.get(value, value.value)
    if value == SSSOM.NegatedPredicate:
        return "Not"
    if slot in CURIES:
        return compact(value.value)
    return value.value if slot in ADDRESSES | SET_ADDRESSES else compact(value.value)


def extension_text(term: NamedNode, value: Term, compact: Compact) -> str:
    """Return the value of an extension slot as a table has it."""
    if isinstance(value, Literal):
        return value.value
    assert isinstance(value, NamedNode)
    if term == KQ.strength:
        return value.value.removeprefix(STRENGTHS)
    return compact(value.value)
