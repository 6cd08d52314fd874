"""What the graph says against mappings that follow from chains: contradictions are not inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Query
from kgqual.chaining import PREDICATES, Followed, Move, Step
from kgqual.mapping.inference.rules import Contradicted
from kgqual.sources.mappings import EQUALITIES, NO_TERM_FOUND, is_level

_DENIALS = Query.beside(__file__)
_SCHEMES = Query.beside(__file__, "schemes")
_BATCH = 1_000
_HIERARCHICAL = frozenset({Move.WIDER, Move.NARROWER})
_EXCLUDED: Mapping[Move, frozenset[Move]] = {
    Move.SAME: _HIERARCHICAL | {Move.RELATED},
    Move.CLOSE: frozenset(),
    Move.RELATED: _HIERARCHICAL | {Move.SAME},
    Move.WIDER: frozenset({Move.SAME, Move.NARROWER, Move.RELATED}),
    Move.NARROWER: frozenset({Move.SAME, Move.WIDER, Move.RELATED}),
}
"""What a relation excludes: SKOS Reference S27, S46; nothing is above what it is below."""


class Pair(NamedTuple):
    """A mapping that may be inferred: from what, what, and by which chain."""

    start: str
    followed: Followed

    @property
    def end(self) -> str:
        """What is mapped to."""
        return self.followed.end

    @property
    def move(self) -> Move:
        """What the mapping means."""
        return self.followed.move


class Judgement:
    """What the graph says of some mappings that may be inferred, and of what they are made of."""

    def __init__(self, graph: Graph, around: Mapping[str, Sequence[Step]]) -> None:
        """Look up what sources deny. ``around`` is thing → the steps that lead on from it."""
        self._around = around
        self._schemes = _schemes(graph, around)
        self._denied: set[tuple[str, str, str]] = set()
        self._nothing: set[tuple[str, str, str]] = set()
        for row in graph.rows(_DENIALS):
            ends = row["subject"], row["object"]
            if NO_TERM_FOUND.value not in ends:
                self._denied.add((ends[0], row["predicate"], ends[1]))
            elif "scheme" in row:
                thing = ends[1] if ends[0] == NO_TERM_FOUND.value else ends[0]
                self._nothing.add((thing, row["predicate"], row["scheme"]))

    def denies(self, step: Step) -> bool:
        """Whether a source denies a statement that another one makes."""
        return (step.subject, step.predicate, step.object) in self._denied

    def in_one_scheme(self, one: str, other: str) -> bool:
        """Whether there is a scheme that two things are in."""
        return not self._schemes[one].isdisjoint(self._schemes[other])

    def against(self, pairs: Sequence[Pair]) -> dict[Pair, Contradicted]:
        """Return the mappings that contradict something, each with the rule that refuses it."""
        exact = _exact(pairs, self._around)
        moves: defaultdict[tuple[str, str], set[Move]] = defaultdict(set)
        for pair in pairs:
            moves[pair.start, pair.end].add(pair.move)
        found: dict[Pair, Contradicted] = {}
        for pair in pairs:
            said = moves[pair.start, pair.end] | {
                step.move for step in self._around[pair.start] if step.end == pair.end
            }
            if rule := self._by_itself(pair):
                found[pair] = rule
            elif said & _EXCLUDED[pair.move]:
                found[pair] = Contradicted.CLASH
            elif pair.move is Move.SAME and self._doubles(pair, exact):
                found[pair] = Contradicted.TWO_EXACT
        return found

    def _by_itself(self, pair: Pair) -> Contradicted | None:
        """Return the rule that refuses a mapping whatever the others are."""
        start, end = pair.start, pair.end
        if self.in_one_scheme(start, end):
            return Contradicted.ONE_SCHEME
        levels = is_level(NamedNode(start)) and is_level(NamedNode(end))
        if levels and NamedNode(PREDICATES[pair.move]) in EQUALITIES:
            return Contradicted.LEVELS
        for said in _implied(pair.move):
            predicate, inverse = PREDICATES[said], PREDICATES[said.opposite]
            if {(start, predicate, end), (end, inverse, start)} & self._denied:
                return Contradicted.DENIED
            absent = {(start, predicate, scheme) for scheme in self._schemes[end]}
            absent |= {(end, inverse, scheme) for scheme in self._schemes[start]}
            if absent & self._nothing:
                return Contradicted.NO_TERM
        return None

    def _doubles(self, pair: Pair, exact: Mapping[str, set[str]]) -> bool:
        """Whether one end would be the same as two things of one scheme."""
        return any(
            self.in_one_scheme(other, there)
            for here, there in ((pair.start, pair.end), (pair.end, pair.start))
            for other in exact[here] - {there}
        )


def _implied(move: Move) -> tuple[Move, ...]:
    """Return what a mapping says: ``exactMatch`` says ``closeMatch`` as well (SKOS S42)."""
    return (move, Move.CLOSE) if move is Move.SAME else (move,)


def _exact(pairs: Iterable[Pair], around: Mapping[str, Sequence[Step]]) -> Mapping[str, set[str]]:
    """Return thing → what is exactly the same, as stated and as it may be inferred."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.move is Move.SAME:
            found[pair.start].add(pair.end)
            found[pair.end].add(pair.start)
            for iri in (pair.start, pair.end):
                found[iri].update(s.end for s in around[iri] if s.move is Move.SAME)
    return found


def _schemes(graph: Graph, around: Mapping[str, Sequence[Step]]) -> Mapping[str, set[str]]:
    """Return thing → the schemes that it is in, for all that chains come by."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    things = sorted({*around, *(step.end for steps in around.values() for step in steps)})
    for start in range(0, len(things), _BATCH):
        for row in graph.rows(_SCHEMES, thing=things[start : start + _BATCH]):
            found[row["thing"]].add(row["scheme"])
    return found
