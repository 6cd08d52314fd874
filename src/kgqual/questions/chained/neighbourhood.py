"""What lies above some things: everything that a chain between them can pass.

Every chain goes up from the first thing (to what it belongs to, what characterises it, what
corresponds to it) and down to the second. So nothing but what lies above the two is looked at; it
is fetched round by round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from kgqual.answering import Graph, Query
from kgqual.answering.remembering import Remembered
from kgqual.chaining import Chain, Step, View
from kgqual.questions.chained.alike import alike

_QUERY = Query.beside(__file__)
_ROUNDS = 12
_KEPT = 10_000
"""Things of which the steps are remembered: about 2 kB each."""


@dataclass(frozen=True)
class Neighbourhood:
    """The statements above some things, and those that are only ``assumed`` (``alike``)."""

    statements: frozenset[Step]
    assumed: frozenset[Step]

    @classmethod
    def above(cls, graph: Graph, things: Iterable[str]) -> Neighbourhood:
        """Return what lies above these things, as far as the rules let a chain go."""
        found: defaultdict[str, set[Step]] = defaultdict(set)
        assumed: set[Step] = set()
        seen = {(iri, Chain()) for iri in things}
        reached, asked = seen, set[str]()
        for _ in range(_ROUNDS):
            new = {iri for iri, _ in reached} - asked
            asked |= new
            for step in _stated(graph, new):
                found[step.start].add(step)
            for step in alike(graph, new):
                assumed.add(step)
                found[step.start].add(step)
                found[step.end].add(step.reverse)
            reached = {
                (step.end, chain.after(step))
                for iri, chain in reached
                for step in found[iri]
                if not chain.refusal(step)
            } - seen
            seen |= reached
            if not reached:
                break
        statements = {step for steps in found.values() for step in steps}
        return cls(
            frozenset(statements - assumed - {s.reverse for s in assumed}), frozenset(assumed)
        )

    @cached_property
    def view(self) -> View:
        """All of them, to search chains in."""
        return View(self.statements | self.assumed)

    @property
    def stated(self) -> View:
        """Those that the graph states."""
        return View(self.statements) if self.assumed else self.view

    def assumes(self, step: Step) -> bool:
        """Whether a step, walked either way, is only assumed."""
        return step in self.assumed or step.reverse in self.assumed


def _stated(graph: Graph, things: Iterable[str]) -> Iterator[Step]:
    """Yield the steps up and aside from these things that the graph states."""
    snapshot, day = graph.snapshot, graph.asked
    steps = graph.once(_QUERY.name, lambda: Remembered(_KEPT, partial(_read, snapshot.on(day))))
    for found in steps.of(things).values():
        yield from found


def _read(graph: Graph, things: Sequence[str]) -> Mapping[str, list[Step]]:
    found: dict[str, list[Step]] = {thing: [] for thing in things}
    for row in graph.rows(_QUERY, thing=things):
        against = row["direction"] == "against"
        step = Step(row["subject"], row["predicate"], row["object"], against)
        found[step.start].append(step)
    return found
