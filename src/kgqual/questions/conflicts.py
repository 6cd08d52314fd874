"""What the graph holds against itself: claims of sources that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pyoxigraph import Literal, NamedNode

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
    Text,
    Thing,
    question,
)
from kgqual.store.interface import Term

QUERY = Query.beside(__file__)


class Contradiction(Item):
    """A contradiction, what it is about, and what it is in words; its steps are the claims."""

    conflict: Named
    about: tuple[Named, ...]
    statement: Text


@dataclass
class _Found:
    """What the rows say of one contradiction: each claim with its words."""

    about: set[str] = field(default_factory=set)
    statement: dict[str, str] = field(default_factory=dict)
    claims: dict[str, tuple[str, NamedNode, NamedNode | Literal]] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


@question
def conflicts(graph: Graph, about: Annotated[Thing | None, Of()] = None) -> Findings[Contradiction]:
    """Return the contradictions about a thing, or all there are, with the claims side by side.

    None of the claims is preferred. A contradiction one of whose claims is unverified is a lead.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    for row in graph.solutions(QUERY, about=about):
        _take(found[_value(row["conflict"])], row)
    things = {iri for contradiction in found.values() for iri in contradiction.about}
    names = graph.named({*found, *things})
    evidence = Evidence[Contradiction](graph)
    for iri, contradiction in sorted(found.items()):
        item = Contradiction(
            conflict=names[iri],
            about=tuple(names[thing] for thing in sorted(contradiction.about)),
            statement=contradiction.statement,
        )
        evidence.answer(
            item,
            (
                Link(subject, predicate, object, statement=contradiction.said[claim] or None)
                for claim, (subject, predicate, object) in contradiction.claims.items()
            ),
        )
    if about is None:
        return evidence.findings(Reason("none"))
    return evidence.findings(Reason("none-about", about=about))


def _take(found: _Found, row: Mapping[str, Term]) -> None:
    """Add what a row says to a contradiction."""
    predicate, object = row["predicate"], row["object"]
    assert isinstance(predicate, NamedNode)
    assert isinstance(object, NamedNode | Literal)
    claim = _value(row["claim"])
    found.claims[claim] = (_value(row["subject"]), predicate, object)
    if thing := row.get("thing"):
        found.about.add(_value(thing))
    for texts, text in (
        (found.statement, row.get("statement")),
        (found.said[claim], row.get("said")),
    ):
        if isinstance(text, Literal):
            texts[text.language or ""] = text.value


def _value(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value
