"""How statements may be put together into a chain, and which chains are the best.

``relations`` says which predicates lead from thing to thing and how; ``rules`` which of them may
follow each other, and why the others may not; ``search`` finds the best chains between two things.
"""

from kgqual.chaining.fields import residual
from kgqual.chaining.relations import RELATIONS, Move, Relation, Step
from kgqual.chaining.rules import Chain, Rule, refused_by
from kgqual.chaining.search import Chains, View, Worth, combined_confidence

__all__ = [
    "RELATIONS",
    "Chain",
    "Chains",
    "Move",
    "Relation",
    "Rule",
    "Step",
    "View",
    "Worth",
    "combined_confidence",
    "refused_by",
    "residual",
]
