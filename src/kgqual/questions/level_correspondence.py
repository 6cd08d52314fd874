"""Which levels of other frameworks a level corresponds to, route by route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated

from kgqual.answering import (
    Evidence,
    Findings,
    Graph,
    Item,
    Link,
    Named,
    Of,
    Query,
    Reason,
    Thing,
    question,
)
from kgqual.answering.graph import Row
from kgqual.namespaces import KQ, SKOS

QUERY = Query.beside(__file__)
_LEVELS = ("l1", "l2", "l3")
_DIRECTIONS = ("d1", "d2", "d3")


class Correspondence(Item):
    """A level that corresponds, its framework, and the levels between, in the order walked."""

    level: Named
    framework: Named
    through: tuple[Named, ...] = ()


@question
def level_correspondence(
    graph: Graph,
    framework: Annotated[Thing, Of(KQ.QualificationFramework)],
    level: Annotated[Thing, Of(KQ.FrameworkLevel, within="framework")],
    to: Annotated[Thing | None, Of(KQ.QualificationFramework)] = None,
) -> Findings[Correspondence]:
    """Return the levels that correspond to ``level``, directly or through EQF and QF-EHEA.

    Correspondences are close matches: a chain of them is an argument, not an equality. Links are
    walked in both directions; one walked against the direction stated says so.
    """
    rows = list(graph.rows(QUERY, level=level, to=to))
    names = graph.named(row[key] for row in rows for key in (*_LEVELS, "in") if key in row)
    evidence = Evidence[Correspondence](graph)
    for row in rows:
        chain = [level.iri, *(row[key] for key in _LEVELS if key in row)]
        found = Correspondence(
            level=names[chain[-1]],
            framework=names[row["in"]],
            through=tuple(names[iri] for iri in chain[1:-1]),
        )
        evidence.answer(found, _links(chain, row))
    return evidence.findings(Reason("no-route", level=level))


def _links(chain: Sequence[str], row: Row) -> Iterator[Link]:
    for (start, end), key in zip(pairwise(chain), _DIRECTIONS, strict=False):
        if row[key] == "along":
            yield Link(start, SKOS.closeMatch, end)
        else:
            yield Link(end, SKOS.closeMatch, start, against=True)
