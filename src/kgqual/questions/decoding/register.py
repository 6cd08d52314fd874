"""The thing that a code names, and the graphs of the classifier that it is a code of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Query
from kgqual.codes import nco
from kgqual.codes.national import Kind, NationalCode
from kgqual.namespaces import ISCED_F, thing

_THINGS = Query.beside(__file__)
_SOURCES = {
    Kind.PREFIX: "framework",
    Kind.TVET_QUALIFICATION: "tvet",
    Kind.TVET_SPECIALITY: "tvet",
    Kind.HE_AREA: "he",
    Kind.HE_DIRECTION: "he",
    Kind.HE_PROGRAMME: "he",
    Kind.HE_GROUP: "he",
    Kind.NCO_GROUP: "nco",
}
"""Kind of code → kind of the source that holds its classifier."""


class Register(NamedTuple):
    """What the graphs asked hold of a code.

    ``node`` is the IRI of its thing, or what that would be; ``holders`` are the graphs of its
    classifier, and ``loaded`` the things of that code that they describe: a programme's code may
    name one at each of several universities.
    """

    node: str
    holders: tuple[str, ...]
    loaded: tuple[str, ...]

    @classmethod
    def of(cls, graph: Graph, code: NationalCode) -> Register:
        """Look a code up."""
        kind = _SOURCES[code.kind]
        holders = tuple(iri for iri, entry in graph.entries.items() if entry.kind == kind)
        iri = node(code.kind, code.text).value
        return cls(iri, holders, tuple(types_of(graph, [iri], code.text)))


def node(kind: Kind, text: str) -> NamedNode:
    """Return the IRI of the thing with a code; a programme's lacks its university."""
    if kind is Kind.PREFIX:
        return thing("prefix", text)
    if kind is Kind.NCO_GROUP:
        return thing("nco", nco.EDITION, text)
    return thing(*kind.value.split("-"), text)


def part(role: str, text: str) -> NamedNode | None:
    """Return the thing that a part of a code names, or None for a mere number."""
    match role:
        case "prefix":
            return thing("prefix", text)
        case "field":
            return ISCED_F[text]
        case "speciality":
            return thing("tvet", "speciality", text)
        case "area" | "direction":
            return thing("he", role, text)
        case "above" | "main-group":
            return thing("nco", nco.EDITION, text)
        case _:
            return None


def types_of(graph: Graph, iris: Iterable[str], text: str = "") -> dict[str, tuple[str, ...]]:
    """Return IRI → classes of those that the graphs describe, and of programmes coded ``text``."""
    found: dict[str, list[str]] = defaultdict(list)
    wanted = sorted(iris)
    for row in graph.rows(_THINGS, thing=wanted, code=Literal(text)):
        found[row["thing"]].append(row["type"])
    return {iri: tuple(sorted(types)) for iri, types in sorted(found.items())}
