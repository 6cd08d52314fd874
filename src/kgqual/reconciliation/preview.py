"""What a preview of a thing shows: enough to tell it from its namesakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Named, Of, Thing
from kgqual.answering.resolving import Resolver
from kgqual.namespaces import compact, thing
from kgqual.reconciliation.schema import Property, in_language, properties, types_of
from kgqual.reconciliation.values import Value, is_iri, values

_MOST = 3
_FULL = ("essential_skills", "optional_skills", "other_names", "name_en", "name_kk", "name_ru")
"""Properties that a preview leaves to the page of the thing, or shows as its names."""


@dataclass(frozen=True)
class Shown:
    """A value, and the name of the strength of the statement that gives it, or ''."""

    text: str
    strength: str = ""


@dataclass(frozen=True)
class Preview:
    """A thing in one language; ``more`` counts the values of a row that are not shown."""

    name: str
    iri: str
    kinds: tuple[str, ...]
    names: Mapping[str, str]
    rows: tuple[tuple[str, tuple[Shown, ...], int], ...]


def preview(graph: Graph, iri: str, language: str) -> Preview | None:
    """Return the preview of a thing; None when the graph does not know it."""
    known = Resolver(graph).things([iri], Of()) if is_iri(iri) else []
    if not known:
        return None
    found = _rows(graph, known[0])
    named = graph.named(_shown(found))
    kinds = types_of(known[0].types)
    return Preview(
        name=_called(known[0], language),
        iri=iri,
        kinds=tuple(in_language(kind.names, language) for kind in kinds),
        names=known[0].label,
        rows=tuple(
            (
                in_language(wanted.names, language),
                tuple(_one(value, named, language) for value in row[:_MOST]),
                max(len(row) - _MOST, 0),
            )
            for wanted, row in found
        ),
    )


def _rows(graph: Graph, known: Thing) -> list[tuple[Property, Sequence[Value]]]:
    kinds = types_of(known.types)
    asked = [
        one
        for one in properties().values()
        if not one.part and one.id not in _FULL and any(one.belongs_to(kind.id) for kind in kinds)
    ]
    found = [(one, values(graph, [known.iri], one).get(known.iri, [])) for one in asked]
    return [(one, row) for one, row in found if row]


def _shown(found: Sequence[tuple[Property, Sequence[Value]]]) -> set[str]:
    """Return the things whose names are needed: values, and the strengths of statements."""
    shown = [value for _, row in found for value in row[:_MOST]]
    strengths = {_strength(value) for value in shown if value.basis}
    return strengths | {v.term.value for v in shown if isinstance(v.term, NamedNode)}


def _strength(value: Value) -> str:
    assert value.basis
    return thing("strength", value.basis.strength).value


def _one(value: Value, named: Mapping[str, Named], language: str) -> Shown:
    iri = value.term.value
    text = _called(named[iri], language) if isinstance(value.term, NamedNode) else iri
    strength = _called(named[_strength(value)], language) if value.basis else ""
    return Shown(text, strength)


def _called(named: Named, language: str) -> str:
    return in_language(named.label, language) or named.code or compact(named.iri)
