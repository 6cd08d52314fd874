"""From the thing of a code to what it belongs to and what that stands for, link by link."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal as Choice
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Link, Query
from kgqual.namespaces import KQ, SKOS

Role = Choice[
    "code",
    "prefix",
    "field",
    "speciality",
    "area",
    "direction",
    "above",
    "main-group",
    "sequence",
    "award",
    "level",
    "skill-level",
    "eqf",
    "qf-ehea",
]
"""What a part of a code is, or what follows from it."""
PREDICATES: Mapping[Role, NamedNode] = {
    "prefix": KQ.codePrefix,
    "field": KQ.studyField,
    "speciality": KQ.speciality,
    "area": SKOS.broader,
    "direction": SKOS.broader,
    "above": SKOS.broader,
    "main-group": SKOS.broaderTransitive,
    "sequence": KQ.sequenceNumber,
}
"""What a part of a code states of the thing of the code."""
_ROLES: Mapping[NamedNode, Role] = {
    KQ.codePrefix: "prefix",
    KQ.studyField: "field",
    KQ.speciality: "speciality",
    KQ.studyArea: "area",
    KQ.studyDirection: "direction",
    KQ.awardType: "award",
    KQ.indicatesLevel: "level",
    KQ.skillLevel: "skill-level",
}


class Reached(NamedTuple):
    """What was reached: a thing by its IRI, or a mere number with ``iri`` ''.

    ``links`` lead to it from the code, ``between`` are the things on the way, ``text`` are its
    characters in the code.
    """

    role: Role
    iri: str
    links: tuple[Link, ...]
    between: tuple[str, ...] = ()
    text: str = ""


def walk(graph: Graph, query: Query, starts: Sequence[Reached]) -> Iterator[Reached]:
    """Yield what the graph says from ``starts`` on, nearest first, each thing once.

    ``query`` returns the statements ``?s ?p ?o`` of the things and of whatever they belong to.
    """
    said: dict[str, list[tuple[NamedNode, NamedNode | Literal]]] = defaultdict(list)
    for row in graph.solutions(query, start=[one.iri for one in starts]) if starts else ():
        s, p, o = row["s"], row["p"], row["o"]
        assert isinstance(s, NamedNode) and isinstance(p, NamedNode)
        assert isinstance(o, NamedNode | Literal)
        said[s.value].append((p, o))
    seen = {one.iri for one in starts}
    waiting = deque(starts)
    while waiting:
        start = waiting.popleft()
        for predicate, object in said[start.iri]:
            found = _step(start, predicate, object)
            if found.iri not in seen:
                yield found
                if found.iri:
                    seen.add(found.iri)
                    waiting.append(found)


def _step(start: Reached, predicate: NamedNode, object: NamedNode | Literal) -> Reached:
    """Go on by one statement; the thing of the code itself needs no link to be reached."""
    first = start.role == "code"
    link = Link(start.iri, predicate, object)
    links = (link,) if first else (*start.links, link)
    between = () if first else (*start.between, start.iri)
    if isinstance(object, Literal):
        return Reached("sequence", "", links, between, object.value)
    return Reached(_role(predicate, object.value), object.value, links, between)


def _role(predicate: NamedNode, object: str) -> Role:
    """Return what a statement leads to; what something belongs to is told by its IRI."""
    if predicate != SKOS.broader:
        return _ROLES[predicate]
    if "/he/area/" in object:
        return "area"
    return "direction" if "/he/direction/" in object else "above"
