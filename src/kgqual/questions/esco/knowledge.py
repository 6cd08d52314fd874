"""The knowledge that occupations need, by the field of study in which ESCO has it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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

    ``query`` is ``programmes_for_occupation.rq``. Knowledge that ESCO has in no field itself, but
    below other knowledge that it has in one, is in that field. Residual fields are left out: two
    things that are "not elsewhere classified" or "inter-disciplinary" have nothing in common but
    that (the codes of ISCED-F 2013 that end in 0, 9 or 88).
    """
    sets = skill_sets(graph)
    found: dict[str, Field] = {}
    for row in graph.rows(query, occupation=occupations):
        reached, knowledge = row.get("field") or row.get("fieldAbove"), row["knowledge"]
        if not reached or residual(reached):
            continue
        here = found.setdefault(reached, Field(reached))
        here.chains.setdefault(knowledge, _chain(row))
        if essential := [o for o in occupations if knowledge in sets.essential(o)]:
            here.essential[knowledge] = essential
        if optional := [o for o in occupations if knowledge in sets.optional(o)]:
            here.optional[knowledge] = optional
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
