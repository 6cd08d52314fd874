"""What a translator works through: concepts by filters, the most useful first."""

from kgqual.translation.queue.filters import NOBODY, SUBMITTED, Filters
from kgqual.translation.queue.queue import Item, Queue

__all__ = ["NOBODY", "SUBMITTED", "Filters", "Item", "Queue"]
