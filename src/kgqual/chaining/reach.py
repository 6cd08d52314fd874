"""Which mappings follow for things: the best chain to everything that each corresponds to.

As in ``search``, what is searched are pairs of a thing and the ``Chain`` that led to it, in a graph
of networkx; what ``conclusions`` calls unsafe is no edge, and is kept beside the graph. One graph
serves all the things asked for, because their chains pass the same others.
"""

from __future__ import annotations

from collections import defaultdict
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
    """The chains from some things along ``CARRYING`` statements, as far as mappings follow.

    ``leading`` returns the steps that lead on from a thing; ``wanted`` says which ends count. A
    chain of hierarchies alone is no mapping.
    """

    def __init__(
        self,
        starts: Iterable[str],
        leading: Callable[[str], Iterable[Step]],
        wanted: Callable[[str], bool],
    ) -> None:
        graph: nx.DiGraph[State] = nx.DiGraph()
        self.stopped: defaultdict[State, list[tuple[Step, str]]] = defaultdict(list)
        """Where chains stop: at which steps, by which rules."""
        waiting = [State(start) for start in starts]
        graph.add_nodes_from(waiting)
        while waiting:
            state = waiting.pop()
            for step in leading(state.thing):
                mapped = state.mapped or step.relation.maps
                if rule := unsafe(state.chain, step):
                    if mapped and wanted(step.end):
                        self.stopped[state].append((step, rule))
                    continue
                reached = State(step.end, state.chain.after(step), mapped)
                if reached not in graph:
                    waiting.append(reached)
                if graph.has_edge(state, reached):
                    graph.edges[state, reached]["steps"].append(step)
                else:
                    graph.add_edge(state, reached, steps=[step])
        self.ends = frozenset(state for state in graph if state.mapped and wanted(state.thing))
        """What chains lead to that counts."""
        self._graph = graph.subgraph(_leading_to(graph, self.ends | self.stopped.keys())).copy()

    @property
    def steps(self) -> set[Step]:
        """Every step of every chain to an end, and of those that are refused."""
        followed = {step for _, _, steps in self.edges() for step in steps}
        return followed | {step for stops in self.stopped.values() for step, _ in stops}

    def edges(self) -> Iterator[tuple[State, State, list[Step]]]:
        """Yield the edges, each with the steps that it stands for."""
        yield from self._graph.edges(data="steps")


class Best:
    """The best chains of a reach, by what their statements are worth, without some of them."""

    def __init__(
        self, reach: Reach, worth: Callable[[Step], Worth], without: Collection[Step] = ()
    ) -> None:
        self._reach, self._worth = reach, worth
        ranks = {worth(step).rank for _, _, steps in reach.edges() for step in steps}
        self._within = [self._graph(rank, frozenset(without)) for rank in sorted(ranks)]

    def followed(self, start: str) -> list[Followed]:
        """Return what follows for a thing, each with its best chain.

        Chains are compared by strength, confidence, then length; each passes a thing once.
        """
        found: dict[tuple[str, Move], Steps] = {}
        for state, steps in self._ways(start, self._reach.ends):
            move = conclusion(state.chain)
            assert move, "a state is reached by safe steps alone"
            key = (state.thing, move)
            if key not in found or self._key(steps) < self._key(found[key]):
                found[key] = steps
        return [Followed(end, move, steps) for (end, move), steps in sorted(found.items())]

    def stopped(self, start: str) -> list[Stopped]:
        """Return what does not follow for a thing: for each end the best of the refused chains."""
        found: dict[str, Stopped] = {}
        for state, way in self._ways(start, self._reach.stopped.keys()):
            passed = {start, *(step.end for step in way)}
            for step, rule in self._reach.stopped[state]:
                if step.end not in passed:
                    new = Stopped(step.end, rule, (*way, step))
                    old = found.get(new.end)
                    if old is None or self._key(new.steps) < self._key(old.steps):
                        found[new.end] = new
        return [found[end] for end in sorted(found)]

    def _ways(self, start: str, to: Collection[State]) -> Iterator[tuple[State, Steps]]:
        """Yield the best way to each of some states, if one passes no thing twice."""
        begin, done = State(start), {State(start)}
        for within in self._within:
            if begin not in within:
                continue
            ways: Mapping[State, list[State]]
            ways = nx.single_source_dijkstra_path(within, begin, weight="cost")
            for state, way in ways.items():
                if state in to and state not in done and (steps := _simple(within, way)):
                    done.add(state)
                    yield state, steps

    def _graph(self, rank: int, without: Collection[Step]) -> nx.DiGraph[State]:
        """Return the graph without the steps weaker than ``rank`` and those left out."""
        worth = self._worth
        graph: nx.DiGraph[State] = nx.DiGraph()
        for one, other, steps in self._reach.edges():
            strong = [s for s in steps if worth(s).rank <= rank and s not in without]
            if strong:
                step = min(strong, key=lambda s: (cost(worth(s)), worth(s).rank, s))
                graph.add_edge(one, other, step=step, cost=cost(worth(step)))
        return graph

    def _key(self, steps: Steps) -> tuple[tuple[int, float, int], Steps]:
        return order([self._worth(step) for step in steps]), steps


def _leading_to(graph: nx.DiGraph[State], to: Collection[State]) -> Collection[State]:
    """Return the states from which a chain leads to some others, and these."""
    backwards = graph.reverse(copy=False)
    return nx.multi_source_dijkstra_path_length(backwards, to).keys() if to else ()


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
