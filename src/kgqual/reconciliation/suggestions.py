"""What may be meant by the beginning of a text: things, types, properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from kgqual.answering import Graph, Text
from kgqual.folding import fold
from kgqual.reconciliation.description import describe, type_named
from kgqual.reconciliation.responses import (
    EntitySuggestions,
    PropertyName,
    PropertyProposals,
    PropertySuggestions,
    SuggestedEntity,
    TypeSuggestions,
)
from kgqual.reconciliation.schema import classes_of, in_language, properties, types

T = TypeVar("T")

PAGE = 10
"""Suggestions in one answer."""


def suggest_entities(graph: Graph, prefix: str, cursor: int, language: str) -> EntitySuggestions:
    """Return things of the types that can be reconciled, the ``cursor``-th and those after it."""
    found = graph.snapshot.index.search(
        prefix, types=classes_of(types()), language=language, limit=PAGE, offset=cursor
    )
    known = describe(graph, [hit.iri for hit in found.hits], language)
    last = cursor + len(found.hits)
    return EntitySuggestions(
        result=tuple(
            SuggestedEntity(
                id=hit.iri,
                name=known[hit.iri].name,
                description=known[hit.iri].text(hit),
                notable=known[hit.iri].types(hit.types),
            )
            for hit in found.hits
        ),
        cursor=last if found.hits and last < found.total else None,
    )


def suggest_types(prefix: str, cursor: int, language: str) -> TypeSuggestions:
    """Return the types with an id, or a name in any language, of which a word begins so."""
    named = {kind.id: kind.names for kind in types().values()}
    found = (type_named(types()[key], language) for key in _beginning(named, prefix))
    return TypeSuggestions(result=tuple(found)[cursor : cursor + PAGE])


def suggest_properties(prefix: str, cursor: int, language: str) -> PropertySuggestions:
    """Return the properties with an id, or a name in any language, of which a word begins so."""
    named = {one.id: one.names for one in properties().values()}
    found = tuple(_named(key, language) for key in _beginning(named, prefix))
    return PropertySuggestions(result=found[cursor : cursor + PAGE])


def propose_properties(type_id: str, limit: int | None, language: str) -> PropertyProposals:
    """Return the properties that things of a type may have; for an unknown type, all of them."""
    found = [
        _named(one.id, language)
        for one in properties().values()
        if type_id not in types() or one.belongs_to(type_id)
    ]
    return PropertyProposals(properties=tuple(found[:limit]), type=type_id, limit=limit)


def _named(pid: str, language: str) -> PropertyName:
    return PropertyName(id=pid, name=in_language(properties()[pid].names, language))


def _beginning(named: dict[str, Text], prefix: str) -> Iterator[str]:
    """Yield the ids for which an id or a name has words that begin as those of ``prefix`` do."""
    wanted = fold(prefix).split()
    for key, names in named.items():
        words = [word for text in (key, *names.values()) for word in fold(text).split()]
        if all(any(word.startswith(one) for word in words) for one in wanted):
            yield key
