"""How two things hang together: the best chains of statements from one to the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pyoxigraph import NamedNode

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Item,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.answering.bases import Fact, bases
from kgqual.answering.level_chains import Scope, scope_of
from kgqual.answering.sentences import LANGUAGES, name
from kgqual.chaining import (
    Chains,
    Step,
    View,
    Worth,
    combined_confidence,
    refused_by,
)
from kgqual.model import Strength
from kgqual.questions.chained import Neighbourhood, assumed, link

QUERY = Query.beside(__file__)
_FEW = 5
_UNVERIFIED = frozenset({Strength.UNVERIFIED.rank})
_SOLID = frozenset(strength.rank for strength in Strength) - _UNVERIFIED
_ARROW = " → "


class Path(Item):
    """A chain: its things in order, and its confidence, the product of those that are stated.

    ``scope`` says for what the chain holds, where not for everything that its levels have.
    """

    things: tuple[Named, ...]
    confidence: float | None = None
    scope: Scope | None = None


@question
def path(graph: Graph, from_: Annotated[Thing, Of()], to: Annotated[Thing, Of()]) -> Findings[Path]:
    """Return the best chains from one thing to the other: by strength, confidence, then length.

    Chains that the rules of ``kgqual.chaining`` refuse are no answer; when there is no other, the
    reason to abstain names one and the rule.
    """
    near = Neighbourhood.above(graph, (from_.iri, to.iri))
    chains = near.view.chains(from_.iri, to.iri)
    worths = _worths(graph, chains, near)
    found = [
        *chains.best(worths.__getitem__, _SOLID, _FEW),
        *chains.best(worths.__getitem__, _UNVERIFIED, _FEW),
    ]
    steps = sorted({step for chain in found for step in chain})
    triples = [(step.subject, step.predicate, step.object) for step in steps]
    graph.show(QUERY, subject__predicate__object=triples)
    names = graph.named({step.start for step in steps} | {step.end for step in steps})
    evidence = Evidence[Path](graph)
    for chain in found:
        things = tuple(names[iri] for iri in (from_.iri, *(step.end for step in chain)))
        confidence = combined_confidence(worths[step].confidence for step in chain)
        links = (assumed(graph, s) if near.assumes(s) else link(s) for s in chain)
        scope = scope_of(thing.iri for thing in things)
        evidence.answer(Path(things=things, confidence=confidence, scope=scope), links)
    return evidence.findings(_reason(graph, near.stated, from_, to))


def _worths(graph: Graph, chains: Chains, near: Neighbourhood) -> dict[Step, Worth]:
    """Return what each step of the chains is worth: the strength and confidence of its basis."""
    stated = {step for step in chains.steps if not near.assumes(step)}
    facts = {s: Fact(s.subject, s.predicate, NamedNode(s.object)) for s in stated}
    found = bases(graph, facts.values())
    best = {step: found[fact][0] for step, fact in facts.items()}
    worths = {step: Worth(basis.strength.rank, basis.confidence) for step, basis in best.items()}
    return worths | {s: Worth(Strength.UNVERIFIED.rank) for s in chains.steps - stated}


def _reason(graph: Graph, view: View, start: Named, end: Named) -> Reason:
    """Return why there is no chain: the rule that refuses a shortest one, if there is one."""
    if start.iri == end.iri:
        return Reason("same", start=start)
    chain = view.shortest(start.iri, end.iri)
    rule = refused_by(chain)
    if not rule:
        return Reason("nothing", start=start, end=end)
    names = graph.named(iri for step in chain for iri in (step.start, step.end))
    things = [names[start.iri], *(names[step.end] for step in chain)]
    return Reason(rule.value, chain=_in_a_row(things))


def _in_a_row(things: Iterable[Named]) -> Named:
    """Return the names of things with arrows between them, in each language."""
    listed = list(things)
    return Named(
        iri="", label={lang: _ARROW.join(name(t, lang) for t in listed) for lang in LANGUAGES}
    )
