"""The way up or down between two things of one classification."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import networkx as nx

from kgqual.answering import Graph, Query
from kgqual.chaining import Step
from kgqual.namespaces import SKOS

_QUERY = Query.beside(__file__)
_BROADER = SKOS.broader.value


class Hierarchy:
    """What lies between some pairs of things, one of which is above the other."""

    def __init__(self, graph: Graph, pairs: Iterable[tuple[str, str]]) -> None:
        """Look up what lies between the two things of each pair, whichever is above."""
        ends = {pair for pair in pairs if pair[0] != pair[1]}
        rows = graph.rows(_QUERY, lowest__highest=tuple(sorted(ends | {(b, a) for a, b in ends})))
        self._above: nx.DiGraph[str] = nx.DiGraph()
        self._above.add_edges_from((row["narrower"], row["broader"]) for row in rows)

    def climb(self, start: str, end: str) -> list[Step]:
        """Return the steps up, or else down, from one thing of a pair to the other."""
        if start == end:
            return []
        if nx.has_path(self._above, start, end):
            up: list[str] = nx.shortest_path(self._above, start, end)
            return [Step(low, _BROADER, high) for low, high in pairwise(up)]
        down: list[str] = nx.shortest_path(self._above, end, start)
        return [Step(low, _BROADER, high, against=True) for low, high in pairwise(down)][::-1]
