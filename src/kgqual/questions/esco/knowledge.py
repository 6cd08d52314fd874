"""The knowledge that occupations need, by the field of study in which ESCO has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgqual.answering import Graph, Link, Query
from kgqual.answering.graph import Row
from kgqual.chaining import residual
from kgqual.namespaces import ESCO, SKOS

ESSENTIAL = ESCO.relatedEssentialSkill


@dataclass
class Field:
    """A detailed field of ISCED-F, and the knowledge in it.

    ``essential`` and ``optional``: knowledge → the occupations that need it. ``chains``:
    knowledge → the links from it to the field.
    """

    iri: str
    essential: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    optional: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    chains: dict[str, list[Link]] = field(default_factory=dict)

    def links(self, knowledge: str) -> list[Link]:
        """Return the links from the occupations to a piece of knowledge, and on to the field."""
        needs = [Link(o, ESSENTIAL, knowledge) for o in self.essential.get(knowledge, ())]
        may_need = (self.optional.get(knowledge, ()), ESCO.relatedOptionalSkill)
        needs += [Link(occupation, may_need[1], knowledge) for occupation in may_need[0]]
        return [*needs, *self.chains[knowledge]]


def fields(graph: Graph, query: Query, occupations: Iterable[str]) -> Mapping[str, Field]:
    """Return the fields in which ESCO has the knowledge of some occupations, by IRI.

    ``query`` is ``programmes_for_occupation.rq``. Knowledge that ESCO has in no field itself, but
    below other knowledge that it has in one, is in that field. Residual fields are left out: two
    things that are "not elsewhere classified" or "inter-disciplinary" have nothing in common but
    that (the codes of ISCED-F 2013 that end in 0, 9 or 88).
    """
    found: dict[str, Field] = {}
    for row in graph.rows(query, occupation=occupations):
        reached = row.get("field") or row.get("fieldAbove")
        if not reached or residual(reached):
            continue
        here = found.setdefault(reached, Field(reached))
        essential = row["relation"] == ESSENTIAL.value
        needing = (here.essential if essential else here.optional)[row["knowledge"]]
        if row["occupation"] not in needing:
            needing.append(row["occupation"])
        here.chains.setdefault(row["knowledge"], _chain(row))
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
