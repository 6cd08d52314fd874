"""Mappings that contradict which things stand above which.

Hierarchies and mappings together form a graph: from each thing up to what is broader, and both
ways between things that are the same. A thing cannot stand above itself, so whoever follows a
mapping and comes back to where it began, having climbed on the way, has found a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import networkx as nx

from kgqual.mapping.checks.faults import Fault, Rule, error
from kgqual.mapping.statements import Statement
from kgqual.mapping.surroundings import Surroundings
from kgqual.namespaces import SKOS, compact

_EXACT, _BROAD, _NARROW = SKOS.exactMatch.value, SKOS.broadMatch.value, SKOS.narrowMatch.value
Climbs: TypeAlias = "nx.DiGraph[str]"
"""From things to those above them (``climb`` 1) and to those that are the same (``climb`` 0)."""


def contradictions(statements: Sequence[Statement], graph: Surroundings | None) -> Iterator[Fault]:
    """Yield the rows that put a thing above itself, with the way that leads there."""
    climbs = _climbs(statements)
    for below, above in graph.hierarchy(climbs) if graph else ():
        _add(climbs, below, above, 1)
    circles = {node: part for part in _circles(climbs) for node in part}
    for statement in statements:
        if statement.where is None or not _climbing(statement):
            continue
        part = circles.get(statement.subject)
        if part is None or statement.object not in part:
            continue
        way = _way(climbs.subgraph(part), statement)
        if way is None:
            continue
        reason = (
            f"with what else is stated, {compact(statement.predicate)} puts a thing above itself: "
            f"{' → '.join(map(compact, way))}. Correct the predicate, or what leads back."
        )
        yield error(Rule.HIERARCHY, statement.where.at("predicate_id"), reason)


def _climbing(statement: Statement) -> bool:
    stated = statement.predicate in (_EXACT, _BROAD, _NARROW)
    return stated and not (statement.denied or statement.finds_none)


def _climbs(statements: Iterable[Statement]) -> Climbs:
    climbs: Climbs = nx.DiGraph()
    for statement in filter(_climbing, statements):
        below, above = statement.subject, statement.object
        if statement.predicate == _EXACT:
            _add(climbs, below, above, 0)
            _add(climbs, above, below, 0)
        elif statement.predicate == _BROAD:
            _add(climbs, below, above, 1)
        else:
            _add(climbs, above, below, 1)
    return climbs


def _add(climbs: Climbs, start: str, end: str, climb: int) -> None:
    known = climbs.get_edge_data(start, end, {"climb": 0})["climb"]
    climbs.add_edge(start, end, climb=max(known, climb))


def _circles(climbs: Climbs) -> Iterator[set[str]]:
    """Yield the sets of things that lead to each other with a climb among them."""
    for part in nx.strongly_connected_components(climbs):
        if len(part) > 1 and _strict(climbs.subgraph(part)):
            yield part


def _strict(part: Climbs) -> list[tuple[str, str]]:
    """Return the steps that lead upwards, not to something that is the same."""
    return [edge for edge in part.edges if part.edges[edge]["climb"]]


def _way(part: Climbs, statement: Statement) -> list[str] | None:
    """Return a circle through the mapping, with a climb in it; None when there is none."""
    start, end = statement.subject, statement.object
    if statement.predicate == _NARROW:
        start, end = end, start
    if statement.predicate != _EXACT or part.edges[start, end]["climb"]:
        return [start, *nx.shortest_path(part, end, start)]
    if part.edges[end, start]["climb"]:
        return [end, start, end]
    besides: Climbs = nx.DiGraph(part)
    besides.remove_edges_from([(start, end), (end, start)])
    return _climb(besides, start, end) or _climb(besides, end, start)


def _climb(part: Climbs, start: str, end: str) -> list[str] | None:
    """Return the way from one of two equal things up to the other, and back; None without one."""
    reached = {start, *nx.descendants(part, start)}
    leading = {end, *nx.ancestors(part, end)}
    for below, above in _strict(part):
        if below in reached and above in leading:
            up = nx.shortest_path(part, start, below)
            return [*up, *nx.shortest_path(part, above, end), start]
    return None
