"""How two things hang together: the best chains of statements from one to the other.

Every chain goes up from the first thing (to what it belongs to, what characterises it, what
corresponds to it) and down to the second, so nothing but what lies above the two is looked at:
it is fetched round by round, and the best chains are searched in that view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
from kgqual.answering.sentences import LANGUAGES, name
from kgqual.chaining import (
    RELATIONS,
    Chain,
    Chains,
    Step,
    View,
    Worth,
    combined_confidence,
    refused_by,
)
from kgqual.model import Strength
from kgqual.questions.chained import link

QUERY = Query.beside(__file__)
_ABOVE = Query.beside(__file__, "above")
_STATED = tuple(r.iri for r in RELATIONS.values() if not r.move.descends)
_REVERSED = tuple(r.iri for r in RELATIONS.values() if not r.move.ascends)
_ROUNDS = 12
_FEW = 5
_UNVERIFIED = frozenset({Strength.UNVERIFIED.rank})
_SOLID = frozenset(strength.rank for strength in Strength) - _UNVERIFIED
_ARROW = " → "


class Path(Item):
    """A chain: its things in order, and its confidence, the product of those that are stated."""

    things: tuple[Named, ...]
    confidence: float | None = None


@question
def path(graph: Graph, from_: Annotated[Thing, Of()], to: Annotated[Thing, Of()]) -> Findings[Path]:
    """Return the best chains from one thing to the other: by strength, confidence, then length.

    Chains that the rules of ``kgqual.chaining`` refuse are no answer; when there is no other, the
    reason to abstain names one and the rule.
    """
    view = _view(graph, (from_.iri, to.iri))
    chains = view.chains(from_.iri, to.iri)
    worths = _worths(graph, chains)
    found = [
        *chains.best(worths.__getitem__, _SOLID, _FEW),
        *chains.best(worths.__getitem__, _UNVERIFIED, _FEW),
    ]
    stated = {(step.subject, NamedNode(step.predicate), step.object) for c in found for step in c}
    list(graph.rows(QUERY, subject__predicate__object=sorted(stated, key=str)))
    names = graph.named({step.start for c in found for step in c} | {from_.iri, to.iri})
    evidence = Evidence[Path](graph)
    for chain in found:
        things = tuple(names[iri] for iri in (from_.iri, *(step.end for step in chain)))
        confidence = combined_confidence(worths[step].confidence for step in chain)
        evidence.answer(Path(things=things, confidence=confidence), map(link, chain))
    return evidence.findings(_reason(graph, view, from_, to))


def _view(graph: Graph, ends: Iterable[str]) -> View:
    """Return the statements that lead up from these things, as far as the rules let a chain go."""
    statements: set[Step] = set()
    seen = {(iri, Chain()) for iri in ends}
    reached = seen
    for _ in range(_ROUNDS):
        above = _above(graph, {iri for iri, _ in reached})
        statements.update(*above.values())
        reached = {
            (step.end, chain.after(step))
            for iri, chain in reached
            for step in above[iri]
            if not chain.refusal(step)
        } - seen
        seen |= reached
        if not reached:
            break
    return View(statements)


def _above(graph: Graph, things: Iterable[str]) -> Mapping[str, set[Step]]:
    """Return the steps up and aside from each thing."""
    found: dict[str, set[Step]] = defaultdict(set)
    wanted = tuple(sorted(things))
    for row in graph.rows(_ABOVE, thing=wanted, stated=_STATED, reversed=_REVERSED):
        against = row["direction"] == "against"
        step = Step(row["subject"], row["predicate"], row["object"], against)
        found[step.start].add(step)
    return found


def _worths(graph: Graph, chains: Chains) -> dict[Step, Worth]:
    """Return what each step of the chains is worth: the strength and confidence of its basis."""
    facts = {s: Fact(s.subject, s.predicate, NamedNode(s.object)) for s in chains.steps}
    stated = bases(graph, facts.values())
    best = {step: stated[fact][0] for step, fact in facts.items()}
    return {step: Worth(basis.strength.rank, basis.confidence) for step, basis in best.items()}


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
