"""What Kazakhstan's classifiers, and others with Kazakh or Russian names, call the same thing.

A thing is the same by a mapping, or because it has a title that the concept has in English or in
Russian: that it is the same then says only kgqual, so that is ``computed``.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.answering import Graph, Named, Step
from kgqual.answering.evidence import steps_of
from kgqual.model import Strength
from kgqual.translation.context.chain import SAME_TITLE
from kgqual.translation.context.mapped import mapped
from kgqual.translation.context.titled import titled
from kgqual.translation.units import Concept

_NAMED_IN = ("kk", "ru")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A thing that is the same or nearly so, with its names.

    ``relation`` is the IRI of the mapping's predicate or ``same-title``; ``kind`` that of the
    source that names it, such as ``tvet``; ``steps`` say who states what it rests on, and
    ``strength`` is that of the weakest. One that is ``unverified`` is a lead.
    """

    thing: Named
    kind: str
    relation: str
    strength: Strength
    steps: tuple[Step, ...]


def elsewhere(graph: Graph, concept: Concept) -> tuple[Elsewhere, ...]:
    """Return what is the same elsewhere and has a name in Kazakh or Russian, strongest first.

    A thing to which several ways lead comes once, by the strongest.
    """
    chains = [*mapped(graph, concept.iri), *titled(graph, concept)]
    steps = steps_of(graph, (link for chain in chains for link in chain.links))
    named = graph.named(chain.thing for chain in chains)
    found: dict[str, Elsewhere] = {}
    for chain in chains:
        rests_on = tuple(steps[link] for link in chain.links)
        strengths = [step.strength for step in rests_on]
        if chain.relation == SAME_TITLE:
            strengths.append(Strength.COMPUTED)
        strength = Strength.weakest(strengths)
        one = Elsewhere(named[chain.thing], chain.kind, chain.relation, strength, rests_on)
        known = found.setdefault(chain.thing, one)
        if strength.rank < known.strength.rank:
            found[chain.thing] = one
    told = (one for one in found.values() if any(tag in one.thing.label for tag in _NAMED_IN))
    return tuple(sorted(told, key=lambda one: (one.strength.rank, one.kind, one.thing.iri)))
