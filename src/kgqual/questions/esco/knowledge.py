"""The knowledge that occupations need, by the field of study in which ESCO has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kgqual.answering import Graph, Link, Query
from kgqual.answering.graph import Row
from kgqual.chaining import residual
from kgqual.namespaces import ESCO, SKOS
from kgqual.questions.esco.skill_sets import skill_sets

ESSENTIAL, OPTIONAL = ESCO.relatedEssentialSkill, ESCO.relatedOptionalSkill


@dataclass
class Field:
    """A detailed field of ISCED-F, and the knowledge in it.

    ``essential`` and ``optional``: knowledge → the occupations that need it. ``chains``:
    knowledge → the links from it to the field.
    """

    iri: str
    essential: dict[str, list[str]] = field(default_factory=dict)
    optional: dict[str, list[str]] = field(default_factory=dict)
    chains: dict[str, list[Link]] = field(default_factory=dict)

    def links(self, knowledge: str) -> list[Link]:
        """Return the links from an occupation to a piece of knowledge, and on to the field.

        Of several occupations that need it the first stands for all: of a group of fifty, a chain
        that names each would be read by nobody.
        """
        if needing := self.essential.get(knowledge):
            needs = Link(needing[0], ESSENTIAL, knowledge)
        else:
            needs = Link(self.optional[knowledge][0], OPTIONAL, knowledge)
        return [needs, *self.chains[knowledge]]


def fields(graph: Graph, query: Query, occupations: Collection[str]) -> Mapping[str, Field]:
    """Return the fields in which ESCO has the knowledge of some occupations, by IRI.

    ``query`` is ``programmes_for_occupation.rq``; it is asked of all occupations, once for a
    snapshot. Knowledge that ESCO has in no field itself, but below other knowledge that it has in
    one, is in that field. Residual fields are left out: two things that are "not elsewhere
    classified" or "inter-disciplinary" have nothing in common but that (the codes of ISCED-F 2013
    that end in 0, 9 or 88).
    """
    graph.show(query, occupation=occupations)
    sets = skill_sets(graph)
    essential = _needing({occupation: sets.essential(occupation) for occupation in occupations})
    optional = _needing({occupation: sets.optional(occupation) for occupation in occupations})
    places = graph.once(query.name, lambda: _places(graph.rows(query, occupation=None)))
    found: dict[str, Field] = {}
    for knowledge in sorted(essential.keys() | optional.keys()):
        for reached, chain in places.get(knowledge, ()):
            here = found.setdefault(reached, Field(reached))
            here.chains.setdefault(knowledge, chain)
            if needing := essential.get(knowledge):
                here.essential[knowledge] = needing
            if needing := optional.get(knowledge):
                here.optional[knowledge] = needing
    return found


def _needing(lists: Mapping[str, Collection[str]]) -> Mapping[str, list[str]]:
    """Return skill → the occupations in whose lists it is."""
    found: dict[str, list[str]] = defaultdict(list)
    for occupation, skills in lists.items():
        for skill in skills:
            found[skill].append(occupation)
    return found


def _places(rows: Iterable[Row]) -> Mapping[str, list[tuple[str, list[Link]]]]:
    """Return knowledge → the fields that it is in, each with the links to it."""
    found: dict[str, list[tuple[str, list[Link]]]] = defaultdict(list)
    for row in rows:
        reached = row.get("field") or row.get("fieldAbove")
        if reached and not residual(reached):
            found[row["knowledge"]].append((reached, _chain(row)))
    return found


def _chain(row: Row) -> list[Link]:
    links = [Link(row["knowledge"], SKOS.broader, row["above"])]
    if "field" in row:
        return [*links, Link(row["above"], SKOS.exactMatch, row["field"])]
    return [
        *links,
        Link(row["above"], SKOS.broader, row["higher"]),
        Link(row["higher"], SKOS.exactMatch, row["fieldAbove"]),
    ]
