"""Which mappings follow for one thing: the best chain to everything that it corresponds to.

As in ``search``, what is searched are pairs of a thing and the ``Chain`` that led to it, in a graph
of networkx; what ``conclusions`` calls unsafe is no edge, and is kept beside the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice, pairwise
from typing import NamedTuple

import networkx as nx

from kgqual.chaining.conclusions import conclusion, unsafe
from kgqual.chaining.relations import Move, Step
from kgqual.chaining.rules import Chain
from kgqual.chaining.search import CONSIDERED, Worth, cost, order

Steps = tuple[Step, ...]


class State(NamedTuple):
    """A thing, the chain that led to it, and whether there is a mapping in it."""

    thing: str
    chain: Chain = Chain()
    mapped: bool = False


class Followed(NamedTuple):
    """A mapping that follows from a chain: to what, which, and the chain."""

    end: str
    move: Move
    steps: Steps


class Stopped(NamedTuple):
    """A chain from which no mapping follows: to what it led, by which rule it is refused."""

    end: str
    rule: str
    steps: Steps


class Reach:
    """The chains from one thing along ``CARRYING`` statements, as far as mappings follow.

    ``leading`` returns the steps that lead on from a thing; ``wanted`` says which ends count. A
    chain of hierarchies alone is no mapping.
    """

    def __init__(
        self,
        start: str,
        leading: Callable[[str], Iterable[Step]],
        wanted: Callable[[str], bool],
    ) -> None:
        self._begin = State(start)
        graph: nx.DiGraph[State] = nx.DiGraph()
        graph.add_node(self._begin)
        self._stopped: list[tuple[State, Step, str]] = []
        waiting = [self._begin]
        while waiting:
            state = waiting.pop()
            for step in leading(state.thing):
                if step.end == start:
                    continue
                mapped = state.mapped or step.relation.maps
                if rule := unsafe(state.chain, step):
                    if mapped and wanted(step.end):
                        self._stopped.append((state, step, rule))
                    continue
                reached = State(step.end, state.chain.after(step), mapped)
                if reached not in graph:
                    waiting.append(reached)
                if graph.has_edge(state, reached):
                    graph.edges[state, reached]["steps"].append(step)
                else:
                    graph.add_edge(state, reached, steps=[step])
        self._ends = {state for state in graph if state.mapped and wanted(state.thing)}
        to = self._ends.union(state for state, _, _ in self._stopped)
        useful = to.union(*(nx.ancestors(graph, state) for state in to))
        self._graph = graph.subgraph(useful).copy()

    @property
    def steps(self) -> set[Step]:
        """Every step of every chain to an end, and of those that are refused."""
        followed = {step for _, _, steps in self._edges() for step in steps}
        return followed | {step for _, step, _ in self._stopped}

    def best(
        self, worth: Callable[[Step], Worth], without: Collection[Step] = ()
    ) -> list[Followed]:
        """Return what follows, each with its best chain: by strength, confidence, then length.

        A chain passes each thing once, and none of the steps ``without``.
        """
        found: dict[tuple[str, Move], Steps] = {}
        for state, steps in self._ways(self._ends, worth, without):
            move = conclusion(state.chain)
            assert move, "a state is reached by safe steps alone"
            key = (state.thing, move)
            if key not in found or _key(steps, worth) < _key(found[key], worth):
                found[key] = steps
        return [Followed(end, move, steps) for (end, move), steps in sorted(found.items())]

    def refused(self, worth: Callable[[Step], Worth]) -> list[Stopped]:
        """Return what does not follow: for each end the best of the refused chains to it."""
        found: dict[str, Stopped] = {}
        before = dict(self._ways({state for state, _, _ in self._stopped}, worth))
        for state, step, rule in self._stopped:
            way = before.get(state)
            if way is None or step.end in _things(way):
                continue
            new = Stopped(step.end, rule, (*way, step))
            old = found.get(new.end)
            if old is None or _key(new.steps, worth) < _key(old.steps, worth):
                found[new.end] = new
        return [found[end] for end in sorted(found)]

    def _ways(
        self,
        to: Iterable[State],
        worth: Callable[[Step], Worth],
        without: Collection[Step] = (),
    ) -> Iterator[tuple[State, Steps]]:
        """Yield the best way to each of some states, if one passes no thing twice."""
        left = set(to)
        ranks = {worth(step).rank for _, _, steps in self._edges() for step in steps}
        for rank in sorted(ranks):
            within = self._within(rank, worth, without)
            ways: Mapping[State, list[State]]
            ways = nx.single_source_dijkstra_path(within, self._begin, weight="cost")
            for state in left & ways.keys():
                if steps := _simple(within, ways[state]):
                    left.discard(state)
                    yield state, steps

    def _within(
        self, rank: int, worth: Callable[[Step], Worth], without: Collection[Step]
    ) -> nx.DiGraph[State]:
        """Return the graph without the steps weaker than ``rank`` and those left out."""
        graph: nx.DiGraph[State] = nx.DiGraph()
        graph.add_node(self._begin)
        for one, other, steps in self._edges():
            strong = [s for s in steps if worth(s).rank <= rank and s not in without]
            if strong:
                step = min(strong, key=lambda s: (cost(worth(s)), worth(s).rank, s))
                graph.add_edge(one, other, step=step, cost=cost(worth(step)))
        return graph

    def _edges(self) -> Iterator[tuple[State, State, list[Step]]]:
        """Yield the edges, each with the steps that it stands for."""
        yield from self._graph.edges(data="steps")


def _simple(graph: nx.DiGraph[State], shortest: list[State]) -> Steps:
    """Return the best way between two states that passes no thing twice; empty without one.

    The shortest way may: a thing can be reached by chains that may go on differently.
    """
    ways: Iterable[list[State]] = [shortest]
    if len({state.thing for state in shortest}) < len(shortest):
        found = nx.shortest_simple_paths(graph, shortest[0], shortest[-1], weight="cost")
        ways = islice(found, CONSIDERED)
    for way in ways:
        if len({state.thing for state in way}) == len(way):
            return tuple(graph.edges[pair]["step"] for pair in pairwise(way))
    return ()


def _things(steps: Steps) -> set[str]:
    return {steps[0].start, *(step.end for step in steps)}


def _key(steps: Steps, worth: Callable[[Step], Worth]) -> tuple[tuple[int, float, int], Steps]:
    return order([worth(step) for step in steps]), steps
