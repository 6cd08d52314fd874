"""What the graph knows of an occupation: its place, its skills, who else speaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from pyoxigraph import Literal, NamedNode

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Link,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.namespaces import ESCO, KQ
from kgqual.questions import isco
from kgqual.questions.esco.facets import ORDER, Facet
from kgqual.questions.esco.groups import facets_of_group
from kgqual.store.interface import Term

QUERY = Query.beside(__file__)
OF_GROUP = replace(isco.QUERY, name=QUERY.name)
"""The query for a group, under the name by which the answer shows it."""


@question
def occupation_profile(
    graph: Graph, occupation: Annotated[Thing, Of(ESCO.Occupation, KQ.OccupationGroup, kind="esco")]
) -> Findings[Facet]:
    """Return what is stated of an ESCO occupation, or of a group of ISCO-08 or the NCO.

    Essential and optional skills are apart, and so are skills and knowledge. What ESCO notes on
    regulated professions is not asked: it holds for no country.
    """
    if KQ.OccupationGroup.value in occupation.types:
        return facets_of_group(graph, occupation, OF_GROUP)
    evidence = Evidence[Facet](graph)
    for facet, links in _facets(graph, occupation):
        evidence.answer(facet, links)
    known = "esco" in graph.kinds()
    return evidence.findings(
        Reason("nothing-stated", occupation=occupation) if known else Reason.not_loaded("esco")
    )


def _facets(graph: Graph, occupation: Thing) -> list[tuple[Facet, list[Link]]]:
    found = [_found(row, occupation.iri) for row in graph.solutions(QUERY, occupation=occupation)]
    names = graph.named(end.value for _, end, _ in found if isinstance(end, NamedNode))
    facets = [
        (Facet.model_validate({"relation": relation, "thing": _thing(end, names)}), links)
        for relation, end, links in found
    ]
    return sorted(facets, key=lambda pair: _place(pair[0]))


def _found(row: Mapping[str, Term], occupation: str) -> tuple[str, NamedNode | Literal, list[Link]]:
    """Return how the thing at the other end relates to the occupation, it, and the links to it."""
    relation, object = row["relation"], row["object"]
    subject, predicate = row["subject"], row["predicate"]
    assert isinstance(relation, Literal) and isinstance(object, NamedNode | Literal)
    assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
    against = subject.value != occupation
    links = [Link(subject.value, predicate, object, against=against)]
    if isinstance(group := row.get("group"), NamedNode):
        links.insert(0, Link(occupation, ESCO.memberOfISCOGroup, group))
    return relation.value, subject if against else object, links


def _thing(end: NamedNode | Literal, names: dict[str, Named]) -> Named:
    if isinstance(end, Literal):
        return Named(iri="", label={end.language or "": end.value})
    return names[end.value]


def _place(facet: Facet) -> tuple[int, str, str, str]:
    label = facet.thing.label
    name = label.get("en") or min(label.values(), default="")
    return ORDER.index(facet.relation), facet.thing.code, name.casefold(), facet.thing.iri
