"""A step of a chain as a link of an answer."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kgqual.answering import Link
from kgqual.chaining import Step


def link(step: Step) -> Link:
    """Return the link that a step is: stated by the graph, walked as the step is."""
    return Link(step.subject, NamedNode(step.predicate), step.object, against=step.against)
