"""Saying in full what is inferred and what is not: names, sources, dates, strengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode

from kgqual.answering import Graph, Query, Step
from kgqual.answering.evidence import steps_of
from kgqual.answering.level_chains import scope_of
from kgqual.answering.sentences import sentence
from kgqual.chaining import PREDICATES, combined_confidence
from kgqual.chaining import Step as Walked
from kgqual.mapping.inference.answer import InferredMapping, Refusal, RefusedChain
from kgqual.mapping.inference.finding import NotInferred
from kgqual.mapping.inference.judgement import Pair
from kgqual.mapping.inference.rules import explained
from kgqual.mapping.inference.weights import Weights
from kgqual.model import Strength
from kgqual.namespaces import SEMAPV
from kgqual.questions.chained import link

_RECORDS = Query.beside(__file__)
EXAMPLES = 20
"""Chains shown of those that a rule refuses; all are counted."""
_BATCH = 200
_Triple = tuple[str, str, str]


class Telling:
    """What has to be known of some mappings and refused chains to say them in full."""

    def __init__(
        self,
        graph: Graph,
        weights: Weights,
        pairs: Iterable[Pair],
        refused: Iterable[NotInferred],
    ) -> None:
        """Look it up for all of them at once."""
        self._weights = weights
        chains = [*(pair.followed.steps for pair in pairs), *(one.steps for one in refused)]
        walked = sorted({step for chain in chains for step in chain})
        self._steps: Mapping[Walked, Step] = dict(
            zip(walked, _in_words(graph, walked), strict=True)
        )
        self._records = _records(graph, walked)
        things = {iri for step in walked for iri in (step.start, step.end)}
        self._names = graph.named(things.union(PREDICATES.values()))

    def mapping(self, pair: Pair) -> InferredMapping:
        """Return a mapping with the chain that it follows from."""
        steps, predicate = pair.followed.steps, PREDICATES[pair.move]
        subject, object = self._names[pair.start], self._names[pair.end]
        chain = self._chain(steps)
        justification = SEMAPV.MappingInversion if len(steps) == 1 else SEMAPV.MappingChaining
        return InferredMapping(
            subject=subject,
            predicate=predicate,
            object=object,
            mapping_justification=justification.value,
            strength=Strength.weakest(step.strength for step in chain),
            confidence=combined_confidence(self._weights.worth(s).confidence for s in steps),
            scope=scope_of((pair.start, *(step.end for step in steps))),
            statement=sentence(subject, self._names[predicate], object),
            derived_from=tuple(r for step in steps for r in self._records[_triple(step)]),
            chain=chain,
            to_confirm=tuple(
                step.statement for step in chain if step.strength is Strength.UNVERIFIED
            ),
        )

    def refusal(self, rule: str, refused: Sequence[NotInferred]) -> Refusal:
        """Return a rule with what it refuses, the first in full."""
        said = explained()[rule]
        return Refusal(
            rule=rule,
            reason=said.text,
            source=said.source,
            count=len(refused),
            chains=tuple(
                RefusedChain(
                    subject=self._names[one.start],
                    predicate=PREDICATES[one.move] if one.move else None,
                    object=self._names[one.end],
                    chain=self._chain(one.steps),
                )
                for one in refused[:EXAMPLES]
            ),
        )

    def _chain(self, steps: Iterable[Walked]) -> tuple[Step, ...]:
        return tuple(self._steps[step] for step in steps)


def _in_words(graph: Graph, walked: Sequence[Walked]) -> list[Step]:
    """Return the steps with who states them."""
    links = [link(step) for step in walked]
    found = steps_of(graph, links)
    return [found[one] for one in links]


def _records(graph: Graph, walked: Iterable[Walked]) -> Mapping[_Triple, list[str]]:
    """Return triple → the mappings that state it."""
    found: defaultdict[_Triple, list[str]] = defaultdict(list)
    triples = sorted({_triple(step) for step in walked if step.relation.maps})
    for start in range(0, len(triples), _BATCH):
        nodes = [
            (NamedNode(s), NamedNode(p), NamedNode(o))
            for s, p, o in triples[start : start + _BATCH]
        ]
        for row in graph.rows(_RECORDS, s__p__o=nodes):
            found[row["s"], row["p"], row["o"]].append(row["mapping"])
    return found


def _triple(step: Walked) -> _Triple:
    return step.subject, step.predicate, step.object
