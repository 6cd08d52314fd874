"""The things from which mappings are inferred, and those to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal

from kgqual.answering import Graph, Named, Of, Query, Thing
from kgqual.answering.resolving import Resolver
from kgqual.answering.sentences import name
from kgqual.errors import BadUsage
from kgqual.mapping.inference.asked import Asked
from kgqual.namespaces import SKOS, compact, prefixes

_MEMBERS = Query.beside(__file__, "members")

_FEW = 8
"""Things listed that a name may mean."""


@dataclass(frozen=True)
class Among:
    """A scheme, a class, or what IRIs begin with, and the things of it."""

    named: Named
    things: frozenset[str]


@dataclass(frozen=True)
class Ends:
    """What is inferred from, and to: ``to`` is None for everything in other schemes."""

    from_: Among | None
    subject: Named | None
    to: Among | None
    starts: tuple[str, ...]

    @classmethod
    def of(cls, graph: Graph, asked: Asked) -> Ends:
        """Find what is asked. Raises BadUsage for a name of nothing, or of several things."""
        subject = thing_named(graph, asked.subject) if asked.subject else None
        from_ = among(graph, asked.from_) if asked.from_ else None
        to = among(graph, asked.to) if asked.to else None
        things = from_.things if from_ else {subject.iri} if subject else set()
        starts = tuple(sorted(things - to.things if to else things))
        if not starts:
            raise BadUsage(
                "What mappings are inferred from belongs to the scheme that they are inferred to."
            )
        return cls(from_, subject, to, starts)

    def wanted(self, iri: str) -> bool:
        """Whether a thing may be an end."""
        return self.to is None or iri in self.to.things


def thing_named(graph: Graph, text: str) -> Named:
    """Return the one thing that a text names; what mappings cite need not be described."""
    found = Resolver(graph).resolve(text, Of())
    if len(found.things) == 1:
        return _named(found.things[0])
    raise BadUsage(_why_not("subject", text, found.things, found.near))


def among(graph: Graph, text: str) -> Among:
    """Return the one set that a text names."""
    found = Resolver(graph).resolve(text, Of(SKOS.ConceptScheme))
    if len(found.things) == 1:
        scheme = _named(found.things[0])
        return Among(scheme, _members(graph, set=scheme))
    if below := prefixes().get(text.removesuffix(":")):
        return Among(Named(iri=below), _members(graph, below=Literal(below)))
    raise BadUsage(_why_not("scheme", text, found.things, found.near))


def _members(graph: Graph, **bindings: Named | Literal) -> frozenset[str]:
    given = {"set": (), "below": (), **bindings}
    return frozenset(row["thing"] for row in graph.rows(_MEMBERS, **given))


def _named(thing: Thing) -> Named:
    return Named.model_validate(dict(thing), extra="ignore")


def _why_not(what: str, text: str, several: Iterable[Thing], near: Iterable[Thing]) -> str:
    """Return why a text names no one thing, with what it may have meant."""
    listed = [f"{name(thing, 'en')} ({compact(thing.iri)})" for thing in several or near]
    more = len(listed) - _FEW
    listed[_FEW:] = [f"and {more} more"] if more > 0 else []
    choices = f" Is it one of these? {'; '.join(listed)}." if listed else ""
    how_many = "several" if several else "nothing"
    return f"{text!r} names {how_many} that could be the {what}.{choices}"
