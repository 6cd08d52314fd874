"""Who states a triple: looked up in the graph for many triples at once.

A mapping or a claim that annotates the triple states its basis itself. Where none does, the
triple has the basis that its subject states of itself in the same graph, and where that states
none, it is published by the graph: a transcription of ours is ``editorial``, a classification
that its own publisher issues is ``official`` (the definitions of ``kqid:strength``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgqual.answering.envelope import Basis, Source
from kgqual.answering.graph import Graph, Row
from kgqual.answering.query import Query
from kgqual.model import Strength
from kgqual.namespaces import compact
from kgqual.store.interface import Term
from kgqual.store.manifest import GraphEntry

_BASES = Query.beside(__file__)
_GRAPHS = Query.beside(__file__, "graphs")
_DESCRIBED = Query.beside(__file__, "described")
_DOCUMENTS = Query.beside(__file__, "documents")
_STRENGTH = "https://w3id.org/kgqual/id/strength/"
_PARTS = ("graph", "basis", "source", "locator", "confidence", "note", "until")
_BATCH = 200
_OURS = "kgqual"


class Fact(NamedTuple):
    """A triple; the object may be a literal."""

    subject: str
    predicate: str
    object: NamedNode | Literal


def bases(graph: Graph, facts: Iterable[Fact]) -> dict[Fact, list[Basis]]:
    """Return the bases of each fact, the best first; a fact that nobody states has none."""
    wanted = list(dict.fromkeys(facts))
    stated: dict[Fact, list[Mapping[str, Term]]] = defaultdict(list)
    for row in _stated(graph, wanted):
        if _text(row["graph"]) in graph.entries:
            stated[_fact(row)].append(row)
    chosen = {fact: _preferred(stated[fact]) for fact in wanted}
    named = {_text(r["source"]) for rows in chosen.values() for r in rows if "source" in r}
    sources = documents(graph, named)
    known: dict[tuple[tuple[Term | None, ...], ...], list[Basis]] = {}
    """Many facts have the same bases, such as the graph that holds them all."""
    found = {}
    for fact, rows in chosen.items():
        key = tuple(tuple(row.get(name) for name in _PARTS) for row in rows)
        if key not in known:
            known[key] = _bases(_basis(graph, row, sources) for row in rows)
        found[fact] = known[key]
    return found


def _stated(graph: Graph, facts: Iterable[Fact]) -> Iterator[Mapping[str, Term]]:
    """Yield who states some triples; where only graphs can, that is all that is looked up."""
    described = graph.snapshot.memory.once(
        _DESCRIBED.name, lambda: frozenset(row["thing"] for row in graph.rows(_DESCRIBED))
    )
    by_query: dict[Query, list[tuple[NamedNode, NamedNode, NamedNode | Literal]]]
    by_query = {_BASES: [], _GRAPHS: []}
    for s, p, o in facts:
        query = _BASES if s in described else _GRAPHS
        by_query[query].append((NamedNode(s), NamedNode(p), o))
    for query, triples in by_query.items():
        for start in range(0, len(triples), _BATCH):
            yield from graph.solutions(query, s__p__o=triples[start : start + _BATCH])


def documents(graph: Graph, iris: Iterable[str]) -> dict[str, Source]:
    """Return the documents of these IRIs as sources; one without a title is called by its IRI."""
    wanted = sorted(set(iris))
    found: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
    titles: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
    for row in graph.solutions(_DOCUMENTS, document=wanted) if wanted else ():
        iri = _text(row["document"])
        for key in row.keys() & {"date", "page"}:
            found[iri][key] = min(found[iri].get(key, _text(row[key])), _text(row[key]))
        if isinstance(title := row.get("title"), Literal):
            titles[iri][title.language or ""] = title.value
    return {
        iri: Source(
            iri=iri,
            title=_best(titles[iri]) or compact(iri),
            titles=titles[iri],
            page=found[iri].get("page"),
            date=found[iri].get("date"),
        )
        for iri in wanted
    }


def graph_source(entry: GraphEntry) -> Source:
    """Return a graph of the snapshot as a source: its title, its date of issue, its page."""
    return Source(
        iri=entry.iri,
        title=_best(entry.title) or entry.name,
        titles=dict(entry.title),
        page=entry.landing_page or None,
        date=entry.issued or None,
    )


def _fact(row: Mapping[str, Term]) -> Fact:
    object = row["o"]
    assert isinstance(object, NamedNode | Literal)
    return Fact(_text(row["s"]), _text(row["p"]), object)


def _preferred(rows: list[Mapping[str, Term]]) -> list[Mapping[str, Term]]:
    """Leave out what the graphs say by themselves where a mapping or a claim says it."""
    said = [row for row in rows if _text(row["kind"]) != "graph"]
    return said or rows


def _bases(stated: Iterable[Basis]) -> list[Basis]:
    found: list[Basis] = []
    for basis in stated:
        if basis not in found:
            found.append(basis)
    return sorted(found, key=_order)


def _order(basis: Basis) -> tuple[int, bool, str, str]:
    """Sort the strongest first; of equals the dated and the newer one."""
    date = basis.source.date or ""
    newest = "".join(chr(0x10FFFF - ord(c)) for c in date)
    return basis.strength.rank, not date, newest, basis.source.iri


def _basis(graph: Graph, stated: Mapping[str, Term], sources: Mapping[str, Source]) -> Basis:
    row = {name: _text(term) for name, term in stated.items()}
    entry = graph.entries[row["graph"]]
    source = sources[row["source"]] if "source" in row else graph_source(entry)
    return Basis(
        strength=_strength(row, entry),
        confidence=float(row["confidence"]) if "confidence" in row else None,
        source=source.model_copy(update={"locator": row.get("locator")}),
        note=row.get("note"),
        until=row.get("until"),
    )


def _strength(row: Row, entry: GraphEntry) -> Strength:
    if "basis" in row:
        return Strength(row["basis"].removeprefix(_STRENGTH))
    return Strength.EDITORIAL if entry.publisher in ("", _OURS) else Strength.OFFICIAL


def _best(titles: Mapping[str, str]) -> str:
    return titles.get("en") or next(iter(titles.values()), "")


def _text(term: Term) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value
