"""What is known of an occupation or a group of occupations, facet by facet."""

from __future__ import annotations

from typing import Literal, get_args

from kgqual.answering import Item, Named

Relation = Literal[
    "also-called",
    "isco-group",
    "other-classifier",
    "skill-level",
    "broader",
    "narrower",
    "occupation",
    "essential-skill",
    "essential-knowledge",
    "optional-skill",
    "optional-knowledge",
    "worldskills",
]
"""How a thing relates to what was asked about.

``also-called`` another name of it, which has no IRI; ``isco-group`` the ISCO-08 group it belongs
to; ``other-classifier`` a group of the national classifier or of ISCO-08 that a source compares
with it or with its ISCO group; ``skill-level`` the level at which the classifier puts it;
``broader`` and ``narrower`` what is above and below it; ``occupation`` an ESCO occupation in the
group; then its ESCO skills and knowledge, essential and optional; ``worldskills`` a skill whose
technical description names it, or a group in it.
"""
ORDER: tuple[str, ...] = get_args(Relation)


class Facet(Item):
    """A thing and how it relates to what was asked about.

    ``occupations`` counts the ESCO occupations in a narrower group, when ESCO is loaded.
    """

    relation: Relation
    thing: Named
    occupations: int | None = None
