"""What statements are worth to a chain: who makes them, and whether they hold."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kgqual.answering import Graph
from kgqual.answering.bases import Fact, bases
from kgqual.chaining import Step, Worth
from kgqual.chaining.search import order
from kgqual.mapping.inference.judgement import Judgement
from kgqual.mapping.inference.rules import Contradicted

Rank = tuple[int, float, int]
"""What chains are compared by, the best first: strength, confidence, length."""


class Weights:
    """What statements are worth: each is weighed by its best basis."""

    def __init__(self, graph: Graph, steps: Iterable[Step], judgement: Judgement) -> None:
        facts = {step: _fact(step) for step in steps}
        best = {fact: stated[0] for fact, stated in bases(graph, facts.values()).items()}
        self._worths = {
            fact: Worth(basis.strength.rank, basis.confidence) for fact, basis in best.items()
        }
        today = graph.day.isoformat()
        self.unsound: dict[Step, Contradicted] = {}
        """The statements that nothing may rest on, with the rule against them."""
        for step, fact in facts.items():
            until = best[fact].until
            if until and until < today:
                self.unsound[step] = Contradicted.ENDED
            elif judgement.denies(step):
                self.unsound[step] = Contradicted.DENIED

    def worth(self, step: Step) -> Worth:
        """Return what a statement is worth, whichever way it is walked."""
        return self._worths[_fact(step)]

    def rank(self, steps: Iterable[Step]) -> Rank:
        """Return what a chain is compared by."""
        return order([self.worth(step) for step in steps])


def _fact(step: Step) -> Fact:
    return Fact(step.subject, step.predicate, NamedNode(step.object))
