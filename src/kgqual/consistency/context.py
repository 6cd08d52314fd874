"""What else the graph says about the things that a file or a new source speaks of.

A file that names a level of a framework is judged together with that level, or it would seem that
there is none. The context is two steps deep: all that is said of what the file names but does not
describe itself, and what kind of thing, in which scheme and with which code, each of those names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgqual.consistency.graph_files import SortedGraph
from kgqual.namespaces import RDF, SKOS
from kgqual.sources.kinds import ONTOLOGY
from kgqual.store.manifest import CATALOG_KIND

_WHOLE = frozenset({ONTOLOGY, CATALOG_KIND})
"""Kinds of graphs that belong to every context."""
_TYPE = str(RDF.type).encode()
NOTED = frozenset({_TYPE, str(SKOS.inScheme).encode(), str(SKOS.notation).encode()})
"""Predicates of which the context holds what they say of the things one step further."""


@dataclass(frozen=True)
class Surroundings:
    """The graph files that a context is taken from: canonical N-Quads, without blank nodes.

    Of ``graphs`` it takes what the file names; ``whole`` belong to every context: the ontology,
    whose hierarchy of classes decides what a shape is about, and the catalogue, which states gaps.
    """

    graphs: tuple[Path, ...] = ()
    whole: tuple[Path, ...] = ()


def surroundings(graphs: Iterable[tuple[str, Path]]) -> Surroundings:
    """Return the surroundings that these graph files make, each with the kind of its source."""
    files = tuple(graphs)
    return Surroundings(
        tuple(path for kind, path in files if kind not in _WHOLE),
        tuple(path for kind, path in files if kind in _WHOLE),
    )


@dataclass
class Terms:
    """The terms that lines of N-Triples or N-Quads use, as these write them."""

    subjects: set[bytes] = field(default_factory=set)
    described: set[bytes] = field(default_factory=set)
    named: set[bytes] = field(default_factory=set)

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> Terms:
        """Return the subjects, those of them with a class, and every other IRI that is named."""
        terms = cls()
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            terms.subjects.add(subject)
            if predicate == _TYPE:
                terms.described.add(subject)
            terms.named.add(predicate)
            if rest.startswith(b"<"):
                terms.named.add(rest[: rest.index(b">") + 1])
        return terms


def context(
    terms: Terms, around: Surroundings, besides: Collection[bytes] = frozenset()
) -> Iterator[bytes]:
    """Yield the lines of N-Quads that ``around`` adds to data of these terms.

    Nothing is added about ``besides``: what a file describes in its own way.
    """
    graphs = [SortedGraph(path) for path in around.graphs]
    for path in around.whole:
        with path.open("rb") as lines:
            yield from (line for line in lines if _subject(line) not in besides)
    near = (terms.named | terms.subjects).difference(besides)
    found = _about(near, graphs)
    yield from found
    for line in _about((Terms.of(found).named - near).difference(besides), graphs):
        if line.split(b" ", 2)[1] in NOTED:
            yield line


def _about(subjects: Iterable[bytes], graphs: Sequence[SortedGraph]) -> list[bytes]:
    """Return the lines about ``subjects`` in the graphs."""
    wanted = sorted(subject for subject in subjects if subject.startswith(b"<"))
    return [line for graph in graphs for line in graph.about(wanted)]


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]
