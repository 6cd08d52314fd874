"""Every shape accepts its valid cases and reports of its invalid ones exactly what they list.

A case is a Turtle file ``<shape>/valid-*.ttl`` or ``invalid-*.ttl``; relative IRIs lie
below https://example.org/. It is judged by the shape that its folder is named after, with the
property shapes and constraints of that shape. An invalid case lists the results it must cause,
as a ``sh:ValidationReport`` in the same file (the way the W3C test suite does it); the report
is taken out of the data before they are validated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kgqual.namespaces import prefixes

CASES = Path(__file__).parent
NAMES = sorted(str(path.relative_to(CASES)) for path in CASES.glob("*/*.ttl"))
SHAPES = prefixes()["kqsh"]
REFERENCES = (SH.node, SH["not"], SH.qualifiedValueShape)
LISTS = (SH["and"], SH["or"], SH.xone)
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, order=True)
class Result:
    """A validation result: everything that it says except the message, as text."""

    focus_node: str
    path: str
    value: str
    component: str
    shape: str
    constraint: str
    severity: str


def path_text(graph: Graph, path: Node | None) -> str:
    """Return a property path in the notation of SPARQL."""
    if path is None or isinstance(path, URIRef):
        return "" if path is None else path.n3()
    for term, mark in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
        if (inner := graph.value(path, term)) is not None:
            return f"({path_text(graph, inner)}){mark}"
    if (inner := graph.value(path, SH.inversePath)) is not None:
        return f"^{path_text(graph, inner)}"
    alternatives = graph.value(path, SH.alternativePath)
    steps = Collection(graph, path if alternatives is None else alternatives)
    return f"({('/' if alternatives is None else '|').join(path_text(graph, s) for s in steps)})"


def results(report: Graph) -> Counter[Result]:
    """Return the results of a report, with how often each stands there."""

    def text(result: Node, term: URIRef) -> str:
        found = report.value(result, term)
        return "" if found is None else found.n3()

    return Counter(
        Result(
            text(result, SH.focusNode),
            path_text(report, report.value(result, SH.resultPath)),
            text(result, SH.value),
            text(result, SH.sourceConstraintComponent),
            text(result, SH.sourceShape),
            text(result, SH.sourceConstraint),
            text(result, SH.resultSeverity),
        )
        for result in report.objects(None, SH.result)
    )


def reachable(graph: Graph, start: Node, *, through: Callable[[Node], bool]) -> Graph:
    """Return the triples about ``start`` and about what they lead to ``through`` some nodes."""
    found, waiting, seen = Graph(), [start], {start}
    while waiting:
        for triple in graph.triples((waiting.pop(), None, None)):
            found.add(triple)
            if through(triple[2]) and triple[2] not in seen:
                seen.add(triple[2])
                waiting.append(triple[2])
    return found


def read_case(name: str) -> tuple[Graph, Graph]:
    """Return the data of a case and the report it expects."""
    data = Graph().parse(CASES / name, publicID="https://example.org/")
    expected = Graph()
    for report in list(data.subjects(RDF.type, SH.ValidationReport)):
        expected += reachable(data, report, through=lambda node: _is_of_report(data, node))
    return data - expected, expected


def _is_of_report(data: Graph, node: Node) -> bool:
    """Tell whether a node is a result of the report or a node of a property path there."""
    terms = set(data.predicates(node)) - {RDF.first, RDF.rest}
    is_path = all(str(term).startswith(prefixes()["sh"]) for term in terms)
    return isinstance(node, BNode) and (is_path or (node, RDF.type, SH.ValidationResult) in data)


def shape_alone(shapes: Graph, name: str) -> Graph:
    """Return a shape with everything it is made of, and no other."""
    shape = URIRef(SHAPES + name)
    assert (shape, None, None) in shapes, f"no shape is called {name}"
    return reachable(shapes, shape, through=lambda node: (node, None, None) in shapes)


@pytest.mark.parametrize("name", NAMES)
def test_case(
    name: str, shapes: Graph, subclasses: Graph, validate: Callable[[Graph, Graph], Graph]
) -> None:
    data, expected = read_case(name)
    wanted = results(expected)
    assert bool(wanted) == Path(name).name.startswith("invalid-"), "the name says otherwise"
    found = results(validate(data + subclasses, shape_alone(shapes, Path(name).parts[0])))
    unexpected, missing = found - wanted, wanted - found
    assert found == wanted, "\n".join(
        [f"{name}:"]
        + [f"  not expected: {' '.join(filter(None, astuple(r)))}" for r in sorted(unexpected)]
        + [f"  not found: {' '.join(filter(None, astuple(r)))}" for r in sorted(missing)]
    )


def test_every_shape_has_a_failing_case(shapes: Graph) -> None:
    """Every shape and every SPARQL constraint is the source of an expected result.

    A shape that only other shapes refer to never is; it counts through them.
    """
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    declared = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    shown: set[Node] = set()
    for name in NAMES:
        _, expected = read_case(name)
        for term in (SH.sourceShape, SH.sourceConstraint):
            shown |= set(expected.objects(None, term))
    helpers = {shape for term in REFERENCES for shape in shapes.objects(None, term)}
    for term in LISTS:
        for head in shapes.objects(None, term):
            helpers |= set(Collection(shapes, head))
    targeted = {shape for term in TARGETS for shape in shapes.subjects(term)}
    own = {part for shape in targeted for part in shapes.objects(shape, SH.property)}
    for shape in helpers - targeted:
        helpers |= set(shapes.objects(shape, SH.property)) - own
    unused = declared - targeted - helpers - set(shapes.objects(None, SH.property))
    assert unused <= set(shapes.objects(None, SH.sparql)), "shapes that nothing uses"
    assert declared - shown - (helpers - targeted) == set()


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_every_targeted_shape_has_cases_of_both_kinds(kind: str, shapes: Graph) -> None:
    targeted = {str(shape) for term in TARGETS for shape in shapes.subjects(term)}
    folders = {path.parent.name for path in CASES.glob(f"*/{kind}-*.ttl")}
    assert {SHAPES + folder for folder in folders} == targeted
