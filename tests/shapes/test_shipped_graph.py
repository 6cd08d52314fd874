"""Everything that kgqual ships, as one graph with its catalogue, breaks no rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Triple
from rdflib import SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import IdentifiedNode, Node

from kgqual import inventory, versions
from kgqual.namespaces import CATALOG, compact, prefixes
from kgqual.sources.conversion import convert
from kgqual.sources.shipped import shipped_sources
from kgqual.store.catalog import catalog_triples

EXAMPLES = 3
SHAPES = prefixes()["kqsh"]
HINT = URIRef(prefixes()["kq"] + "repairHint")


@pytest.fixture(scope="module")
def shipped_graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The current version of every shipped source, and the catalogue that describes them."""
    folder = tmp_path_factory.mktemp("converted")
    sources = versions.current(shipped_sources())
    files = {source.graph: convert(source, folder) for source in sources}
    data = Graph()
    for file in files.values():
        data += _graph(pyoxigraph.parse(path=file.path))
    data += _graph(catalog_triples(inventory.graph_entries(sources, files)))
    return data


@pytest.fixture(scope="module")
def report(
    shipped_graph: Graph, graph_shapes: Graph, validate: Callable[[Graph, Graph], Graph]
) -> Graph:
    """What pySHACL reports of the shipped graph."""
    return validate(shipped_graph, graph_shapes)


def test_nothing_shipped_is_a_violation(report: Graph, shapes: Graph) -> None:
    violations = set(report.subjects(SH.resultSeverity, SH.Violation))
    assert not violations, readable(violations, report, shapes)


def test_every_shipped_graph_has_a_licence(report: Graph, shapes: Graph) -> None:
    """A warning for a user's own file, which may have none; what we ship has one."""
    found = set(report.subjects(SH.sourceShape, URIRef(SHAPES + "Dataset-license")))
    assert not found, readable(found, report, shapes)


def test_the_catalogue_describes_every_graph(shipped_graph: Graph) -> None:
    catalogue = URIRef(CATALOG.value)
    dataset = URIRef(prefixes()["dcat"] + "dataset")
    listed = {str(graph) for graph in shipped_graph.objects(catalogue, dataset)}
    assert listed == {source.graph for source in versions.current(shipped_sources())}


def readable(results: set[Node], report: Graph, shapes: Graph) -> str:
    """Return results grouped by shape: how many, what is wrong, how to repair it, examples."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for result in results:
        source = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        groups[str(source)].append(result)
    lines = [f"{len(results)} results."]
    for shape, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        message, hint = (_in_english(shapes, shape, term) for term in (SH.message, HINT))
        lines.append(f"{compact(shape)} ({len(found)} times): {message} {hint}")
        examples = sorted(_example(report, result) for result in found)[:EXAMPLES]
        lines += [f"    {example}" for example in examples]
    return "\n".join(lines)


def _in_english(shapes: Graph, shape: str, term: URIRef) -> str:
    texts = shapes.objects(URIRef(shape), term)
    return next(str(text) for text in texts if isinstance(text, Literal) and text.language == "en")


def _example(report: Graph, result: Node) -> str:
    focus, value = (report.value(result, term) for term in (SH.focusNode, SH.value))
    return f"{compact(str(focus))}" + ("" if value is None else f" → {compact(str(value))}")


def _graph(statements: Iterable[Triple | Quad]) -> Graph:
    graph = Graph()
    for one in statements:
        graph.add((_term(one.subject), _term(one.predicate), _term(one.object)))
    return graph


def _term(term: object) -> IdentifiedNode | Literal:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == str(XSD.string)
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
