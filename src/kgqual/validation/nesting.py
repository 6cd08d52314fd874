"""How shapes, paths and lists contain each other: refused where none can be finished.

SHACL leaves shapes that contain themselves undefined. Shapes and paths may also be shared, so
that a short file stands for more parts than there are atoms; hence every part counts as often
as it is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from pyoxigraph import BlankNode, NamedNode

from kgqual.errors import UnreadableInput
from kgqual.namespaces import RDF, SH
from kgqual.validation.graphs import Node, Term, TripleTable
from kgqual.validation.naming import called
from kgqual.validation.paths import DEEPEST, read_list, read_path
from kgqual.validation.terms import readable_term

MOST_PARTS = 20_000
"""Shapes within one shape, each as often as it is met; steps within one path likewise."""

LISTS = tuple(SH[name] for name in ("in", "and", "or", "xone", "ignoredProperties", "languageIn"))
"""The parameters that take lists."""

_SHAPES = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
_LISTS_OF_SHAPES = (SH["and"], SH["or"], SH.xone)
_PATHS = (SH.inversePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)

SHOWN = 10
"""Shapes of a circle that are named."""

Parts = Callable[[Node], Iterable[object]]


def refuse_nesting(table: TripleTable) -> None:
    """Raise UnreadableInput for a shape, path or list that is endless, too deep or malformed."""
    for parameter in LISTS:
        for shape in table.using(parameter):
            with _about(table, shape):
                for head in table.objects(shape, parameter):
                    _members(table, head)
    for owner in table.using(SH.path):
        with _about(table, owner):
            _refuse_path(table, table.objects(owner, SH.path))
    measured = _Measured(lambda shape: _shapes_in(table, shape), "shapes")
    for parameter in (*_SHAPES, *_LISTS_OF_SHAPES):
        for shape in table.using(parameter):
            with _about(table, shape):
                measured.refuse(shape)


@contextmanager
def _about(table: TripleTable, node: Node) -> Iterator[None]:
    """Begin the message of a refusal with what ``node`` is called."""
    try:
        yield
    except UnreadableInput as error:
        raise UnreadableInput(f"{called(table, node)}: {error}") from error


def _refuse_path(table: TripleTable, paths: list[Term]) -> None:
    if len(paths) > 1:
        raise UnreadableInput("A property shape has one sh:path.")
    _Measured(lambda node: _steps_in(table, node), "paths").refuse(paths[0])
    read_path(table, paths[0])


def _shapes_in(table: TripleTable, shape: Node) -> Iterator[object]:
    for parameter in _SHAPES:
        yield from table.objects(shape, parameter)
    for parameter in _LISTS_OF_SHAPES:
        for head in table.objects(shape, parameter):
            yield from _members(table, head)


def _steps_in(table: TripleTable, node: Node) -> Iterable[object]:
    """Return the parts of a path; what is a list is a sequence, whatever else it has."""
    if isinstance(node, NamedNode):
        return ()
    if steps := read_list(table, node):
        return steps
    parts = [part for form in _PATHS for part in table.objects(node, form)]
    heads = table.objects(node, SH.alternativePath)
    if len(parts) + len(heads) != 1:
        raise UnreadableInput("A property path has one of the path properties.")
    return parts or _members(table, heads[0])


def _members(table: TripleTable, head: object) -> list[object]:
    """Return the members of a list; raise UnreadableInput if it is none."""
    members = read_list(table, head)
    if not (members or head == RDF.nil):
        raise UnreadableInput(f"{head} is not a list.")
    return members


class _Measured:
    """How many ``parts`` nodes have, and how deep; ``what`` is the word for them.

    Goes by hand, not by calls: what is measured may be deeper than calls can go.
    """

    def __init__(self, parts: Parts, what: str) -> None:
        self._parts = parts
        self._what = what
        self._sizes: dict[object, int] = {}
        self._depths: dict[object, int] = {}

    def refuse(self, root: object) -> None:
        """Raise UnreadableInput when ``root`` holds itself, too many parts, or too deep ones."""
        branch: dict[object, list[object]] = {}
        waiting = [root]
        while waiting:
            node = waiting[-1]
            if node in self._sizes:
                waiting.pop()
            elif node in branch:
                self._settle(node, branch.pop(node))
                waiting.pop()
            else:
                inside = [*self._parts(node)] if isinstance(node, NamedNode | BlankNode) else []
                branch[node] = inside
                if circle := next((part for part in inside if part in branch), None):
                    raise UnreadableInput(self._of_circle([*branch], circle))
                waiting += [part for part in inside if part not in self._sizes]

    def _settle(self, node: object, inside: list[object]) -> None:
        self._sizes[node] = 1 + sum(self._sizes[part] for part in inside)
        self._depths[node] = 1 + max((self._depths[part] for part in inside), default=0)
        if self._depths[node] > DEEPEST:
            raise UnreadableInput(f"More than {DEEPEST} {self._what} lie within each other.")
        if self._sizes[node] > MOST_PARTS:
            raise UnreadableInput(f"More than {MOST_PARTS:,} {self._what} lie in it.")

    def _of_circle(self, branch: list[object], back: object) -> str:
        circle = [*branch[branch.index(back) :], back]
        names = [readable_term(node) for node in circle if isinstance(node, NamedNode)]
        shown = " → ".join(names[:SHOWN]) or str(back)
        return f"The {self._what} {shown} contain themselves, which SHACL leaves undefined."
