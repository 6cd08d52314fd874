"""Data extension: the values of properties for things that were reconciled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Named, Source
from kgqual.errors import BadUsage
from kgqual.namespaces import XSD, compact
from kgqual.reconciliation.column_settings import Settings
from kgqual.reconciliation.description import type_named
from kgqual.reconciliation.requests import ExtensionQuery
from kgqual.reconciliation.responses import Column, Extension, Value
from kgqual.reconciliation.schema import Property, in_language, properties, types
from kgqual.reconciliation.values import Value as Stated
from kgqual.reconciliation.values import is_iri, values

_WHOLE = frozenset((XSD.integer, XSD.int, XSD.nonNegativeInteger))
_BROKEN = frozenset((XSD.decimal, XSD.double, XSD.float))


def extend(graph: Graph, asked: ExtensionQuery, language: str) -> Extension:
    """Return the values of the wanted properties; a thing that is not in the graph has none.

    Raises BadUsage for an unknown property, one that is wanted twice, or a wrong setting.
    """
    wanted = _wanted(asked)
    iris = {iri for iri in asked.ids if is_iri(iri)}
    found = {whole.id: values(graph, iris, whole) for whole, _ in wanted}
    stated = chain.from_iterable(row for things in found.values() for row in things.values())
    named = graph.named({v.term.value for v in stated if isinstance(v.term, NamedNode)})
    return Extension(
        meta=tuple(_column(whole, settings, language) for whole, settings in wanted),
        rows={
            iri: {
                whole.id: tuple(
                    _value(value, whole, settings, named, language)
                    for value in settings.cut(found[whole.id].get(iri, []))
                )
                for whole, settings in wanted
            }
            for iri in asked.ids
        },
    )


def _wanted(asked: ExtensionQuery) -> list[tuple[Property, Settings]]:
    counted = Counter(one.id for one in asked.properties)
    for pid, count in counted.items():
        if pid not in properties():
            raise BadUsage(f"{pid!r} is no property of this service: {', '.join(properties())}.")
        if count > 1:
            raise BadUsage(f"The property {pid} is wanted {count} times; once is possible.")
    return [(properties()[one.id], Settings.of(one.settings)) for one in asked.properties]


def _column(whole: Property, settings: Settings, language: str) -> Column:
    name = in_language(whole.names, language)
    if not whole.type or settings.content != "name":
        return Column(id=whole.id, name=name)
    return Column(id=whole.id, name=name, type=type_named(types()[whole.type], language))


def _value(
    stated: Stated,
    whole: Property,
    settings: Settings,
    named: Mapping[str, Named],
    language: str,
) -> Value:
    if whole.part:
        assert stated.basis, f"{whole.id} tells of statements that have a basis"
        strength, source = stated.basis.strength, stated.basis.source
        return {"str": str(strength) if whole.part == "strength" else _cited(source, language)}
    if isinstance(stated.term, Literal):
        return _literal(stated.term)
    thing = named[stated.term.value]
    if settings.content == "name":
        name = in_language(thing.label, language) or thing.code or compact(thing.iri)
        return {"id": thing.iri, "name": name}
    return {"str": thing.iri if settings.content == "id" else thing.code}


def _literal(literal: Literal) -> Value:
    if literal.datatype in _WHOLE:
        return {"int": int(literal.value)}
    if literal.datatype in _BROKEN:
        return {"float": float(literal.value)}
    return {"str": literal.value}


def _cited(source: Source, language: str) -> str:
    """Return a source as one cell: its title, the place in it, its date."""
    title = in_language(source.titles, language) or source.title
    dated = f" ({source.date})" if source.date else ""
    return ", ".join(filter(None, (title, source.locator))) + dated
