"""Which mappings follow from those that the graph states: inverse, transitive, through hierarchies.

::

    what is asked ──► things and ends ──► statements around them ──► chains and what follows
       (asked)            (ends)         (questions.chained.mapped)     (kgqual.chaining)
                                                                             │
    answer ◄── steps with source, date, strength ◄── what the graph says besides
    (answer)               (telling)                       (judgement)

A mapping that follows is as strong as the weakest statement of its chain, and as sure as all of
them together. One that rests on an unverified statement is a lead, never a mapping. What does not
follow is reported with the rule against it (``rules.toml``).
"""

from kgqual.mapping.inference.answer import Inference, InferredMapping, Refusal, RefusedChain
from kgqual.mapping.inference.asked import Asked
from kgqual.mapping.inference.infer import infer

__all__ = ["Asked", "Inference", "InferredMapping", "Refusal", "RefusedChain", "infer"]
