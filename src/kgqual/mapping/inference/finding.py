"""Finding what follows: chains from each thing, weighed by their statements, and judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kgqual.answering import Graph
from kgqual.chaining import PREDICATES, Best, Followed, Move, Reach, Step
from kgqual.mapping.inference.ends import Ends
from kgqual.mapping.inference.judgement import Judgement, Pair
from kgqual.mapping.inference.weights import Weights
from kgqual.questions.chained.mapped import mapped


class NotInferred(NamedTuple):
    """A chain from which nothing is inferred: by which rule, and what would follow, if anything."""

    start: str
    end: str
    rule: str
    steps: tuple[Step, ...]
    move: Move | None = None


@dataclass(frozen=True)
class Found:
    """What follows, what does not, and how many pairs the graph maps already.

    The first are sorted by thing, then the best chain first; the others the best chain first.
    """

    pairs: tuple[Pair, ...]
    refused: tuple[NotInferred, ...]
    stated: int
    weights: Weights


def find(graph: Graph, ends: Ends) -> Found:
    """Return what follows between the ends, and what does not."""
    around = mapped(graph, ends.starts)
    judgement = Judgement(graph, around)
    reach = Reach(ends.starts, around.__getitem__, ends.wanted)
    weights = Weights(graph, sorted(reach.steps), judgement)
    best = Best(reach, weights.worth, weights.unsound)
    otherwise = Best(reach, weights.worth) if weights.unsound else best
    new: list[Pair] = []
    refused: list[NotInferred] = []
    stated: set[tuple[str, str]] = set()
    for start in ends.starts:
        followed = best.followed(start)
        for one in followed:
            if _is_stated(one, around[start], weights):
                stated.add((start, one.end))
            else:
                new.append(Pair(start, one))
        refused += _refused(start, otherwise, followed, weights)
    against = judgement.against(new)
    refused = [one for one in refused if not judgement.in_one_scheme(one.start, one.end)]
    refused += (
        NotInferred(pair.start, pair.end, rule, pair.followed.steps, pair.move)
        for pair, rule in against.items()
    )
    kept = [pair for pair in new if pair not in against]
    return Found(
        tuple(sorted(kept, key=lambda p: (p.start, weights.rank(p.followed.steps), p.end))),
        tuple(sorted(refused, key=lambda r: (weights.rank(r.steps), r.start, r.end, r.rule))),
        len(stated),
        weights,
    )


def _is_stated(one: Followed, steps: Iterable[Step], weights: Weights) -> bool:
    """Whether the graph states a mapping in this direction, no weaker than what follows."""
    predicate, rank = PREDICATES[one.move], weights.rank(one.steps)[0]
    return any(
        weights.worth(step).rank <= rank
        for step in steps
        if step.end == one.end and step.predicate == predicate and not step.against
    )


def _refused(
    start: str, otherwise: Best, followed: Iterable[Followed], weights: Weights
) -> Iterator[NotInferred]:
    """Yield the chains that the rules or the faults of their statements keep from saying more.

    ``otherwise`` has the best chains if no statement had a fault.
    """
    known = {(one.end, one.move) for one in followed}
    if weights.unsound:
        for end, move, steps in otherwise.followed(start):
            if (end, move) not in known:
                fault = next(weights.unsound[step] for step in steps if step in weights.unsound)
                yield NotInferred(start, end, fault, steps, move)
                known.add((end, move))
    ends = {end for end, _ in known}
    for end, rule, steps in otherwise.stopped(start):
        if end not in ends:
            yield NotInferred(start, end, rule, steps)
