"""The shipped shapes, held by both engines against their own cases, whole and damaged at random.

The cases of all shapes together are a small graph that has something of everything, right and
wrong. Damage is what happens to data: statements lost, doubled, joined to the wrong thing, or
with another datatype, language or line break in them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kgqual.namespaces import RDF, SKOS, XSD
from kgqual.resources import shipped
from kgqual.validation import compiled, reference
from kgqual.validation.data import Data
from kgqual.validation.messages import with_languages
from kgqual.validation.report import Result
from kgqual.validation.shapes import ShapesGraph, shipped_shapes

CASES = Path(__file__).parents[1] / "shapes"
Object = NamedNode | BlankNode | Literal | Triple
Damage = Callable[[random.Random, Triple, Sequence[Triple]], list[Triple]]


def numbered(path: Path) -> Iterator[Triple]:
    """Yield the triples of a case, its blank nodes named the same in every run.

    A parser names them at random, and the damage depends on the order of the names.
    """
    names: dict[BlankNode, BlankNode] = {}
    prefix = f"{path.parent.name}.{path.stem}".replace("-", "_")

    def named(term: Object) -> Object:
        if isinstance(term, BlankNode):
            return names.setdefault(term, BlankNode(f"{prefix}.n{len(names):04}"))
        return term

    for one in pyoxigraph.parse(
        path=path, format=RdfFormat.TURTLE, base_iri="https://example.org/"
    ):
        yield Triple(named(one.subject), one.predicate, named(one.object))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def cases() -> list[Triple]:
    """All cases of the graph shapes with the classes of the ontology, as one graph.

    Without the few literals that a store alters, which only the reference engine is given.
    """
    exchanged = ("dcatap-", "loq-")
    files = [p for p in sorted(CASES.glob("*/*.ttl")) if not p.parent.name.startswith(exchanged)]
    triples = [
        triple
        for path in [*files, *sorted(shipped("ontology").glob("*.ttl"))]
        for triple in numbered(path)
    ]
    altered = set(Data.of(triples).altered)
    return sorted(set(triples) - altered, key=str)


@pytest.fixture(scope="module")
def loq() -> ShapesGraph:
    """The closed profile of what is exchanged."""
    path = shipped("shapes") / "profiles" / "loq.ttl"
    return ShapesGraph(pyoxigraph.parse(path=path, format=RdfFormat.TURTLE))


def lost(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    return []


def moved(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    return [Triple(chance.choice(others).subject, triple.predicate, triple.object)]


def doubled(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    return [triple, Triple(triple.subject, triple.predicate, chance.choice(others).object)]


def renamed(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    return [Triple(triple.subject, chance.choice(others).predicate, triple.object)]


def rewritten(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    """Give the text another form, or make a node of a text and a text of a node."""
    assert not isinstance(triple.object, Triple)
    text = triple.object.value
    forms: list[Literal | NamedNode | BlankNode | Triple] = [
        Literal(text),
        Literal(text + "\n"),
        Literal(" " + text),
        Literal(text, language=chance.choice(["en", "ru", "kk", "en-gb"])),
        Literal(text, datatype=chance.choice([XSD.integer, XSD.date, XSD.gYear, XSD.boolean])),
        Literal("2020-02-30", datatype=XSD.date),
        Literal(str(chance.randrange(-1, 3))),
        Literal(chance.randrange(-1, 200)),
        Literal("Сақa"),
        NamedNode("https://example.org/nothing"),
        BlankNode("lost"),
        chance.choice(others).subject,
    ]
    return [Triple(triple.subject, triple.predicate, chance.choice(forms))]


def looped(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    """Close a circle in a hierarchy, of concepts or of classes."""
    other = chance.choice(others).subject
    up = SKOS.broader
    return [triple, Triple(triple.subject, up, other), Triple(other, up, triple.subject)]


def mistyped(chance: random.Random, triple: Triple, others: Sequence[Triple]) -> list[Triple]:
    types = [one.object for one in others if one.predicate == RDF.type]
    return [triple, Triple(triple.subject, RDF.type, chance.choice(types))]


DAMAGES: list[Damage] = [lost, moved, doubled, renamed, rewritten, rewritten, looped, mistyped]


def damaged(triples: Sequence[Triple], seed: int) -> Data:
    """Damage one statement in eight; leave out literals that a store alters."""
    chance = random.Random(seed)
    left: list[Triple] = []
    for triple in triples:
        if chance.random() < 0.125:
            left += chance.choice(DAMAGES)(chance, triple, triples)
        else:
            left.append(triple)
    altered = set(Data.of(left).altered)
    return Data.of(triple for triple in left if triple not in altered)


Found = Counter[tuple[tuple[str, ...], tuple[str, ...]]]


def counted(results: Iterable[Result], shapes: ShapesGraph) -> Found:
    """Return the results with their messages, where these are the shape's own."""
    return Counter(
        (
            result.key,
            tuple(sorted(map(str, result.messages))) if shapes.messages(result.shape) else (),
        )
        for result in with_languages(results, shapes)
    )


def expected(data: Data, shapes: ShapesGraph) -> Found:
    return counted(reference.validate(data, shapes), shapes)


def found(data: Data, shapes: ShapesGraph, few: int = compiled.FEW) -> Found:
    return counted(compiled.validate(data.store, shapes, few), shapes)


def test_all_shipped_shapes_are_supported(loq: ShapesGraph) -> None:
    dcat_ap = shipped("shapes") / "profiles" / "dcat-ap.ttl"
    assert compiled.unsupported(shipped_shapes()) == ""
    assert compiled.unsupported(loq) == ""
    assert compiled.unsupported(ShapesGraph(pyoxigraph.parse(path=dcat_ap))) == ""


def test_all_cases_as_one_graph(cases: list[Triple]) -> None:
    """With and without looking for suspects first."""
    data, shapes = Data.of(cases), shipped_shapes()
    wanted = expected(data, shapes)
    assert len(wanted) > 500
    assert found(data, shapes) == wanted
    assert found(data, shapes, few=0) == wanted


def test_damaged_data(cases: list[Triple]) -> None:
    """With and without looking for suspects first."""
    data, shapes = damaged(cases, 0), shipped_shapes()
    wanted = expected(data, shapes)
    assert len(wanted) > 1000
    assert found(data, shapes) == wanted
    assert found(data, shapes, few=0) == wanted


def test_closed_shapes(loq: ShapesGraph) -> None:
    triples = [triple for path in sorted(CASES.glob("loq-*/*.ttl")) for triple in numbered(path)]
    data = damaged(triples, 0)
    wanted = expected(data, loq)
    assert len(wanted) > 100
    assert found(data, loq, few=0) == wanted
