"""The parameters of SHACL's constraint components: from a shapes graph to constraints.

Whatever the reference engine would refuse or leave to chance is unsupported here, so that the
reference engine itself says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kgqual.errors import UnreadableInput
from kgqual.namespaces import RDF, SH, XSD, compact
from kgqual.validation.compiled.counts import MaxCount, MinCount, Qualified
from kgqual.validation.compiled.literals import python_value, truth
from kgqual.validation.compiled.logic import And, Not, Or, Property, Xone
from kgqual.validation.compiled.queries import read_query
from kgqual.validation.compiled.ranges import BOUNDS, Bound
from kgqual.validation.compiled.relations import Closed, Disjoint, Equals, LessThan
from kgqual.validation.compiled.shape import Constraint, Shape
from kgqual.validation.compiled.strings import LanguageIn, Length, Pattern, UniqueLang
from kgqual.validation.compiled.values import KINDS, Class, Datatype, HasValue, In, NodeKind
from kgqual.validation.graphs import Node, Term, TripleTable
from kgqual.validation.paths import read_list


class Unsupported(Exception):
    """A shape asks for something that this engine does not judge as the reference does."""

    def __init__(self, shape: Node, parameter: NamedNode, reason: str = "") -> None:
        because = f" {reason}" if reason else ""
        name = compact(shape.value) if isinstance(shape, NamedNode) else str(shape)
        super().__init__(f"The shape {name} uses {compact(parameter.value)}{because}.")


class Parameters:
    """The parameters of one shape, read into constraints.

    ``shape_at`` returns another shape of the same graph by its node.
    """

    def __init__(
        self, graph: TripleTable, node: Node, shape_at: Callable[[Term], Shape | None]
    ) -> None:
        self._graph = graph
        self._node = node
        self._shape_at = shape_at
        self._has_path = bool(graph.objects(node, SH.path))

    def constraints(self) -> Iterator[Constraint]:
        """Yield the constraints of the shape. Raises Unsupported."""
        for predicate in dict.fromkeys(name for name, _ in self._graph.about(self._node)):
            if predicate in _READERS:
                yield from _READERS[predicate](self, predicate)
            elif predicate.value.startswith(SH.iri) and predicate not in _SILENT:
                raise Unsupported(self._node, predicate)

    def _unsupported(self, parameter: NamedNode, reason: str) -> Unsupported:
        return Unsupported(self._node, parameter, reason)

    def _all(self, parameter: NamedNode) -> list[Term]:
        return self._graph.objects(self._node, parameter)

    def _only(self, parameter: NamedNode) -> Term:
        values = self._all(parameter)
        if len(values) != 1:
            raise self._unsupported(parameter, "more than once")
        return values[0]

    def _iris(self, parameter: NamedNode) -> list[NamedNode]:
        values = self._all(parameter)
        iris = [value for value in values if isinstance(value, NamedNode)]
        if len(iris) != len(values):
            raise self._unsupported(parameter, "with something that is no IRI")
        return iris

    def _text(self, parameter: NamedNode, value: Term) -> str:
        read = python_value(value) if isinstance(value, Literal) else None
        if not isinstance(read, str):
            raise self._unsupported(parameter, "with something that is no text")
        return read

    def _truth(self, parameter: NamedNode) -> bool:
        value = self._only(parameter)
        read = truth(value) if isinstance(value, Literal) else None
        if read is None:
            raise self._unsupported(parameter, "with something other than true or false")
        return read

    def _count(self, parameter: NamedNode) -> int:
        value = self._only(parameter)
        read = python_value(value) if isinstance(value, Literal) else None
        whole = isinstance(value, Literal) and value.datatype == XSD.integer
        if not whole or not isinstance(read, int) or read < 0:
            raise self._unsupported(parameter, "with something that is no count")
        return read

    def _on_path(self, parameter: NamedNode) -> None:
        if not self._has_path:
            raise self._unsupported(parameter, "without a path")

    def _terms(self, parameter: NamedNode, terms: list[Term]) -> list[Term]:
        """Return terms that stand in the data as they stand here."""
        if any(not is_kept(term) for term in terms):
            raise self._unsupported(parameter, "with a blank node or an unusual literal")
        return terms

    def _list(self, parameter: NamedNode, head: Term) -> list[Term]:
        try:
            members = read_list(self._graph, head)
        except UnreadableInput as error:
            raise self._unsupported(parameter, "with a broken list") from error
        if not members and head != RDF.nil:
            raise self._unsupported(parameter, "with something that is no list")
        return members  # type: ignore[return-value]

    def _shape(self, parameter: NamedNode, node: Term, on_path: bool | None = None) -> Shape:
        shape = self._shape_at(node)
        if shape is None or (on_path is not None and (shape.path is not None) != on_path):
            raise self._unsupported(parameter, "with something that is no such shape")
        return shape

    def kinds(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:nodeKind``."""
        kind = self._only(parameter)
        if not isinstance(kind, NamedNode) or kind not in KINDS:
            raise self._unsupported(parameter, "with something that is no kind of node")
        yield NodeKind(kind)

    def datatypes(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:datatype``."""
        self._only(parameter)
        yield Datatype(self._iris(parameter)[0])

    def classes(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:class``."""
        yield from map(Class, self._iris(parameter))

    def members(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:in``."""
        listed = self._list(parameter, self._only(parameter))
        yield In(frozenset(self._terms(parameter, listed)))

    def terms(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:hasValue``."""
        yield from map(HasValue, self._terms(parameter, self._all(parameter)))

    def counts(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:minCount`` and ``sh:maxCount``."""
        self._on_path(parameter)
        limit = self._count(parameter)
        yield MinCount(limit) if parameter == SH.minCount else MaxCount(limit)

    def lengths(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:minLength`` and ``sh:maxLength``."""
        at_least = parameter == SH.minLength
        name = "MinLength" if at_least else "MaxLength"
        yield Length(SH[f"{name}ConstraintComponent"], self._count(parameter))

    def patterns(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:pattern`` with ``sh:flags``, of which the reference engine knows i and m."""
        flags = 0
        if self._all(SH.flags):
            given = self._text(SH.flags, self._only(SH.flags)).lower()
            flags = (re.IGNORECASE if "i" in given else 0) | (re.MULTILINE if "m" in given else 0)
        for value in self._all(parameter):
            try:
                yield Pattern(re.compile(self._text(parameter, value), flags))
            except re.error as error:
                raise self._unsupported(parameter, "with no regular expression") from error

    def languages(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:languageIn``."""
        listed = self._list(parameter, self._only(parameter))
        yield LanguageIn(frozenset(self._text(parameter, one).lower() for one in listed))

    def unique_tags(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:uniqueLang``."""
        self._on_path(parameter)
        if self._truth(parameter):
            yield UniqueLang()

    def bounds(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:minInclusive`` and its siblings."""
        component, sign = BOUNDS[parameter]
        for value in self._all(parameter):
            if not isinstance(value, Literal):
                raise self._unsupported(parameter, "with something that is no literal")
            yield Bound(component, sign, value)

    def pairs(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:equals`` and ``sh:disjoint``."""
        kind = Equals if parameter == SH.equals else Disjoint
        yield from map(kind, self._iris(parameter))

    def orders(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:lessThan`` and ``sh:lessThanOrEquals``."""
        self._on_path(parameter)
        name = "LessThan" if parameter == SH.lessThan else "LessThanOrEquals"
        for other in self._iris(parameter):
            yield LessThan(SH[f"{name}ConstraintComponent"], other)

    def closed(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:closed`` with ``sh:ignoredProperties``."""
        if not self._truth(parameter):
            return
        allowed = [
            one
            for head in self._all(SH.ignoredProperties)
            for one in self._list(SH.ignoredProperties, head)
        ]
        paths = [
            self._graph.value(one, SH.path)  # type: ignore[arg-type]
            for one in self._all(SH.property)
        ]
        yield Closed(frozenset(one for one in [*allowed, *paths] if isinstance(one, NamedNode)))

    def ignored(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Refuse ``sh:ignoredProperties`` where nothing is closed."""
        if not self._all(SH.closed):
            raise self._unsupported(parameter, "without sh:closed")
        yield from ()

    def negations(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:not``."""
        yield from (Not(self._shape(parameter, one)) for one in self._all(parameter))

    def combinations(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:and``, ``sh:or`` and ``sh:xone``."""
        for head in self._all(parameter):
            shapes = tuple(self._shape(parameter, one) for one in self._list(parameter, head))
            if not shapes:
                raise self._unsupported(parameter, "with an empty list")
            if parameter == SH["and"]:
                yield And(SH.AndConstraintComponent, shapes)
            else:
                yield Or(shapes) if parameter == SH["or"] else Xone(shapes)

    def node_shapes(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:node``."""
        for one in self._all(parameter):
            shape = self._shape(parameter, one, on_path=False)
            yield And(SH.NodeConstraintComponent, (shape,))

    def property_shapes(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:property``."""
        for one in self._all(parameter):
            yield Property(self._shape(parameter, one, on_path=True))

    def qualified(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:qualifiedValueShape`` with its counts and its disjointness."""
        self._on_path(parameter)
        least = self._count(SH.qualifiedMinCount) if self._all(SH.qualifiedMinCount) else None
        most = self._count(SH.qualifiedMaxCount) if self._all(SH.qualifiedMaxCount) else None
        if least is None and most is None:
            raise self._unsupported(parameter, "without a count")
        for one in self._all(parameter):
            shape = self._shape(parameter, one)
            yield Qualified(shape, least, most, tuple(self._siblings(one)))

    def _siblings(self, node: Term) -> Iterator[Shape]:
        """Yield the qualified value shapes beside this one that a value must not conform to."""
        disjoint = SH.qualifiedValueShapesDisjoint
        if not self._all(disjoint) or not self._truth(disjoint):
            return
        beside = {
            other
            for parent in self._graph.subjects(SH.property, self._node)
            for sibling in self._graph.objects(parent, SH.property)
            for other in self._graph.objects(sibling, SH.qualifiedValueShape)  # type: ignore[arg-type]
        }
        for other in sorted(beside - {node}, key=str):
            yield self._shape(SH.qualifiedValueShape, other)

    def qualifiers(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Refuse the counts of a qualified value shape where there is none."""
        if not self._all(SH.qualifiedValueShape):
            raise self._unsupported(parameter, "without sh:qualifiedValueShape")
        yield from ()

    def queries(self, parameter: NamedNode) -> Iterator[Constraint]:
        """Read ``sh:sparql``."""
        for node in self._all(parameter):
            if isinstance(node, Literal) or len(self._graph.objects(node, SH.select)) != 1:
                raise self._unsupported(parameter, "with something that has no sh:select")
            off = self._graph.objects(node, SH.deactivated)
            read = [truth(value) if isinstance(value, Literal) else None for value in off]
            if len(read) > 1 or None in read:
                raise self._unsupported(parameter, "with an unclear sh:deactivated")
            if True not in read:
                query = read_query(self._graph, node)
                if isinstance(query, str):
                    raise self._unsupported(parameter, f"with {query}")
                yield query


def is_kept(term: Term) -> bool:
    """Tell whether a store would hold the term just as it is."""
    if isinstance(term, NamedNode):
        return True
    if not isinstance(term, Literal):
        return False
    store = Store()
    store.add(Quad(RDF.nil, RDF.first, term))
    return [quad.object for quad in store] == [term]


_SILENT = frozenset(
    SH[name]
    for name in (
        *("path", "name", "description", "order", "group", "defaultValue", "message", "severity"),
        *("deactivated", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
        *("flags", "declare", "prefixes"),
    )
)
"""What may be said of a shape without being a constraint."""

_READERS: dict[NamedNode, Callable[[Parameters, NamedNode], Iterator[Constraint]]] = {
    SH.nodeKind: Parameters.kinds,
    SH.datatype: Parameters.datatypes,
    SH["class"]: Parameters.classes,
    SH["in"]: Parameters.members,
    SH.hasValue: Parameters.terms,
    SH.minCount: Parameters.counts,
    SH.maxCount: Parameters.counts,
    SH.minLength: Parameters.lengths,
    SH.maxLength: Parameters.lengths,
    SH.pattern: Parameters.patterns,
    SH.languageIn: Parameters.languages,
    SH.uniqueLang: Parameters.unique_tags,
    **dict.fromkeys(BOUNDS, Parameters.bounds),
    SH.equals: Parameters.pairs,
    SH.disjoint: Parameters.pairs,
    SH.lessThan: Parameters.orders,
    SH.lessThanOrEquals: Parameters.orders,
    SH.closed: Parameters.closed,
    SH.ignoredProperties: Parameters.ignored,
    SH["not"]: Parameters.negations,
    SH["and"]: Parameters.combinations,
    SH["or"]: Parameters.combinations,
    SH.xone: Parameters.combinations,
    SH.node: Parameters.node_shapes,
    SH.property: Parameters.property_shapes,
    SH.qualifiedValueShape: Parameters.qualified,
    SH.qualifiedMinCount: Parameters.qualifiers,
    SH.qualifiedMaxCount: Parameters.qualifiers,
    SH.qualifiedValueShapesDisjoint: Parameters.qualifiers,
    SH.sparql: Parameters.queries,
}
