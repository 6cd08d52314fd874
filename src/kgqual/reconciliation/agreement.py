"""Whether what a query says of a thing agrees with what the graph says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Query
from kgqual.folding import fold
from kgqual.namespaces import expand
from kgqual.reconciliation.schema import Property
from kgqual.reconciliation.values import Value, values

_WIDER = Query.beside(__file__, "wider")
_TEXTS = Query.beside(__file__, "texts")
_BATCH = 500


class Agreement:
    """The values that things have of one property, by all the texts that name them."""

    def __init__(self, graph: Graph, things: Collection[str], wanted: Property) -> None:
        found = values(graph, things, wanted)
        named = {v.term.value for row in found.values() for v in row if _is_thing(v)}
        wider = _wider(graph, named) if wanted.wider else {iri: {iri} for iri in named}
        texts = _texts(graph, {iri for row in wider.values() for iri in row})
        self._keys: dict[str, set[str]] = {
            thing: {key for value in row for key in _keys(value, wider, texts)}
            for thing, row in found.items()
        }

    def of(self, thing: str, given: Iterable[str]) -> bool | None:
        """Return whether a thing has one of the values ``given``: IRIs, CURIEs, codes or names.

        None when the graph knows no value of the property for it.
        """
        keys = self._keys.get(thing)
        return None if keys is None else any(_asked(text) & keys for text in given)


def _asked(text: str) -> set[str]:
    """Return the keys of a text that was given: of the code, the name or the IRI it may be."""
    keys = _text_keys(text)
    try:
        return keys | {expand(text.strip()).value}
    except ValueError:  # neither an IRI nor a CURIE
        return keys


def _text_keys(text: str) -> set[str]:
    plain = " ".join(text.split()).casefold()
    return {f"code {plain}", f"name {fold(text)}"} - {"code ", "name "}


def _keys(
    value: Value, wider: Mapping[str, set[str]], texts: Mapping[str, set[str]]
) -> Iterable[str]:
    if not _is_thing(value):
        yield from _text_keys(value.term.value)
        return
    for iri in wider[value.term.value]:
        yield iri
        for text in texts[iri]:
            yield from _text_keys(text)


def _is_thing(value: Value) -> bool:
    return isinstance(value.term, NamedNode)


def _wider(graph: Graph, iris: Collection[str]) -> dict[str, set[str]]:
    """Return thing → itself and all that it belongs to."""
    return _pairs(graph, _WIDER, iris, "wider")


def _texts(graph: Graph, iris: Collection[str]) -> dict[str, set[str]]:
    """Return thing → its names in all languages, and its codes."""
    return _pairs(graph, _TEXTS, iris, "text")


def _pairs(graph: Graph, query: Query, iris: Collection[str], variable: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    wanted = sorted(iris)
    for start in range(0, len(wanted), _BATCH):
        for row in graph.solutions(query, thing=wanted[start : start + _BATCH]):
            thing, value = row["thing"], row[variable]
            assert isinstance(thing, NamedNode)
            assert isinstance(value, NamedNode | Literal)
            found[thing.value].add(value.value)
    return found
