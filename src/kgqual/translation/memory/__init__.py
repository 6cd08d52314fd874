"""What was translated before: approved translations and memories of other tools, by likeness."""

from kgqual.translation.memory.index import Origin
from kgqual.translation.memory.memories import LEAST, Match, Memories

__all__ = ["LEAST", "Match", "Memories", "Origin"]
