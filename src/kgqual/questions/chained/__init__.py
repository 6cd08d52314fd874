"""What the questions that follow chains of statements have in common."""

from kgqual.questions.chained.hierarchy import Hierarchy
from kgqual.questions.chained.links import link

__all__ = ["Hierarchy", "link"]
