"""What the releases of ESCO in a build say of the concepts that people translated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.consistency.graph_files import SortedGraph
from kgqual.editorial.translations.fields import SOURCE_LANGUAGE, Field, source_hash
from kgqual.namespaces import ESCO, RDF
from kgqual.store.manifest import GraphEntry
from kgqual.translated.labels import PROPERTIES

_ESCO = "esco"
_FIELDS = {property: field for field, property in PROPERTIES.items()}
_READ = frozenset(str(predicate).encode() for predicate in (RDF.type, *PROPERTIES.values()))


@dataclass(frozen=True)
class Described:
    """A concept in one release: what kind it is, and field → the hash of its English texts."""

    occupation: bool
    hashes: Mapping[Field, str]


@dataclass(frozen=True)
class Release:
    """A release of ESCO: the IRI of its graph, and its graph file."""

    graph: str
    path: Path

    def described(self, concepts: Iterable[str]) -> dict[str, Described]:
        """Return those of the concepts that have a type in this release."""
        subjects = sorted(f"<{concept}>".encode() for concept in set(concepts))
        lines = SortedGraph(self.path).about(subjects)
        read = b"".join(line for line in lines if line.split(b" ", 2)[1] in _READ)
        types: dict[str, set[NamedNode]] = defaultdict(set)
        texts: dict[str, dict[Field, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object, _ in ox.parse(read, RdfFormat.N_QUADS):
            assert isinstance(subject, NamedNode)
            if isinstance(object, NamedNode):
                types[subject.value].add(object)
            elif isinstance(object, Literal) and object.language == SOURCE_LANGUAGE:
                texts[subject.value][_FIELDS[predicate]].append(object.value)
        return {
            concept: Described(
                ESCO.Occupation in kinds,
                {field: source_hash(some) for field, some in texts[concept].items()},
            )
            for concept, kinds in types.items()
        }


def releases(graphs: Iterable[tuple[GraphEntry, Path]]) -> list[Release]:
    """Return the releases of ESCO among graphs, the current one first and then the newest."""
    found = [(entry, path) for entry, path in graphs if entry.kind == _ESCO]
    found.sort(key=lambda one: (one[0].current, one[0].issued, one[0].version), reverse=True)
    return [Release(entry.iri, path) for entry, path in found]


class Releases:
    """The releases of ESCO in a build, the current one first and then the newest."""

    def __init__(self, releases: Sequence[Release], concepts: Iterable[str]) -> None:
        self._releases = releases
        self._concepts = frozenset(concepts)
        self._described: dict[str, dict[str, Described]] = {}

    def now(self, concept: str) -> Described | None:
        """Return a concept as the current release has it; None where it is not there."""
        return self._of(self._releases[0]).get(concept) if self._releases else None

    def made_from(self, concept: str, field: Field, hash: str) -> str:
        """Return the graph of the first release whose texts have that hash, '' if none has."""
        for release in self._releases:
            described = self._of(release).get(concept)
            if described and described.hashes.get(field) == hash:
                return release.graph
        return ""

    def _of(self, release: Release) -> Mapping[str, Described]:
        """Return what a release says, which is read when it is first asked for."""
        if release.graph not in self._described:
            self._described[release.graph] = release.described(self._concepts)
        return self._described[release.graph]
