"""SHACL property paths: read from a shapes graph, written to a report, said in SPARQL.

The kinds of paths and their form in RDF are those of https://www.w3.org/TR/shacl/#property-paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.namespaces import RDF, SH, compact
from kgqual.validation.graphs import Node, TripleTable

DEEPEST = 50
"""Paths within paths that are read, at most."""


@dataclass(frozen=True)
class Predicate:
    """A single property."""

    iri: NamedNode

    def __str__(self) -> str:
        return str(self.iri)


@dataclass(frozen=True)
class Inverse:
    """A path from its end to its start."""

    path: Path

    def __str__(self) -> str:
        return f"^{_bracketed(self.path)}"


@dataclass(frozen=True)
class Sequence:
    """Paths one after the other."""

    steps: tuple[Path, ...]

    def __str__(self) -> str:
        return "/".join(_bracketed(step) for step in self.steps)


@dataclass(frozen=True)
class Alternative:
    """Any one of several paths."""

    paths: tuple[Path, ...]

    def __str__(self) -> str:
        return "|".join(_bracketed(path) for path in self.paths)


@dataclass(frozen=True)
class Repeated:
    """A path taken several times: ``mark`` is ``*``, ``+`` or ``?``."""

    path: Path
    mark: str

    def __str__(self) -> str:
        return f"{_bracketed(self.path)}{self.mark}"


Path = Predicate | Inverse | Sequence | Alternative | Repeated
_MARKS = {"*": SH.zeroOrMorePath, "+": SH.oneOrMorePath, "?": SH.zeroOrOnePath}


def _bracketed(path: Path) -> str:
    """Return the path as part of another, in the notation of SPARQL."""
    return str(path) if isinstance(path, Predicate) else f"({path})"


def readable(path: Path) -> str:
    """Return the path for people: in the notation of SPARQL, with CURIEs."""
    if isinstance(path, Predicate):
        return compact(path.iri.value)
    if isinstance(path, Inverse):
        return f"^{_readable_part(path.path)}"
    if isinstance(path, Repeated):
        return f"{_readable_part(path.path)}{path.mark}"
    if isinstance(path, Sequence):
        return "/".join(_readable_part(step) for step in path.steps)
    return "|".join(_readable_part(one) for one in path.paths)


def _readable_part(path: Path) -> str:
    return readable(path) if isinstance(path, Predicate) else f"({readable(path)})"


def read_path(graph: TripleTable, node: object, depth: int = 0) -> Path:
    """Return the path that ``node`` stands for in ``graph``.

    Raises UnreadableInput when it is none, or one that contains itself or too many others.
    """
    if isinstance(node, NamedNode):
        return Predicate(node)
    if not isinstance(node, BlankNode) or depth > DEEPEST:
        raise UnreadableInput(
            f"{node} is not a property path: sh:path takes an IRI, a list, or a blank node with "
            f"one of the path properties, nested {DEEPEST} times at most."
        )
    if steps := read_list(graph, node):
        return Sequence(tuple(read_path(graph, step, depth + 1) for step in steps))
    for inner in graph.objects(node, SH.inversePath):
        return Inverse(read_path(graph, inner, depth + 1))
    for mark, term in _MARKS.items():
        for inner in graph.objects(node, term):
            return Repeated(read_path(graph, inner, depth + 1), mark)
    for head in graph.objects(node, SH.alternativePath):
        paths = read_list(graph, head)
        if paths:
            return Alternative(tuple(read_path(graph, path, depth + 1) for path in paths))
    raise UnreadableInput(f"{node} is not a property path: it has none of the path properties.")


def read_list(graph: TripleTable, head: object) -> list[object]:
    """Return the members of an RDF list; none when ``head`` is not one.

    Raises UnreadableInput for a list that comes back to itself or has no end.
    """
    members: list[object] = []
    seen: set[object] = set()
    while isinstance(head, NamedNode | BlankNode) and head != RDF.nil:
        first, rest = graph.objects(head, RDF.first), graph.objects(head, RDF.rest)
        if not first and not members:
            return []
        if len(first) != 1 or len(rest) != 1 or head in seen:
            raise UnreadableInput(f"The list at {head} is broken: it goes in a circle or has gaps.")
        seen.add(head)
        members.append(first[0])
        head = rest[0]
    return members


def parse_path(text: str) -> Path:
    """Return the path that ``str(path)`` wrote. Raises ValueError for what is none of those."""
    parser = _Parser(re.findall(r"<[^>]*>|.", text))
    path = parser.path()
    if parser.tokens:
        raise ValueError(f"{text!r} is not the text of a path")
    return path


@dataclass
class _Parser:
    """Reads what ``str(path)`` writes, which has brackets around every path within another."""

    tokens: list[str]

    def path(self) -> Path:
        """Read a path from the tokens that are left."""
        if self._next_is("^"):
            return Inverse(self._part())
        first = self._part()
        for mark in _MARKS:
            if self._next_is(mark):
                return Repeated(first, mark)
        for separator, kind in (("/", Sequence), ("|", Alternative)):
            parts = [first]
            while self._next_is(separator):
                parts.append(self._part())
            if len(parts) > 1:
                return kind(tuple(parts))
        return first

    def _part(self) -> Path:
        if not self._next_is("("):
            token = self.tokens.pop(0) if self.tokens else ""
            return Predicate(NamedNode(token.removeprefix("<").removesuffix(">")))
        inner = self.path()
        if not self._next_is(")"):
            raise ValueError("a bracket of a path is not closed")
        return inner

    def _next_is(self, token: str) -> bool:
        if self.tokens[:1] != [token]:
            return False
        self.tokens.pop(0)
        return True


def path_triples(path: Path) -> tuple[Node, list[Triple]]:
    """Return the node that stands for ``path`` and the triples that describe it."""
    if isinstance(path, Predicate):
        return path.iri, []
    node = BlankNode()
    if isinstance(path, Sequence):
        return _list_triples(path.steps)
    if isinstance(path, Alternative):
        head, triples = _list_triples(path.paths)
        return node, [Triple(node, SH.alternativePath, head), *triples]
    inner, triples = path_triples(path.path)
    term = SH.inversePath if isinstance(path, Inverse) else _MARKS[path.mark]
    return node, [Triple(node, term, inner), *triples]


def _list_triples(paths: tuple[Path, ...]) -> tuple[Node, list[Triple]]:
    return _cells(iter(paths))


def _cells(paths: Iterator[Path]) -> tuple[Node, list[Triple]]:
    path = next(paths, None)
    if path is None:
        return RDF.nil, []
    node = BlankNode()
    first, of_first = path_triples(path)
    rest, of_rest = _cells(paths)
    own = [Triple(node, RDF.first, first), Triple(node, RDF.rest, rest)]
    return node, own + of_first + of_rest
