"""What mapping follows from a chain of mappings and of hierarchies that the rules do not refuse.

That a chain means something (``rules``) does not yet say what: most chains are evidence and nothing
more. A mapping follows where all its statements say the same thing of their ends, ``exactMatch``
apart, which changes nothing:

- inverse: ``broadMatch`` read backwards is ``narrowMatch``, the others are symmetric;
- transitive: ``exactMatch`` with everything, ``broadMatch`` with ``broadMatch``, ``narrowMatch``
  with ``narrowMatch``; ``closeMatch`` with ``closeMatch`` over a reference classification alone,
  which is what ``rules`` let through;
- through a hierarchy: ``broader`` and ``narrower`` count as ``broadMatch`` and ``narrowMatch``
  beside a mapping.

``ASIDE_HIERARCHY`` refuses the rest: what is above something close or related need not be above the
thing itself. ``relatedMatch`` would be no cautious way out: where the thing does stand below, it
contradicts that (SKOS Reference, S27).

Sources: SKOS Reference, W3C 2009, S39 to S46 (https://www.w3.org/TR/skos-reference/#mapping);
SSSOM, Chaining rules: T1, RCE1, RCE2, RI1, RI2 (https://mapping-commons.github.io/sssom/chaining-rules/).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kgqual.chaining.relations import RELATIONS, Move, Relation, Step
from kgqual.chaining.rules import Chain
from kgqual.namespaces import SKOS

ASIDE_HIERARCHY = "aside-hierarchy"
"""The rule that refuses a close or related match beside something broader or narrower."""

PREDICATES: Mapping[Move, str] = MappingProxyType(
    {
        Move.SAME: SKOS.exactMatch.value,
        Move.CLOSE: SKOS.closeMatch.value,
        Move.RELATED: SKOS.relatedMatch.value,
        Move.WIDER: SKOS.broadMatch.value,
        Move.NARROWER: SKOS.narrowMatch.value,
    }
)
"""The mapping predicate that says what a move means."""

CARRYING: Mapping[str, Relation] = MappingProxyType(
    {
        iri: relation
        for iri, relation in RELATIONS.items()
        if relation.maps or iri in (SKOS.broader.value, SKOS.narrower.value)
    }
)
"""The relations of which chains are made that a mapping may follow from, by their predicate."""


def conclusion(chain: Chain) -> Move | None:
    """Return what a chain of ``CARRYING`` statements says of its ends; None where no predicate can.

    The chain is one that the rules do not refuse.
    """
    moves = [
        move
        for move, held in (
            (Move.CLOSE, chain.close),
            (Move.RELATED, chain.related),
            (Move.WIDER, chain.ascent is Move.WIDER),
            (Move.NARROWER, chain.descending),
        )
        if held
    ]
    if len(moves) > 1:
        return None
    return moves[0] if moves else Move.SAME


def unsafe(chain: Chain, step: Step) -> str | None:
    """Return the rule by which no mapping follows from a chain with one more step, or None."""
    if rule := chain.refusal(step):
        return rule.value
    return None if conclusion(chain.after(step)) else ASIDE_HIERARCHY


def composed(*steps: Step) -> Move | str:
    """Return what follows from ``CARRYING`` steps in a row, or the name of the rule against it."""
    chain = Chain()
    for step in steps:
        if rule := unsafe(chain, step):
            return rule
        chain = chain.after(step)
    found = conclusion(chain)
    assert found, "a chain that is not unsafe has a conclusion"
    return found
