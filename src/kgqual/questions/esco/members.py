"""The ESCO occupations that an argument stands for: itself, or those in a group."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Link, Query, Thing
from kgqual.namespaces import ESCO, KQ

_MEMBERS = Query.beside(__file__)


def members(graph: Graph, thing: Thing) -> Mapping[str, list[Link]]:
    """Return occupation → the links by which ``thing`` reaches it: none from one to itself.

    The occupations of a group of ISCO-08 are those that ESCO puts directly into it: they are in
    unit groups. A group of another classifier has those of the ISCO groups that a source says are
    the same, close, or narrower.
    """
    if KQ.OccupationGroup.value not in thing.types:
        return {thing.iri: []}
    found = {}
    for row in graph.rows(_MEMBERS, group=thing, isco=thing):
        links = [Link(row["occupation"], ESCO.memberOfISCOGroup, row["isco"], against=True)]
        if "predicate" in row:
            links.insert(0, Link(thing.iri, NamedNode(row["predicate"]), row["isco"]))
        found[row["occupation"]] = links
    return found
