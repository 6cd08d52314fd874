"""What the graph holds against itself about the things of an answer: claims side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from kgqual.answering.bases import Fact, bases
from kgqual.answering.envelope import Conflict
from kgqual.answering.graph import Graph
from kgqual.answering.query import Query
from kgqual.answering.steps import named_in, step
from kgqual.store.interface import Term

_CONFLICTS = Query.beside(__file__, "about")
_THINGS = Query.beside(__file__, "things")


def conflicts_about(graph: Graph, iris: Iterable[str]) -> tuple[Conflict, ...]:
    """Return the contradictions about these things, in the order of their IRIs."""
    disputed = graph.once(
        _THINGS.name, lambda: frozenset(row["thing"] for row in graph.rows(_THINGS))
    )
    wanted = sorted(disputed.intersection(iris))
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    said: dict[Fact, dict[str, str]] = defaultdict(dict)
    claims: dict[str, list[Fact]] = defaultdict(list)
    for row in graph.solutions(_CONFLICTS, thing=wanted) if wanted else ():
        conflict, fact = row["conflict"], _fact(row)
        assert isinstance(conflict, NamedNode)
        if fact not in claims[conflict.value]:
            claims[conflict.value].append(fact)
        _note(texts[conflict.value], row.get("statement"))
        _note(said[fact], row.get("said"))
    facts = [fact for listed in claims.values() for fact in listed]
    stated = bases(graph, facts)
    names = graph.named({*claims, *named_in(facts)})
    return tuple(
        Conflict(
            **dict(names[iri]),
            statement=texts[iri],
            claims=tuple(step(fact, stated[fact], names, said[fact]) for fact in listed),
        )
        for iri, listed in sorted(claims.items())
    )


def _fact(row: Mapping[str, Term]) -> Fact:
    subject, predicate, object = row["s"], row["p"], row["o"]
    assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode)
    assert isinstance(object, NamedNode | Literal)
    return Fact(subject.value, predicate.value, object)


def _note(texts: dict[str, str], text: Term | None) -> None:
    if isinstance(text, Literal):
        texts[text.language or ""] = text.value
