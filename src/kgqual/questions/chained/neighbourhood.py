"""What lies above some things: everything that a chain between them can pass.

Every chain goes up from the first thing (to what it belongs to, what characterises it, what
corresponds to it) and down to the second. So nothing but what lies above the two is looked at; it
is fetched round by round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kgqual.answering import Graph, Query
from kgqual.chaining import RELATIONS, Chain, Step, View
from kgqual.questions.chained.alike import alike

_QUERY = Query.beside(__file__)
_STATED = tuple(r.iri for r in RELATIONS.values() if not r.move.descends)
_REVERSED = tuple(r.iri for r in RELATIONS.values() if not r.move.ascends)
_ROUNDS = 12


@dataclass(frozen=True)
class Neighbourhood:
    """The statements above some things, and those that are only ``assumed`` (``alike``)."""

    statements: frozenset[Step]
    assumed: frozenset[Step]

    @classmethod
    def above(cls, graph: Graph, things: Iterable[str]) -> Neighbourhood:
        """Return what lies above these things, as far as the rules let a chain go."""
        statements: set[Step] = set()
        assumed: set[Step] = set()
        seen = {(iri, Chain()) for iri in things}
        reached = seen
        for _ in range(_ROUNDS):
            at = {iri for iri, _ in reached}
            found, suggested = _stated(graph, at), alike(graph, at)
            statements.update(*found.values())
            assumed |= suggested
            for step in (walked for s in suggested for walked in (s, s.reverse)):
                found[step.start].add(step)
            reached = {
                (step.end, chain.after(step))
                for iri, chain in reached
                for step in found[iri]
                if not chain.refusal(step)
            } - seen
            seen |= reached
            if not reached:
                break
        return cls(frozenset(statements), frozenset(assumed))

    @property
    def view(self) -> View:
        """All of them, to search chains in."""
        return View(self.statements | self.assumed)

    @property
    def stated(self) -> View:
        """Those that the graph states."""
        return View(self.statements)

    def assumes(self, step: Step) -> bool:
        """Whether a step, walked either way, is only assumed."""
        return step in self.assumed or step.reverse in self.assumed


def _stated(graph: Graph, things: Iterable[str]) -> defaultdict[str, set[Step]]:
    """Return the steps up and aside from each thing that the graph states."""
    found: defaultdict[str, set[Step]] = defaultdict(set)
    wanted = tuple(sorted(things))
    for row in graph.rows(_QUERY, thing=wanted, stated=_STATED, reversed=_REVERSED):
        against = row["direction"] == "against"
        step = Step(row["subject"], row["predicate"], row["object"], against)
        found[step.start].add(step)
    return found
