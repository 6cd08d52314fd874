"""What the questions that follow chains of statements have in common."""

from kgqual.questions.chained.alike import alike, assumed
from kgqual.questions.chained.hierarchy import Hierarchy
from kgqual.questions.chained.links import link
from kgqual.questions.chained.neighbourhood import Neighbourhood

__all__ = ["Hierarchy", "Neighbourhood", "alike", "assumed", "link"]
