"""The values that properties of things have in the graph, each with who states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Basis, Graph, Query
from kgqual.answering.bases import Fact, bases
from kgqual.model import Strength
from kgqual.namespaces import sparql_prologue
from kgqual.reconciliation.schema import Property

_BATCH = 500


class Value(NamedTuple):
    """One value of a property, and its basis where the property's statements have one."""

    term: NamedNode | Literal
    basis: Basis | None = None


def values(graph: Graph, things: Collection[str], wanted: Property) -> dict[str, list[Value]]:
    """Return thing → the values of a property, in an order that does not change.

    Of a property with ``basis``, unverified values are left out: they are no answers.
    """
    found = list(dict.fromkeys(_stated(graph, sorted(things), wanted)))
    stated = bases(graph, (fact for _, fact in found)) if wanted.basis else {}
    listed: dict[str, list[Value]] = defaultdict(list)
    for thing, fact in found:
        best = next(iter(stated.get(fact, ())), None)
        if not wanted.basis or (best and best.strength is not Strength.UNVERIFIED):
            listed[thing].append(Value(fact.object, best))
    for row in listed.values():
        row.sort(key=lambda value: str(value.term))
    return listed


def _stated(graph: Graph, things: list[str], wanted: Property) -> Iterator[tuple[str, Fact]]:
    for predicate in wanted.predicates:
        query = Query(wanted.id, _text(wanted, predicate))
        for start in range(0, len(things), _BATCH):
            for row in graph.solutions(query, thing=things[start : start + _BATCH]):
                value = row["value"]
                assert isinstance(value, NamedNode | Literal)
                yield _iri(row["thing"]), Fact(_iri(row["subject"]), predicate, value)


def is_iri(text: str) -> bool:
    """Return whether a text that a client calls an id can be one."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def having(graph: Graph, iris: Collection[str], wanted: Property, limit: int) -> list[str]:
    """Return things, ``limit`` at most, that have one of ``iris`` as a value of a property."""
    found: list[str] = []
    for predicate in wanted.predicates:
        text = _text(wanted, predicate).replace("VALUES ?thing { }", "VALUES ?value { }")
        query = Query(wanted.id, f"{text}\nORDER BY ?thing LIMIT {limit}")
        found += (row["thing"] for row in graph.rows(query, value=list(iris)))
    return list(dict.fromkeys(found))[:limit]


def _text(wanted: Property, predicate: str) -> str:
    """Return the query for a predicate; all that is put into it comes from ``schema.toml``.

    It has one predicate: where VALUES gives several, the engine joins them before the things.
    """
    subject = "?about" if wanted.about else "?thing"
    conditions = (
        f"?thing {wanted.about} ?about ." if wanted.about else "",
        f"{subject} <{predicate}> ?value .",
        f"?value a <{wanted.of}> ." if wanted.of else "",
        f"?value skos:inScheme <{wanted.scheme}> ." if wanted.scheme else "",
        f'FILTER(LANG(?value) = "{wanted.language}")' if wanted.language else "",
    )
    return f"""{sparql_prologue()}
SELECT DISTINCT ?thing ({subject} AS ?subject) ?value
WHERE {{
  VALUES ?thing {{ }}
  {" ".join(filter(None, conditions))}
}}"""


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
