"""What a new release of ESCO asks of the translators, field by field.

Nothing has to be carried over: a translation is of a source text, and holds as long as its concept
has that text. So the worklist is computed from two releases and from what stands; ``adopting``
alone writes, where the team takes over what stood of concepts under other IRIs.
"""

from kgqual.translation.worklist.adopting import adoptions
from kgqual.translation.worklist.item import Item, Offer, Outcome
from kgqual.translation.worklist.worklist import Worklist, worklist

__all__ = ["Item", "Offer", "Outcome", "Worklist", "adoptions", "worklist"]
