"""What a constraint asks for, in the words of SHACL: ``sh:minCount 1``, ``sh:in (…)``."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.errors import UnreadableInput
from kgqual.namespaces import SH, compact
from kgqual.validation.graphs import Node, Term
from kgqual.validation.paths import read_list
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.terms import one_line, readable_term

LISTED = 8
"""Members of a list that people are shown."""


def demand(shapes: ShapesGraph, shape: Node, component: NamedNode) -> str:
    """Return the parameter that ``component`` is called after, with its values in ``shape``.

    Empty for a component that is none of SHACL's own, and where the values are shapes without
    a name, which no line of text holds.
    """
    name = parameter(component)
    if not name:
        return ""
    values = [_value(shapes, value) for value in shapes.table.objects(shape, SH[name])]
    said = ", ".join(value for value in values if value)
    return f"{compact(SH[name].value)} {said}" if said else ""


def parameter(component: NamedNode) -> str:
    """Return the name of the parameter a component is called after, ``minCount`` for instance.

    Empty for components that are none of SHACL's own.
    """
    name = component.value.removeprefix(SH.iri).removesuffix("ConstraintComponent")
    return name[:1].lower() + name[1:] if name.isalpha() else ""


def _value(shapes: ShapesGraph, value: Term) -> str:
    if isinstance(value, BlankNode):
        return _list(shapes, value)
    plain = isinstance(value, Literal) and not value.language
    return one_line(value.value) if plain else readable_term(value)


def _list(shapes: ShapesGraph, head: BlankNode) -> str:
    try:
        members = list(_readable(read_list(shapes.table, head)))
    except UnreadableInput:  # the engines say what is wrong with it
        return ""
    more = " …" if len(members) > LISTED else ""
    return f"({' '.join(members[:LISTED])}{more})" if members else ""


def _readable(members: list[object]) -> Iterator[str]:
    for member in members:
        if isinstance(member, NamedNode | Literal):
            yield readable_term(member)
