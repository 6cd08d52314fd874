"""A group of occupations in its classifier, and what lies in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from kgqual.answering import Evidence, Findings, Graph, Link, Query, Reason, Thing
from kgqual.answering.graph import Row
from kgqual.namespaces import SKOS
from kgqual.questions.esco.facets import ORDER, Facet

_COUNTS = Query.beside(__file__)
Found = tuple[str, str, list[Link]]
"""A relation, the thing that has it, and the links from the group to it."""


def facets_of_group(graph: Graph, group: Thing, query: Query) -> Findings[Facet]:
    """Return what is stated of a group; ``query`` is ``isco.rq``."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in graph.rows(query, group=group, subject=group, object=group):
        rows[row["relation"]].append(row)
    tree = _Tree(group.iri, [*rows["up"], *rows["down"]])
    found = [
        *tree.around(),
        *_skill_levels(tree, rows["skill-level"]),
        *_towards(tree, rows["worldskills"]),
        *_towards(tree, rows["occupation"]),
        *_compared(group.iri, rows["other-classifier"]),
    ]
    names = graph.named(thing for _, thing, _ in found)
    counts = _counts(graph, tree) if rows["down"] else {}
    evidence = Evidence[Facet](graph)
    places = {iri: (named.code, named.iri) for iri, named in names.items()}
    for relation, thing, links in sorted(
        found, key=lambda one: (ORDER.index(one[0]), places[one[1]])
    ):
        count = counts.get(thing, 0) if counts and relation == "narrower" else None
        evidence.answer(
            Facet.model_validate(
                {"relation": relation, "thing": names[thing], "occupations": count}
            ),
            links,
        )
    return evidence.findings(Reason("nothing-stated", occupation=group))


class _Tree:
    """The part of a classifier above and below a group: in a classifier each has one above it."""

    def __init__(self, group: str, rows: Iterable[Row]) -> None:
        self.group = group
        self._above = {row["subject"]: row["object"] for row in rows}

    def climb(self, start: str, end: str) -> list[Link]:
        """Return the links from a group up to one above it: none from a group to itself."""
        links = []
        while start != end:
            links.append(Link(start, SKOS.broader, self._above[start]))
            start = self._above[start]
        return links

    def above(self, start: str) -> list[str]:
        """Return a group and those above it, the nearest first."""
        chain = [start]
        while chain[-1] in self._above:
            chain.append(self._above[chain[-1]])
        return chain

    def around(self) -> list[Found]:
        """Return the groups above, and those directly below."""
        up: list[Found] = [
            ("broader", iri, self.climb(self.group, iri)) for iri in self.above(self.group)[1:]
        ]
        down: list[Found] = [
            ("narrower", iri, [Link(iri, SKOS.broader, above, against=True)])
            for iri, above in self._above.items()
            if above == self.group
        ]
        return up + down

    def below(self, iri: str) -> bool:
        """Return whether a group is the one asked about, or below it."""
        return self.group in self.above(iri)


def _skill_levels(tree: _Tree, rows: Iterable[Row]) -> list[Found]:
    """Return the skill levels stated of the group, or else of the nearest group above it."""
    stated: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        stated[row["subject"]].append(row)
    nearest = next((iri for iri in tree.above(tree.group) if iri in stated), tree.group)
    return [
        ("skill-level", row["object"], [*tree.climb(tree.group, nearest), _link(row)])
        for row in stated[nearest]
    ]


def _towards(tree: _Tree, rows: Iterable[Row]) -> list[Found]:
    """Return what points to the group or to one below it, the chain walked from the group."""
    return [
        (
            row["relation"],
            row["subject"],
            [
                *(
                    Link(link.subject, link.predicate, link.object, against=True)
                    for link in reversed(tree.climb(row["object"], tree.group))
                ),
                _link(row, against=True),
            ],
        )
        for row in rows
    ]


def _compared(group: str, rows: Iterable[Row]) -> list[Found]:
    return [
        (row["relation"], row["object"], [_link(row)])
        if row["subject"] == group
        else (row["relation"], row["subject"], [_link(row, against=True)])
        for row in rows
    ]


def _link(row: Row, *, against: bool = False) -> Link:
    return Link(row["subject"], NamedNode(row["predicate"]), row["object"], against=against)


def _counts(graph: Graph, tree: _Tree) -> Mapping[str, int]:
    """Return how many ESCO occupations are in each group below: nothing when ESCO is not loaded."""
    counts: dict[str, int] = defaultdict(int)
    for row in graph.rows(_COUNTS):
        if tree.below(row["unit"]):
            for iri in tree.above(row["unit"]):
                counts[iri] += int(row["count"])
    return counts
