"""The best chains between two things, found with networkx.

A thing may be reached by several kinds of chain, which may go on differently. So what is searched
are pairs of a thing and the ``Chain`` that led to it; what the rules refuse is no edge.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import networkx as nx

from kgqual.chaining.relations import Step
from kgqual.chaining.rules import Chain

CONSIDERED = 100
"""Chains of one strength looked at before the search gives up on finding more."""
_CERTAIN = 1e6
"""How many steps a chain may be longer when the logarithm of its confidence is better by one."""

Node = tuple[str, Chain | None]
"""A thing and the chain that led to it; None stands for any chain, at the end."""


class Worth(NamedTuple):
    """What a step is worth: the rank of its strength (0 is the strongest), and its confidence."""

    rank: int
    confidence: float | None = None


def combined_confidence(confidences: Iterable[float | None]) -> float | None:
    """Return the confidence of a chain: the product of those stated; None where none is stated.

    A step for which nobody states a confidence does not lower it.
    """
    stated = [c for c in confidences if c is not None]
    return math.prod(stated) if stated else None


def order(worths: Sequence[Worth]) -> tuple[int, float, int]:
    """Return what to sort chains by, the best first: strength, then confidence, then length."""
    confidence = combined_confidence(w.confidence for w in worths)
    certainty = 1.0 if confidence is None else confidence
    return max(w.rank for w in worths), -certainty, len(worths)


class View:
    """Statements between things, as steps that may be walked either way."""

    def __init__(self, statements: Iterable[Step]) -> None:
        self._from: dict[str, list[Step]] = defaultdict(list)
        for step in sorted({walked for s in statements for walked in (s, s.reverse)}):
            self._from[step.start].append(step)

    def chains(self, start: str, end: str) -> Chains:
        """Return the chains from one thing to another that the rules do not refuse."""
        graph: nx.DiGraph[Node] = nx.DiGraph()
        begin, goal = (start, Chain()), (end, None)
        waiting: list[tuple[str, Chain]] = [begin]
        graph.add_node(begin)
        while waiting:
            node = thing, chain = waiting.pop()
            for step in self._from[thing]:
                if step.end == start or chain.refusal(step):
                    continue
                following = (step.end, chain.after(step))
                reached: Node = goal if step.end == end else following
                if reached not in graph and reached != goal:
                    waiting.append(following)
                if graph.has_edge(node, reached):
                    graph.edges[node, reached]["steps"].append(step)
                else:
                    graph.add_edge(node, reached, steps=[step])
        return Chains(graph, begin, goal)

    def shortest(self, start: str, end: str) -> tuple[Step, ...]:
        """Return a shortest way whatever the rules say of it; empty when there is none."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((s.start, s.end) for steps in self._from.values() for s in steps)
        if start not in graph or end not in graph or not nx.has_path(graph, start, end):
            return ()
        things: list[str] = nx.shortest_path(graph, start, end)
        return tuple(
            next(step for step in self._from[one] if step.end == other)
            for one, other in pairwise(things)
        )


class Chains:
    """The chains between two things: those that the rules do not refuse."""

    def __init__(self, graph: nx.DiGraph[Node], begin: Node, goal: Node) -> None:
        self._begin, self._goal = begin, goal
        useful = nx.ancestors(graph, goal) | {goal} if goal in graph else set()
        self._graph = graph.subgraph(useful).copy()

    @property
    def steps(self) -> set[Step]:
        """Every step of every chain."""
        return {step for _, _, steps in self._parallel() for step in steps}

    def best(
        self, worth: Callable[[Step], Worth], ranks: Collection[int], limit: int
    ) -> list[tuple[Step, ...]]:
        """Return the best chains, the best first, each thing at most once in a chain.

        Chains are compared by the strength of their weakest step, which is one of ``ranks``, then
        by their confidence, then by their length. Of several statements between two things one
        counts: the surest that is strong enough.
        """
        found: list[tuple[Step, ...]] = []
        for rank in sorted({worth(step).rank for step in self.steps} & set(ranks)):
            if len(found) >= limit:
                break
            new = (c for c in self._within(rank, worth) if max(worth(s).rank for s in c) == rank)
            found += islice(new, limit - len(found))
        return sorted(found, key=lambda chain: (order([worth(s) for s in chain]), chain))

    def _within(self, rank: int, worth: Callable[[Step], Worth]) -> Iterator[tuple[Step, ...]]:
        """Yield the chains without a step weaker than ``rank``, the surest and shortest first."""
        graph: nx.DiGraph[Node] = nx.DiGraph()
        for one, other, steps in self._parallel():
            if strong := [s for s in steps if worth(s).rank <= rank]:
                step = min(strong, key=lambda s: (cost(worth(s)), worth(s).rank, s))
                graph.add_edge(one, other, step=step, cost=cost(worth(step)))
        if self._begin not in graph or self._goal not in graph:
            return
        if not nx.has_path(graph, self._begin, self._goal):
            return
        ways = nx.shortest_simple_paths(graph, self._begin, self._goal, weight="cost")
        for way in islice(ways, CONSIDERED):
            things = [thing for thing, _ in way]
            if len(set(things)) == len(things):
                yield tuple(graph.edges[pair]["step"] for pair in pairwise(way))

    def _parallel(self) -> Iterator[tuple[Node, Node, list[Step]]]:
        """Yield the edges, each with the steps that it stands for."""
        yield from self._graph.edges(data="steps")


def cost(worth: Worth) -> float:
    """Return what a step costs on a shortest way: its uncertainty first of all, then its length."""
    certainty = 1.0 if worth.confidence is None else max(worth.confidence, 1e-9)
    return 1 - math.log(certainty) * _CERTAIN
