"""What classifiers of Kazakhstan have a title that a concept has, too."""

from __future__ import annotations

from collections.abc import Iterator

from kgqual.answering import Graph, Link
from kgqual.namespaces import SKOS
from kgqual.translation.context.chain import SAME_TITLE, Chain
from kgqual.translation.titles import Titles
from kgqual.translation.units import Concept


def titled(graph: Graph, concept: Concept) -> Iterator[Chain]:
    """Yield what has a term of a concept as its title, in English or in Russian."""
    titles = Titles.of(graph)
    for unit in concept.units.values():
        if unit.field.is_term:
            for language, texts in unit.by_language.items():
                for one in titles.having(texts, language):
                    link = Link(one.thing, SKOS.prefLabel, one.title)
                    yield Chain(one.thing, one.kind, SAME_TITLE, (link,))
