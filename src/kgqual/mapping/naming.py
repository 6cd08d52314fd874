"""The things and sets that people name when they ask about mappings."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from kgqual.answering import Graph, Named, Of, Query
from kgqual.answering.resolving import Resolver
from kgqual.answering.sentences import name
from kgqual.errors import BadUsage
from kgqual.mapping.suggestion.sets import NotLoaded, Sets, UnknownSet
from kgqual.namespaces import SKOS, compact, prefixes

_MEMBERS = Query.beside(__file__, "members")

_FEW = 8
"""Things listed that a name may mean."""


@dataclass(frozen=True)
class Among:
    """A scheme, a class, or what IRIs begin with, and the things of it."""

    named: Named
    things: frozenset[str]


def thing_named(graph: Graph, text: str) -> Named:
    """Return the one thing that a text names; what mappings cite need not be described.

    Raises BadUsage for a name of nothing, or of several things.
    """
    found = Resolver(graph).resolve(text, Of())
    if len(found.things) == 1:
        return _named(found.things[0])
    listed = [f"{name(thing, 'en')} ({compact(thing.iri)})" for thing in found.things or found.near]
    more = len(listed) - _FEW
    listed[_FEW:] = [f"and {more} more"] if more > 0 else []
    choices = f" Is it one of these? {'; '.join(listed)}." if listed else ""
    how_many = "several things" if found.things else "nothing"
    raise BadUsage(f"{text!r} names {how_many}.{choices}")


def among(graph: Graph, text: str) -> Among:
    """Return the one set that a text names: a scheme, a class, or a prefix of IRIs.

    What ``Sets`` does not know, or knows nothing of, may be a framework, which is its edition that
    holds on the day. Raises BadUsage as ``Sets.named`` does.
    """
    try:
        named = _named(Sets(graph).named(text))
    except (UnknownSet, NotLoaded):
        found = Resolver(graph).resolve(text, Of(SKOS.ConceptScheme)).things
        if len(found) == 1:
            return Among(_named(found[0]), _members(graph, set=found[0]))
        below = prefixes().get(text.removesuffix(":"))
        if below and (things := _members(graph, below=Literal(below))):
            return Among(Named(iri=below), things)
        raise
    return Among(named, _members(graph, set=named))


def _members(graph: Graph, **bindings: Named | Literal) -> frozenset[str]:
    given = {"set": (), "below": (), **bindings}
    return frozenset(row["thing"] for row in graph.rows(_MEMBERS, **given))


def _named(thing: Named) -> Named:
    return Named.model_validate(dict(thing), extra="ignore")
