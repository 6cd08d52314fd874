"""The titles of Kazakhstan's classifiers, by which things that are called alike are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Query
from kgqual.folding import label_key

_TITLES = Query.beside(__file__)
CLASSIFIERS = ("he", "nco", "profession", "programme", "standard", "tvet")
"""The kinds of source that classify in Kazakhstan."""


@dataclass(frozen=True, slots=True)
class Titled:
    """The IRI of a thing, the kind of source that names it, and its title there."""

    thing: str
    kind: str
    title: Literal


class Titles:
    """The English and Russian titles in the current classifiers of Kazakhstan."""

    def __init__(self, titles: Mapping[tuple[str, str], Sequence[Titled]]) -> None:
        self._titles = titles

    @classmethod
    def of(cls, graph: Graph) -> Titles:
        """Return the titles in a graph, read once for it."""
        return graph.once(Titles, lambda: cls._read(graph))

    def having(self, texts: Sequence[str], language: str) -> Iterator[Titled]:
        """Yield what has one of the texts as its title in a language.

        Letters are compared as ``folding.label_key`` does, so that case does not matter.
        """
        for key in dict.fromkeys(map(label_key, texts)):
            yield from self._titles.get((language, key), ())

    @classmethod
    def _read(cls, graph: Graph) -> Titles:
        kinds = {iri: one.kind for iri, one in graph.entries.items() if one.kind in CLASSIFIERS}
        found: dict[tuple[str, str], list[Titled]] = defaultdict(list)
        for row in graph.solutions(_TITLES, graph=list(kinds)) if kinds else ():
            thing, title, source = row["thing"], row["title"], row["graph"]
            assert isinstance(thing, NamedNode) and isinstance(source, NamedNode)
            assert isinstance(title, Literal)
            key = (title.language or "", label_key(title.value))
            found[key].append(Titled(thing.value, kinds[source.value], title))
        return cls(found)
