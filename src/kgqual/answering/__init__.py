"""The engine of the questions: a graph on a day, arguments, evidence, and the envelope.

::

    texts ──► arguments ──► things ──► the question's function ──► items with links
              (registry)   (resolving)   (kgqual.questions)              │
                                                                         ▼
    answer ◄── conflicts ◄── steps with source, date, strength ◄── bases of the links
    (envelope)              (evidence: a chain with an unverified link is a lead)
"""

from kgqual.answering.arguments import Argument, Of
from kgqual.answering.asking import answer
from kgqual.answering.envelope import (
    Answer,
    AnyAnswer,
    Basis,
    Candidate,
    Conflict,
    Item,
    Lead,
    Named,
    Source,
    Step,
    Text,
    Thing,
)
from kgqual.answering.evidence import Evidence, Findings, Link, Reason
from kgqual.answering.graph import Graph, OpenSnapshot
from kgqual.answering.query import Query
from kgqual.answering.registry import Question, question, registered

__all__ = [
    "Answer",
    "AnyAnswer",
    "Argument",
    "Basis",
    "Candidate",
    "Conflict",
    "Evidence",
    "Findings",
    "Graph",
    "Item",
    "Lead",
    "Link",
    "Named",
    "Of",
    "OpenSnapshot",
    "Query",
    "Question",
    "Reason",
    "Source",
    "Step",
    "Text",
    "Thing",
    "answer",
    "question",
    "registered",
]
