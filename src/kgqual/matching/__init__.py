"""From texts to the terms that they may mean: ranked, with reasons and calibrated confidence.

A stack of matchers compares a text with every term of a set; a learned fusion turns what they say
into the probability that a term is right. Knows nothing of mappings or of the service.
"""

from kgqual.matching.sets import NoSets, Sets, UnknownSet, build, readable
from kgqual.matching.small_model import BrokenModel, small_model
from kgqual.matching.stack import Matching
from kgqual.matching.terms import Candidate, Label, Matcher, Scores, Suggestions, Term, Text
from kgqual.matching.vector_files import Told
from kgqual.matching.vectors import Encoder, Meanings, Vectors

__all__ = [
    "BrokenModel",
    "Candidate",
    "Encoder",
    "Label",
    "Matcher",
    "Matching",
    "Meanings",
    "NoSets",
    "Scores",
    "Sets",
    "Suggestions",
    "Term",
    "Text",
    "Told",
    "UnknownSet",
    "Vectors",
    "build",
    "readable",
    "small_model",
]
