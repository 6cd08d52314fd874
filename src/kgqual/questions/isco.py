"""An ISCO-08 group: its place, its skill level, and what is in it."""

from __future__ import annotations

from typing import Annotated

from kgqual.answering import Findings, Graph, Of, Query, Thing, question
from kgqual.namespaces import KQ
from kgqual.questions.esco.facets import Facet
from kgqual.questions.esco.groups import facets_of_group

QUERY = Query.beside(__file__)
SCHEME = "http://data.europa.eu/esco/concept-scheme/isco"


@question
def isco(
    graph: Graph, code: Annotated[Thing, Of(KQ.OccupationGroup, scheme=SCHEME)]
) -> Findings[Facet]:
    """Return the groups above and below an ISCO-08 group, its skill level, and what it contains.

    A skill level is stated of major and sub-major groups; a smaller group has that of the nearest
    above it. ESCO occupations are listed for unit groups and counted for the groups below others.
    """
    return facets_of_group(graph, code, QUERY)
