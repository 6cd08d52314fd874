"""The mappings that are in the graph: which there are, and as a mapping set of SSSOM again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Query
from kgqual.errors import BadUsage
from kgqual.mapping.naming import among, thing_named
from kgqual.namespaces import SKOS, compact, expand
from kgqual.sources.kinds.sssom.rdf_slots import Term

_ALL = Query.beside(__file__)
_STATEMENTS = Query.beside(__file__, "statements")
_BATCH = 500
Statements = Sequence[tuple[NamedNode, Term]]


class UnknownSet(BadUsage):
    """There is no mapping set of the name."""


class Stored(NamedTuple):
    """A mapping in the graph: its IRI, its set, and what it maps to what."""

    mapping_set: str
    subject: str
    predicate: str
    object: str
    iri: str


@dataclass(frozen=True)
class Selection:
    """Which mappings are asked for; what is empty does not matter.

    ``subject`` and ``object`` name a thing, ``predicate`` a relation such as ``closeMatch``,
    ``from_`` and ``to`` the schemes of subject and object, or a prefix; ``sets`` mapping sets.
    """

    subject: str = ""
    object: str = ""
    predicate: str = ""
    from_: str = ""
    to: str = ""
    sets: tuple[str, ...] = ()


def stored(graph: Graph) -> Sequence[Stored]:
    """Return all mappings in the order of their sets, and in these of what they map."""
    return graph.once("stored mappings", lambda: tuple(sorted(_read(graph))))


def select(graph: Graph, selection: Selection) -> list[Stored]:
    """Return the mappings that are asked for, in order.

    Raises BadUsage for a name of nothing or of several things, UnknownSet for a set.
    """
    sets = {set_named(graph, name) for name in selection.sets}
    subject = thing_named(graph, selection.subject).iri if selection.subject else ""
    target = thing_named(graph, selection.object).iri if selection.object else ""
    predicate = predicate_named(selection.predicate) if selection.predicate else ""
    from_ = among(graph, selection.from_).things if selection.from_ else None
    to = among(graph, selection.to).things if selection.to else None
    return [
        one
        for one in stored(graph)
        if (not sets or one.mapping_set in sets)
        and (not subject or one.subject == subject)
        and (not target or one.object == target)
        and (not predicate or one.predicate == predicate)
        and (from_ is None or one.subject in from_)
        and (to is None or one.object in to)
    ]


def predicate_named(text: str) -> str:
    """Return the relation of a CURIE, an IRI, or a name in SKOS. Raises BadUsage for another."""
    try:
        return (expand(text) if ":" in text else SKOS[text]).value
    except ValueError as error:
        raise BadUsage(f"predicate: {error}. Give one such as closeMatch.") from error


def set_named(graph: Graph, text: str) -> str:
    """Return the set of an IRI, a CURIE, or the last part of its IRI, such as ``nqf-eqf``.

    Raises UnknownSet when there is none, or when several end so.
    """
    there = sorted({one.mapping_set for one in stored(graph)})
    found = [iri for iri in there if text in (iri, compact(iri), short_name(iri))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(map(short_name, there)) or "none"
    which = "several mapping sets are" if found else "no mapping set is"
    raise UnknownSet(f"{text!r}: {which} called so. There are: {names}.")


def short_name(mapping_set: str) -> str:
    """Return the last part of a set's IRI, without the suffix of a file."""
    return mapping_set.rstrip("/#").rpartition("/")[2].removesuffix(".sssom.tsv")


def statements(graph: Graph, nodes: Iterable[str]) -> Mapping[str, Statements]:
    """Return what is said of mappings or of sets, by their IRI, in a fixed order."""
    found: dict[str, list[tuple[NamedNode, Term]]] = defaultdict(list)
    wanted = sorted(set(nodes))
    for start in range(0, len(wanted), _BATCH):
        for row in graph.solutions(_STATEMENTS, node=wanted[start : start + _BATCH]):
            node, term = row["node"], row["term"]
            assert isinstance(node, NamedNode)
            assert isinstance(term, NamedNode)
            found[node.value].append((term, row["value"]))
    return {node: sorted(said, key=str) for node, said in found.items()}


def _read(graph: Graph) -> Iterator[Stored]:
    for row in graph.rows(_ALL):
        yield Stored(row["set"], row["subject"], row["predicate"], row["object"], row["mapping"])
