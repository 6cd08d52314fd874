"""What the page of an ESCO occupation shows beside its statements: skill groups, neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.answering import Graph
from kgqual.namespaces import ESCO
from kgqual.questions import ask
from kgqual.questions.skill_groups import skill_counts
from kgqual.web.answer_values import Measure, Values, named
from kgqual.web.links import with_query
from kgqual.web.showing import Shown

NEIGHBOURS = 8
"""Related occupations on the page; the question lists more."""
CLASS = ESCO.Occupation.value


@dataclass(frozen=True)
class Group:
    """A skill group, and how many essential and optional skills of the occupation are in it."""

    name: Shown
    essential: Measure
    optional: Measure


@dataclass(frozen=True)
class Neighbour:
    """An occupation that is alike, and how much (0 to 1)."""

    name: Shown
    similarity: Measure


@dataclass(frozen=True)
class OccupationView:
    """The chart of skill groups, the neighbours, and where both are answered with their steps."""

    groups: tuple[Group, ...]
    neighbours: tuple[Neighbour, ...]
    groups_address: str
    neighbours_address: str


def occupation_view(graph: Graph, iri: str, language: str) -> OccupationView | None:
    """Return the view of an occupation; None when nothing is known of its skills."""
    values = Values(language)
    counted = [one for one in skill_counts(graph, iri) if one.depth == 1]
    found = ask(graph, "related-occupations", {"occupation": iri}).answer or ()
    if not counted and not found:
        return None
    most = max((max(one.essential, one.optional) for one in counted), default=1)
    return OccupationView(
        tuple(
            Group(
                named(one.group, language),
                values.measure(one.essential, most),
                values.measure(one.optional, most),
            )
            for one in counted
        ),
        tuple(
            Neighbour(
                named(one.occupation, language),
                values.measure(one.similarity, 1),
            )
            for one in found[:NEIGHBOURS]
        ),
        with_query("/questions/skill-groups", occupation=iri),
        with_query("/questions/related-occupations", occupation=iri),
    )
