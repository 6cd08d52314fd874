"""A triple with its bases as a step of an answer, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode

from kgqual.answering.bases import Fact
from kgqual.answering.envelope import Basis, Named, Step, Text
from kgqual.answering.sentences import LANGUAGES, sentence


def step(
    fact: Fact,
    bases: Sequence[Basis],
    names: Mapping[str, Named],
    statement: Text | None = None,
    *,
    against: bool = False,
) -> Step:
    """Return a step with the best of its ``bases``, which come first; the others beside it.

    ``names`` has the things that ``named_in`` lists; ``statement`` are words of its own. In a
    language in which it has none, the words of its predicate say it.
    """
    best, *others = bases
    words = dict(statement or {})
    if any(language not in words for language in LANGUAGES):
        words = {**_sentence(fact, names), **words}
    return Step(
        **dict(best),
        subject=fact.subject,
        predicate=fact.predicate,
        object=fact.object.value,
        statement=words,
        against=against,
        also=tuple(others),
    )


def named_in(facts: Iterable[Fact]) -> set[str]:
    """Return the IRIs of everything that the facts mention."""
    return {
        iri
        for fact in facts
        for iri in (
            fact.subject,
            fact.predicate,
            *([fact.object.value] if isinstance(fact.object, NamedNode) else ()),
        )
    }


def _sentence(fact: Fact, names: Mapping[str, Named]) -> Text:
    object = fact.object
    named = (
        names[object.value]
        if isinstance(object, NamedNode)
        else Named(iri="", label={"": object.value})
    )
    return sentence(names[fact.subject], names[fact.predicate], named)
