"""What a snapshot says about one thing: statements with the graphs they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.store.dataset import CURRENT, Dataset
from kgqual.store.interface import Store, Term
from kgqual.web.queries import page_query

EVERYTHING = Dataset(default=(), named=None)


@dataclass(frozen=True)
class Statement:
    """One triple about the thing: the term at its other end, and the graphs that state it."""

    property: str
    other: Term
    graphs: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The statements of one property in one direction.

    ``total`` counts all of them; ``statements`` may hold only a page.
    """

    property: str
    incoming: bool
    total: int
    statements: tuple[Statement, ...]


def outgoing(store: Store, thing: NamedNode) -> tuple[Group, ...]:
    """Return all statements whose subject is ``thing``, grouped by property."""
    answer = store.query(page_query("outgoing"), EVERYTHING, bindings={"thing": thing})
    graphs: dict[tuple[str, Term], list[str]] = defaultdict(list)
    for _, property, value, graph in answer.rows():
        assert isinstance(property, NamedNode) and isinstance(graph, NamedNode) and value
        graphs[property.value, value].append(graph.value)
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for (property_iri, value), stated_by in graphs.items():
        grouped[property_iri].append(Statement(property_iri, value, tuple(sorted(stated_by))))
    return tuple(Group(p, False, len(found), tuple(found)) for p, found in grouped.items())


def incoming_counts(store: Store, thing: NamedNode) -> dict[str, int]:
    """Return, for each property that points to ``thing``, how many things do so by it."""
    answer = store.query(page_query("incoming_counts"), EVERYTHING, bindings={"thing": thing})
    return {
        _iri(property): int(count.value)
        for _, property, count in answer.rows()
        if isinstance(count, Literal)
    }


def subjects(
    store: Store, thing: NamedNode, property: str, *, limit: int, offset: int = 0
) -> list[Term]:
    """Return things that point to ``thing`` by ``property``, in the store's own fixed order."""
    text = f"{page_query('incoming_subjects')}LIMIT {limit:d} OFFSET {offset:d}"
    bindings = {"thing": thing, "property": NamedNode(property)}
    rows = store.query(text, EVERYTHING, bindings=bindings).rows()
    return [subject for _, _, subject in rows if subject is not None]


def stated(
    store: Store, thing: NamedNode, property: str, found: Iterable[Term]
) -> Iterator[Statement]:
    """Yield the incoming statements from the subjects ``found``, with their graphs."""
    for subject in found:
        bindings = {"subject": subject, "property": NamedNode(property), "value": thing}
        rows = store.query(page_query("statement_graphs"), EVERYTHING, bindings=bindings).rows()
        yield Statement(property, subject, tuple(sorted(_iri(graph) for *_, graph in rows)))


def exists(store: Store, thing: NamedNode) -> bool:
    """Say whether any graph has a statement with ``thing`` as its subject or object."""
    for name in ("outgoing", "incoming_subjects"):
        answer = store.query(f"{page_query(name)}LIMIT 1", EVERYTHING, bindings={"thing": thing})
        if next(answer.rows(), None) is not None:
            return True
    return False


def dataset_of(store: Store, thing: NamedNode, all_graphs: Iterable[str]) -> Dataset:
    """Return the current graphs when they describe ``thing``, else every graph.

    A thing of a superseded version is still described, by the version that knows it.
    """
    answer = store.query(
        f"{page_query('outgoing_triples')}LIMIT 1", CURRENT, bindings={"thing": thing}
    )
    described = next(answer.triples(), None) is not None
    return CURRENT if described else Dataset(default=tuple(all_graphs))


def triples(
    store: Store, thing: NamedNode, direction: str, dataset: Dataset, limit: int
) -> list[Triple]:
    """Return at most ``limit`` triples of which ``thing`` is subject or object.

    ``direction`` is ``outgoing`` or ``incoming``.
    """
    text = f"{page_query(f'{direction}_triples')}LIMIT {limit:d}"
    return list(store.query(text, dataset, bindings={"thing": thing}).triples())


def _iri(term: Term | None) -> str:
    assert isinstance(term, NamedNode)
    return term.value
