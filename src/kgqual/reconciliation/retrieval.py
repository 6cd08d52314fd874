"""Things that a query may mean, found by its text, or without one by its properties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Of
from kgqual.answering.resolving import Resolver
from kgqual.reconciliation.requests import LANGUAGE, Condition, ReconciliationQuery
from kgqual.reconciliation.schema import classes_of, properties, types
from kgqual.reconciliation.values import having
from kgqual.search import Hit

_MOST = 200
"""Things that are looked at because they have a property; a longer list says little."""
_SPARE = 2
"""Times as many things are looked at as are wanted where properties put them in another order."""


def retrieve(graph: Graph, asked: ReconciliationQuery, language: str) -> list[Hit]:
    """Return what a query may mean; things that are called just so are all among them.

    They are of one of the types asked for. With ``should``, they are of any type where there is
    none of these.
    """
    for wanted in _wanted(asked):
        if asked.query.strip():
            found = _by_text(graph, asked, wanted, language)
        else:
            found = _by_properties(graph, asked.properties, wanted)
        if found:
            return found
    return []


def _wanted(asked: ReconciliationQuery) -> Iterable[list[str]]:
    """Yield the classes to look among, and those to look among when there is nothing."""
    yield classes_of(asked.type or types())
    if asked.type and asked.type_strict == "should":
        yield classes_of(types())


def _by_text(
    graph: Graph, asked: ReconciliationQuery, classes: list[str], language: str
) -> list[Hit]:
    text = asked.query.strip()
    index = graph.snapshot.index
    exact = index.exact(text, types=classes) or _by_reference(graph, text, classes)
    limit = asked.most * (_SPARE if asked.properties else 1)
    found = index.search(text, types=classes, language=language, limit=limit).hits
    return _distinct([*exact, *found])


def _by_reference(graph: Graph, text: str, classes: Iterable[str]) -> list[Hit]:
    """Return what a scheme and a code name together, such as ``DQR 6``."""
    if " " not in text or not text[-1].isdigit():
        return []
    named = Resolver(graph).resolve(text, Of(*map(NamedNode, classes)))
    return [hit for thing in named.things for hit in graph.snapshot.index.exact(thing.iri)]


def _by_properties(graph: Graph, conditions: Iterable[Condition], classes: list[str]) -> list[Hit]:
    """Return things that have one of the properties."""
    index = graph.snapshot.index
    found: list[Hit] = []
    for condition in conditions:
        if condition.pid == LANGUAGE:
            continue
        meant = [hit for text in condition.v for hit in index.exact(text)]
        wanted = properties()[condition.pid]
        things = having(graph, [hit.iri for hit in meant], wanted, _MOST)
        found += [hit for iri in things for hit in index.exact(iri, types=classes)]
        found += [hit for hit in meant if set(hit.types) & set(classes)]
    return _distinct(found)


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """Return the first hit of each thing."""
    return list({hit.iri: hit for hit in reversed(hits)}.values())[::-1]
