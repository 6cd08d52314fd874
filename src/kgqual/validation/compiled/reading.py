"""A shapes graph, read into shapes that are ready to be held against data."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kgqual.errors import UnreadableInput
from kgqual.namespaces import OWL, RDF, RDFS, SH
from kgqual.validation.compiled.data import followed
from kgqual.validation.compiled.literals import truth
from kgqual.validation.compiled.parameters import Parameters, Unsupported, is_kept
from kgqual.validation.compiled.shape import Shape, Targets
from kgqual.validation.graphs import Node, Term, TripleTable
from kgqual.validation.paths import (
    Alternative,
    Path,
    Predicate,
    Sequence,
    read_list,
    read_path,
)
from kgqual.validation.shapes import ShapesGraph

DEEPEST = 30
"""Shapes within shapes that are read, at most."""
LONGEST_PATH = 9
"""Steps of a path one after or within the other; the reference engine stops at ten."""
REFUSED = 99
_LISTS = (SH["and"], SH["or"], SH.xone)
_REFERENCES = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def read_shapes(shapes: ShapesGraph) -> list[Shape]:
    """Return every shape of the graph. Raises Unsupported, which names the first that is not."""
    reader = _Reader(shapes.table)
    return [shape for node in reader.nodes if (shape := reader.shape_at(node)) is not None]


class _Reader:
    """Reads shapes, each once, and what they refer to before themselves."""

    def __init__(self, graph: TripleTable) -> None:
        self._graph = graph
        self._read: dict[Node, Shape] = {}
        self._reading: list[Node] = []
        self.nodes = list(dict.fromkeys(_shape_nodes(graph)))
        self._known = frozenset(self.nodes)
        self._refuse_own_components()

    def _refuse_own_components(self) -> None:
        classes = [SH.ConstraintComponent]
        classes += self._graph.subjects(RDFS.subClassOf, SH.ConstraintComponent)  # type: ignore[arg-type]
        for cls in classes:
            for node in self._graph.subjects(RDF.type, cls):
                if not isinstance(node, NamedNode) or not node.value.startswith(SH.iri):
                    raise Unsupported(node, SH.ConstraintComponent)

    def shape_at(self, node: Term) -> Shape | None:
        """Return the shape at a node, or None where there is none. Raises Unsupported."""
        if isinstance(node, Literal) or node not in self._known:
            return None
        if node not in self._read:
            if node in self._reading or len(self._reading) > DEEPEST:
                raise Unsupported(node, SH.shape, "within itself or too deep within others")
            self._reading.append(node)
            self._read[node] = self._shape(node)
            self._reading.pop()
        return self._read[node]

    def _shape(self, node: Node) -> Shape:
        path = self._path(node)
        severities = self._graph.objects(node, SH.severity)
        if len(severities) > 1 or not all(isinstance(one, NamedNode) for one in severities):
            raise Unsupported(node, SH.severity, "other than once with an IRI")
        said = self._graph.objects(node, SH.message)
        return Shape(
            node=node,
            path=path,
            followed=None if path is None else followed(path),
            severity=severities[0] if severities else SH.Violation,  # type: ignore[arg-type]
            messages=tuple(one for one in said if isinstance(one, Literal)),
            deactivated=self._is_deactivated(node),
            targets=self._targets(node),
            constraints=tuple(Parameters(self._graph, node, self.shape_at).constraints()),
        )

    def _path(self, node: Node) -> Path | None:
        paths = self._graph.objects(node, SH.path)
        types = self._graph.objects(node, RDF.type)
        wrong = (SH.NodeShape in types) if paths else (SH.PropertyShape in types)
        if len(paths) > 1 or wrong:
            raise Unsupported(node, SH.path, "other than once in a property shape")
        if not paths:
            return None
        try:
            path = read_path(self._graph, paths[0])
        except UnreadableInput as error:
            raise Unsupported(node, SH.path, "with something that is no path") from error
        if _depth(path) > LONGEST_PATH:
            raise Unsupported(node, SH.path, "with a path that is too long")
        return path

    def _is_deactivated(self, node: Node) -> bool:
        values = self._graph.objects(node, SH.deactivated)
        read = [truth(value) if isinstance(value, Literal) else None for value in values]
        if len(read) > 1 or None in read:
            raise Unsupported(node, SH.deactivated, "other than once with true or false")
        return True in read

    def _targets(self, node: Node) -> Targets:
        nodes, classes, subjects_of, objects_of = (
            self._kept(node, term)
            for term in (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        )
        if self._is_class(node):
            classes = (*classes, node)
        named = (*classes, *subjects_of, *objects_of)
        if not all(isinstance(one, NamedNode) for one in named):
            raise Unsupported(
                node, SH.targetClass, "or another target with something that is no IRI"
            )
        return Targets(nodes, classes, subjects_of, objects_of)  # type: ignore[arg-type]

    def _kept(self, node: Node, term: NamedNode) -> tuple[Term, ...]:
        values = self._graph.objects(node, term)
        if not all(is_kept(value) for value in values):
            raise Unsupported(node, term, "with a blank node or an unusual literal")
        return tuple(values)

    def _is_class(self, node: Node) -> bool:
        classes = [RDFS.Class, OWL.Class, *self._graph.subjects(RDFS.subClassOf, RDFS.Class)]
        return not set(classes).isdisjoint(self._graph.objects(node, RDF.type))


def _shape_nodes(graph: TripleTable) -> Iterator[Node]:
    """Yield what the reference engine takes for a shape."""
    for cls in (SH.NodeShape, SH.PropertyShape):
        yield from graph.subjects(RDF.type, cls)
    for term in (*_TARGETS, SH.property, SH.node):
        yield from graph.using(term)
    for term in (*_REFERENCES, *_LISTS):
        for subject in graph.using(term):
            for value in graph.objects(subject, term):
                members = _members(graph, subject, term, value) if term in _LISTS else [value]
                yield from (one for one in members if not isinstance(one, Literal))


def _members(graph: TripleTable, subject: Node, term: NamedNode, head: Term) -> list[Term]:
    try:
        return read_list(graph, head)  # type: ignore[return-value]
    except UnreadableInput as error:
        raise Unsupported(subject, term, "with a broken list") from error


def _depth(path: Path) -> int:
    """Return how many steps the reference engine takes into a path; or REFUSED."""
    if isinstance(path, Predicate):
        return 0
    if isinstance(path, Sequence):
        deepest = max(number + _depth(step) for number, step in enumerate(path.steps, start=1))
        return deepest if len(path.steps) > 1 else REFUSED
    if isinstance(path, Alternative):
        return 1 + max(map(_depth, path.paths)) if len(path.paths) > 1 else REFUSED
    return 1 + _depth(path.path)
