"""How statements may be put together into a chain, and which chains are the best.

``relations`` says which predicates lead from thing to thing and how; ``rules`` which of them may
follow each other, and why the others may not; ``search`` finds the best chains between two things.
``conclusions`` says which mapping follows from a chain, ``reach`` which ones follow for a thing.
"""

from kgqual.chaining.conclusions import ASIDE_HIERARCHY, CARRYING, PREDICATES, composed
from kgqual.chaining.fields import residual
from kgqual.chaining.reach import Best, Followed, Reach, Stopped
from kgqual.chaining.relations import RELATIONS, Move, Relation, Step
from kgqual.chaining.rules import Chain, Rule, refused_by
from kgqual.chaining.search import Chains, View, Worth, combined_confidence

__all__ = [
    "ASIDE_HIERARCHY",
    "CARRYING",
    "PREDICATES",
    "RELATIONS",
    "Best",
    "Chain",
    "Chains",
    "Followed",
    "Move",
    "Reach",
    "Relation",
    "Rule",
    "Step",
    "Stopped",
    "View",
    "Worth",
    "combined_confidence",
    "composed",
    "refused_by",
    "residual",
]
