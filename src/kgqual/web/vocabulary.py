"""The classes and properties that a snapshot uses, for whoever writes a query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgqual.store.interface import Store
from kgqual.web.labels import Labels
from kgqual.web.queries import page_query

KINDS = ("classes", "properties")


@dataclass(frozen=True)
class UsedTerm:
    """A class or property of the current graphs: its IRI, and how many statements use it."""

    iri: str
    count: int


Vocabulary = dict[str, tuple[UsedTerm, ...]]
"""The used terms of each of ``KINDS``, the most used first."""


def used_terms(store: Store) -> Vocabulary:
    """Return what the current graphs use; it takes one pass over them."""
    return {kind: tuple(_used(store, kind)) for kind in KINDS}


def _used(store: Store, kind: str) -> Iterator[UsedTerm]:
    for term, count in store.query(page_query(f"used_{kind}")).rows():
        if isinstance(term, NamedNode) and isinstance(count, Literal):
            yield UsedTerm(term.value, int(count.value))


def named_terms(
    vocabulary: Vocabulary, store: Store, language: str
) -> dict[str, list[dict[str, str | int]]]:
    """Return the used terms as JSON has them, with what they are called in ``language``."""
    labels = Labels(store, language)
    labels.fetch(term.iri for terms in vocabulary.values() for term in terms)
    return {
        kind: [
            {"iri": term.iri, "label": labels.name(term.iri).text, "count": term.count}
            for term in terms
        ]
        for kind, terms in vocabulary.items()
    }
