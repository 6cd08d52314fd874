"""What people call a node of a shapes graph that may have no name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kgqual.errors import UnreadableInput
from kgqual.namespaces import RDF, SH, compact
from kgqual.validation.graphs import Node, TripleTable
from kgqual.validation.paths import read_path, readable
from kgqual.validation.terms import readable_term

FARTHEST = 100
"""Steps that are taken towards a name."""

_AROUND = (
    *(SH[name] for name in ("property", "node", "not", "qualifiedValueShape", "and", "or", "xone")),
    *(SH[name] for name in ("sparql", "validator", "nodeValidator", "propertyValidator")),
    RDF.first,
    RDF.rest,
)


def called(table: TripleTable, node: Node) -> str:
    """Return the name of ``node``, or of the nearest shape with a name that it is a part of."""
    *_, last = _upwards(table, node)
    if not isinstance(last, NamedNode):
        return readable_term(node)
    name = readable_term(last)
    return name if last == node else f"a part of {name}"


def shape_name(table: TripleTable, node: Node) -> str:
    """Return ``kqsh:Claim-source``, or ``ex:PersonShape › ex:age`` for a property without a name.

    What is part of no shape with a name is called ``_:`` and its label.
    """
    *parts, last = _upwards(table, node)
    if not isinstance(last, NamedNode):
        return str(node)
    paths = (_path(table, part) for part in reversed(parts))
    return " › ".join([compact(last.value), *(path for path in paths if path)])


def _upwards(table: TripleTable, node: Node) -> Iterator[Node]:
    """Yield ``node`` and what it is a part of, up to the nearest that has a name."""
    here: Node | None = node
    for _ in range(FARTHEST):
        if here is None:
            return
        yield here
        if isinstance(here, NamedNode):
            return
        around = (subject for term in _AROUND for subject in table.subjects(term, here))
        here = next(around, None)


def _path(table: TripleTable, node: Node) -> str:
    path = table.value(node, SH.path)
    try:
        return "" if path is None else readable(read_path(table, path))
    except UnreadableInput:  # the engines say what is wrong with it
        return ""
