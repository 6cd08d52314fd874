"""What stands at a level of a framework, and by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from typing import Literal as Choice

from pyoxigraph import NamedNode

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
from kgqual.answering.documentation import Documentation
from kgqual.answering.graph import Row
from kgqual.answering.sentences import filled
from kgqual.namespaces import KQ

QUERY = Query.beside(__file__)
_TEXTS = Documentation.beside(__file__)

Standing = Choice["placed", "prefix", "award", "indicated", "evaluated"]
"""How something stands at a level.

``placed``: a source places the qualification there. ``prefix``: codes that begin so indicate the
level, by the claim of a source. ``award``: what the prefix stands for. ``indicated``: the code of
the qualification begins with such a prefix. ``evaluated``: a centre evaluated the title at the
level, which places it nowhere.
"""
_ORDER: tuple[Standing, ...] = ("placed", "prefix", "award", "indicated", "evaluated")


class Standee(Item):
    """A qualification, an award or a prefix of codes, and how it stands at the level.

    ``country`` is that of a qualification of another country. ``by`` is the prefix that indicates
    the level, or who evaluated the title.
    """

    standing: Standing
    thing: Named
    country: Named | None = None
    by: Named | None = None


@question
def qualifications_at_level(
    graph: Graph,
    framework: Annotated[Thing, Of(KQ.QualificationFramework)],
    level: Annotated[Thing, Of(KQ.FrameworkLevel, within="framework")],
) -> Findings[Standee]:
    """Return what sources place at ``level``, what indicates it, and what was evaluated at it.

    Levels that correspond to it in other frameworks are not followed: a qualification of one of
    them stands there and not here.
    """
    rows = sorted(graph.rows(QUERY, level=level), key=lambda row: _ORDER.index(_standing(row)))
    named = ("thing", "of", "by", "country")
    names = graph.named(row[key] for row in rows for key in named if key in row)
    evidence = Evidence[Standee](graph)
    for row in rows:
        by = row.get("by") or row.get("of", "")
        found = Standee(
            standing=_standing(row),
            thing=names[row["thing"]],
            country=names.get(row.get("country", "")),
            by=names.get(by),
        )
        evidence.answer(found, _links(row, level, found))
    return evidence.findings(Reason("nothing-there", level=level, framework=framework))


def _standing(row: Row) -> Standing:
    return next(standing for standing in _ORDER if standing == row["standing"])


def _links(row: Row, at: Named, found: Standee) -> Iterator[Link]:
    thing, of, level = row["thing"], row.get("of", ""), at.iri
    match row["standing"]:
        case "placed":
            yield Link(thing, NamedNode(row["p"]), level)
        case "prefix":
            yield Link(thing, KQ.indicatesLevel, level)
        case "award":
            yield Link(of, KQ.indicatesLevel, level, against=True)
            yield Link(of, KQ.awardType, thing)
        case "indicated":
            yield Link(thing, KQ.codePrefix, of)
            yield Link(of, KQ.indicatesLevel, level)
        case "evaluated":
            assert found.by
            values = {"by": found.by, "thing": found.thing, "level": at}
            words = {key: filled(forms, values) for key, forms in _TEXTS.statements.items()}
            yield Link(of, KQ.about, thing, against=True, statement=words["about"])
            yield Link(of, KQ.evaluatedLevel, level, statement=words["evaluated"])
