"""What tells namesakes apart: the code of a thing, what it belongs to, its country."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kgqual.answering import Graph
from kgqual.namespaces import compact
from kgqual.reconciliation.responses import Type
from kgqual.reconciliation.schema import EntityType, in_language, properties, types, types_of
from kgqual.reconciliation.values import values
from kgqual.search import Hit

_BELONGS = ("broader", "classification", "speciality")
"""Properties that say what a thing belongs to; the first that it has is shown."""
_COUNTRY = "country"


@dataclass(frozen=True)
class Described:
    """A thing in one language: its name, its code, what it belongs to."""

    language: str
    name: str
    code: str = ""
    context: tuple[str, ...] = ()

    def text(self, hit: Hit) -> str | None:
        """Return the description: code, context, and what was found where it is another name."""
        known = hit.matched.text in (self.name, self.code, hit.iri)
        other = () if known else (f"“{hit.matched.text}”",)
        return " · ".join(filter(None, (self.code, *self.context, *other))) or None

    def types(self, classes: Collection[str]) -> tuple[Type, ...]:
        """Return the types of a thing of these classes."""
        return tuple(type_named(kind, self.language) for kind in types_of(classes))


def type_named(kind: EntityType, language: str) -> Type:
    """Return a type with its name and the type above it."""
    above = (type_named(types()[kind.broader], language),) if kind.broader else None
    return Type(id=kind.id, name=in_language(kind.names, language), broader=above)


def describe(graph: Graph, iris: Collection[str], language: str) -> dict[str, Described]:
    """Return thing → how it is called and what it belongs to."""
    belongs: dict[str, tuple[str, ...]] = dict.fromkeys(iris, ())
    for pid in (*_BELONGS, _COUNTRY):
        without = [iri for iri in iris if pid == _COUNTRY or not belongs[iri]]
        for thing, row in values(graph, without, properties()[pid]).items():
            belongs[thing] += tuple(value.term.value for value in row[:1])
    named = graph.named({*iris, *(iri for row in belongs.values() for iri in row)})
    called = {iri: in_language(one.label, language) for iri, one in named.items()}
    return {
        iri: Described(
            language,
            called[iri] or named[iri].code or compact(iri),
            named[iri].code,
            tuple(dict.fromkeys(called[of] for of in belongs[iri] if called[of])),
        )
        for iri in iris
    }
