"""What two releases state otherwise, read from their graphs; nothing that both state is fetched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Named, Query
from kgqual.namespaces import RDF, SKOS
from kgqual.releases.change import Value
from kgqual.releases.pairing import Pair

_ABSENT = Query.beside(__file__, "absent")
_DIFFERING = Query.beside(__file__, "differing")
_DESCRIBED = Query.beside(__file__, "described")
_MENTIONED = Query.beside(__file__, "mentioned")
_HEIRS = Query.beside(__file__, "heirs")
_MEMBERS = Query.beside(__file__, "members")
_BATCH = 500
OLD, NEW = "old", "new"
EXAMPLES = {
    "has": "https://w3id.org/kgqual/graph/esco/1.1.0",
    "not": "https://w3id.org/kgqual/graph/esco/1.1.1",
}
"""The graphs that stand in the queries of what one release has and the other has not."""
_EXAMPLE = re.compile("|".join(re.escape(f"<{iri}>") for iri in EXAMPLES.values()))
_LABELS = {SKOS.altLabel, SKOS.hiddenLabel}


@dataclass
class Described:
    """What one release states of a concept: classes, schemes, parents, code, labels."""

    iri: str
    classes: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    preferred: dict[str, str] = field(default_factory=dict)
    labels: set[Literal] = field(default_factory=set)

    @property
    def kinds(self) -> frozenset[str]:
        """What it is a thing of: its classes and schemes, but for that all are concepts."""
        return frozenset(self.classes | self.schemes) - {SKOS.Concept.value}

    @property
    def named(self) -> Named:
        """It with its names and its code."""
        return Named(iri=self.iri, label=self.preferred, code=min(self.codes, default=""))

    def take(self, property: Value, value: Value) -> None:
        """Take one statement of it."""
        if isinstance(value, NamedNode):
            if property == RDF.type:
                self.classes.add(value.value)
            elif property == SKOS.inScheme:
                self.schemes.add(value.value)
            elif property == SKOS.broader:
                self.parents.add(value.value)
        elif property == SKOS.notation:
            self.codes.add(value.value)
        else:
            self.labels.add(value)
            if property == SKOS.prefLabel:
                language = value.language or ""
                self.preferred[language] = min(
                    self.preferred.get(language, value.value), value.value
                )


Values = Mapping[str, set[Value]]
"""Property → what one release states and the other does not."""


@dataclass
class Difference:
    """What each release states of a concept that the other does not."""

    old: dict[str, set[Value]] = field(default_factory=lambda: defaultdict(set))
    new: dict[str, set[Value]] = field(default_factory=lambda: defaultdict(set))


class Reading:
    """Reads a pair of releases in one snapshot."""

    def __init__(self, graph: Graph, pair: Pair) -> None:
        self._graph = graph
        self._graphs = {OLD: pair.old.iri, NEW: pair.new.iri}

    def absent(self) -> tuple[set[str], set[str]]:
        """Return the concepts that only the older release describes, and only the newer."""
        found = {
            side: {row["concept"] for row in self._graph.rows(self._from(side, _ABSENT))}
            for side in (OLD, NEW)
        }
        return found[OLD], found[NEW]

    def differing(self, properties: Iterable[NamedNode]) -> Mapping[str, Difference]:
        """Return what is stated otherwise of each concept that both releases describe."""
        found: dict[str, Difference] = defaultdict(Difference)
        wanted = list(properties)
        for side in (OLD, NEW):
            for row in self._graph.solutions(self._from(side, _DIFFERING), property=wanted):
                concept, property, value = row["concept"], row["property"], row["value"]
                assert isinstance(concept, NamedNode) and isinstance(property, NamedNode)
                assert isinstance(value, NamedNode | Literal)
                difference = found[concept.value]
                values = difference.old if side == OLD else difference.new
                values[property.value].add(value)
        return found

    def described(self, side: str, concepts: Collection[str]) -> Mapping[str, Described]:
        """Return what one release states of the concepts that it describes."""
        found: dict[str, Described] = {}
        for some in _batches(concepts):
            asked = [(self._graphs[side], concept) for concept in some]
            for row in self._graph.solutions(_DESCRIBED, graph__concept=asked):
                concept, property, value = row["concept"], row["property"], row["value"]
                assert isinstance(concept, NamedNode) and isinstance(property, NamedNode)
                assert isinstance(value, NamedNode | Literal)
                described = found.setdefault(concept.value, Described(concept.value))
                described.take(property, value)
        return {iri: one for iri, one in found.items() if one.classes or one.schemes}

    def mentioned(self, concepts: Collection[str]) -> frozenset[str]:
        """Return the concepts that the newer release refers to."""
        return frozenset(
            row["concept"]
            for some in _batches(concepts)
            for row in self._graph.rows(
                _MENTIONED, graph__concept=[(self._graphs[NEW], concept) for concept in some]
            )
        )

    def heirs(self, concepts: Collection[str]) -> Mapping[str, list[tuple[str, ...]]]:
        """Return, for each concept of the older release, where what was below it is now.

        That is a list of the new parents of each thing below it that has a parent still.
        """
        parents: dict[tuple[str, str], set[str]] = defaultdict(set)
        for some in _batches(concepts):
            asked = [(self._graphs[OLD], self._graphs[NEW], concept) for concept in some]
            for row in self._graph.rows(_HEIRS, old__new__concept=asked):
                parents[row["concept"], row["child"]].add(row["parent"])
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for (concept, _), now in parents.items():
            found[concept].append(tuple(sorted(now)))
        return found

    def members(self, scheme: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the concepts of a scheme in the older and in the newer release."""
        found: dict[str, set[str]] = {OLD: set(), NEW: set()}
        sides = {graph: side for side, graph in self._graphs.items()}
        asked = [(iri, scheme) for iri in self._graphs.values()]
        for row in self._graph.rows(_MEMBERS, graph__scheme=asked):
            found[sides[row["graph"]]].add(row["concept"])
        return frozenset(found[OLD]), frozenset(found[NEW])

    def _from(self, side: str, query: Query) -> Query:
        """Return a query of what one release has and the other has not.

        The graphs are put in by name: with variables for them the engine takes twice as long.
        """
        old, new = self._graphs[OLD], self._graphs[NEW]
        graphs = {"has": old, "not": new} if side == OLD else {"has": new, "not": old}
        named = {f"<{example}>": str(NamedNode(graphs[key])) for key, example in EXAMPLES.items()}
        return replace(query, text=_EXAMPLE.sub(lambda found: named[found[0]], query.text))


def _batches(concepts: Collection[str]) -> Iterator[list[str]]:
    wanted = sorted(concepts)
    for start in range(0, len(wanted), _BATCH):
        yield wanted[start : start + _BATCH]
