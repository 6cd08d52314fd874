"""What the newer release calls most alike a concept that is gone and has no successor.

The confidence of a matcher is that of texts whose term is in the set. Here the term has been taken
out, and whether another one stands for it nobody says: a candidate counts half (``IS_GONE``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Query
from kgqual.matching import Candidate, Label, Matching, Term, Text
from kgqual.namespaces import SKOS
from kgqual.releases import Pair

_TERMS = Query.beside(__file__)
_DESCRIBED = Query.beside(__file__, "described")
_MEMBERS = Query.beside(__file__, "members")
_LABELS = frozenset({SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel})
LIMIT = 3
IS_GONE = 0.5
LEAST = 0.1
"""Candidates that are less probable are not shown to anyone."""


@dataclass
class _Read:
    """What a release calls a concept and says of it."""

    labels: list[Label] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def take(self, property: NamedNode, value: Literal) -> None:
        """Take a label or a description."""
        language = value.language or ""
        if property in _LABELS:
            self.labels.append(Label(value.value, language, property == SKOS.prefLabel))
        else:
            self.texts.append((value.value, language))

    def term(self, iri: str) -> Term:
        """Return it as something that may be found."""
        ordered = sorted(self.labels, key=lambda one: (not one.preferred, one.language, one.text))
        return Term(iri, tuple(ordered), tuple(sorted(self.texts)))

    def asked(self) -> Text:
        """Return it as something that is looked for: by its English name, or else by another."""
        named = sorted(self.labels, key=lambda one: (not one.preferred, one.language != "en"))
        language = named[0].language
        texts = [text for text, of in sorted(self.texts) if of == language]
        return Text(named[0].text, " ".join(texts), language)


class Closest:
    """Finds what is called alike among the things of the same class in the newer release."""

    def __init__(self, graph: Graph, pair: Pair) -> None:
        self._graph = graph
        self._pair = pair
        self._matchings: dict[tuple[str, ...], Matching] = {}

    def candidates(self, iri: str, kinds: Iterable[str]) -> tuple[Candidate, ...]:
        """Return the likeliest things of all the classes or schemes, none where none is likelier.

        ``iri`` is a concept that the older release describes.
        """
        asked = self._read(_DESCRIBED, graph__concept=[(self._pair.old.iri, iri)]).get(iri)
        if asked is None or not asked.labels:
            return ()
        key = tuple(sorted(kinds))
        if key not in self._matchings:
            self._matchings[key] = self._matching(key)
        (found,) = self._matchings[key].suggest([asked.asked()], LIMIT)
        likely = (c for c in found.candidates if c.confidence >= max(LEAST, found.none))
        return tuple(c for c in likely if c.iri != iri)

    def _matching(self, kinds: tuple[str, ...]) -> Matching:
        """Return the matching over what is of all the kinds."""
        members = [self._members(kind) for kind in kinds]
        fewest = min(range(len(kinds)), key=lambda number: len(members[number]))
        found = self._read(_TERMS, graph__kind=[(self._pair.new.iri, kinds[fewest])])
        of_all = frozenset.intersection(*members)
        terms = (one.term(iri) for iri, one in sorted(found.items()) if iri in of_all)
        return Matching.over([term for term in terms if term.labels])

    def _members(self, kind: str) -> frozenset[str]:
        rows = self._graph.rows(_MEMBERS, graph__kind=[(self._pair.new.iri, kind)])
        return frozenset(row["concept"] for row in rows)

    def _read(self, query: Query, **asked: list[tuple[str, str]]) -> Mapping[str, _Read]:
        found: dict[str, _Read] = defaultdict(_Read)
        for row in self._graph.solutions(query, **asked):
            concept, property, value = row["concept"], row["property"], row["value"]
            assert isinstance(concept, NamedNode) and isinstance(property, NamedNode)
            assert isinstance(value, Literal)
            found[concept.value].take(property, value)
        return found
