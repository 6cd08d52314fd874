"""Defects planted in a snapshot with the whole of ESCO: the report is exactly what they cause.

A kind of defect is declared in ``planted/<subject>.trig``, in up to three graphs of its name:
what is ``removed:`` from the data, what is ``added:`` to them, and what must be ``found:``, as a
``sh:ValidationReport``. All kinds are planted at once, in statements of real sources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from kgqual.consistency.changed import report_of
from kgqual.namespaces import RDFS
from kgqual.store.snapshot import Snapshot
from kgqual.validation.data import Data
from kgqual.validation.engines import validate
from kgqual.validation.graphs import Term
from kgqual.validation.report import Report, read_report
from kgqual.validation.shapes import shipped_shapes

PLANTED = Path(__file__).parent / "planted"
GRAPHS = "https://example.org/planted/"
FEW = 4
"""Neighbours of one kind that are followed: a scheme with all its concepts would be too many."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Defect:
    """One kind of defect: what is done to the data, and the results it must cause."""

    subject: str
    name: str
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    expected: Counter[Key]

    @property
    def triples(self) -> tuple[Triple, ...]:
        """Return what is removed and what is added."""
        return self.removed + self.added


def declared() -> Iterator[Defect]:
    """Yield every kind of defect, read as a store reads it: with literals in its own form."""
    for path in sorted(PLANTED.glob("*.trig")):
        graphs: dict[str, dict[str, tuple[Triple, ...]]] = defaultdict(dict)
        store = Store()
        store.load(path=path)
        for graph in store.named_graphs():
            part, name = graph.value.removeprefix(GRAPHS).split("/")
            quads = store.quads_for_pattern(None, None, None, graph)
            graphs[name][part] = tuple(quad.triple for quad in quads)
        for name, parts in sorted(graphs.items()):
            assert parts.keys() <= {"removed", "added", "found"}, f"{name} in {path.name}"
            expected = results(read_report(parts["found"], "expected"))
            yield Defect(
                path.stem, name, parts.get("removed", ()), parts.get("added", ()), expected
            )


def results(report: Report) -> Counter[Key]:
    """Return the results of a report, without their messages, and how often each stands there."""
    return Counter(result.key for result in report.results)


DEFECTS = list(declared())


def copy_of(triples: Iterable[Triple | Quad]) -> Store:
    """Return a store in memory whose default graph is these triples."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def plant(store: Store) -> None:
    """Plant every defect. What is removed must be there, what is added must not."""
    for defect in DEFECTS:
        for quad in (Quad(*triple) for triple in defect.removed):
            assert quad in store, f"{defect.name}: the data do not say {quad.triple}"
            store.remove(quad)
        for quad in (Quad(*triple) for triple in defect.added):
            assert quad not in store, f"{defect.name}: the data already say {quad.triple}"
            store.add(quad)


@dataclass(frozen=True)
class Planted:
    """What is reported before and after the defects are planted in the full snapshot."""

    engine: str
    before: Counter[Key]
    after: Counter[Key]


@pytest.fixture(scope="module")
def planted(escos: Snapshot) -> Planted:
    """Validate all current graphs with ESCO v1.1.1 and the defects; a build did so without."""
    published = escos.open().engine.quads_for_pattern(None, None, None, DefaultGraph())
    store = copy_of(published)
    plant(store)
    after = validate(Data.stored(store), shipped_shapes())
    return Planted(after.engine, results(report_of(escos)), results(after))


def test_there_are_more_than_thirty_kinds() -> None:
    names = [defect.name for defect in DEFECTS]
    assert len(names) == len(set(names)) > 30
    assert all(defect.triples and defect.expected for defect in DEFECTS)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.subject}-{defect.name}")
def test_a_planted_defect_is_found(defect: Defect, planted: Planted) -> None:
    missing = defect.expected - (planted.after - planted.before)
    assert not missing, listed(missing)


def test_nothing_else_is_found(planted: Planted) -> None:
    expected = sum((defect.expected for defect in DEFECTS), Counter[Key]())
    unexpected = (planted.after - planted.before) - expected
    assert not unexpected, listed(unexpected)


def test_nothing_found_before_is_lost(planted: Planted) -> None:
    lost = planted.before - planted.after
    assert not lost, listed(lost)


def test_the_fast_engine_finds_them(planted: Planted) -> None:
    assert planted.engine == "compiled"


def test_the_reference_engine_agrees(escos: Snapshot) -> None:
    """On what is said around the planted nodes: the whole would take it minutes.

    Rules about a scheme and all its concepts find nothing there, so not all defects are found.
    """
    store = copy_of(surroundings(escos.open().engine))
    plant(store)
    data = Data.stored(store)
    found = {engine: validate(data, shipped_shapes(), engine) for engine in ("compiled", "pyshacl")}
    compiled, pyshacl = results(found["compiled"]), results(found["pyshacl"])
    assert sum(1 for defect in DEFECTS if defect.expected <= pyshacl) > 90
    assert compiled == pyshacl, "\n".join(
        ["only compiled:", listed(compiled - pyshacl), "only pySHACL:", listed(pyshacl - compiled)]
    )


def surroundings(store: Store) -> set[Triple]:
    """Return what is said of the planted nodes and of their neighbours, and all class hierarchies.

    Where there are more than a few neighbours of one kind, none of them is told.
    """
    planted = {term for d in DEFECTS for triple in d.triples for term in (triple[0], triple[2])}
    nodes = planted | {near for term in planted for _, near in neighbours(store, term)}
    found = {triple for d in DEFECTS for triple in d.removed}
    for node in nodes:
        found |= {triple for triple, _ in neighbours(store, node) if triple.subject == node}
    return found | {q.triple for q in store.quads_for_pattern(None, RDFS.subClassOf, None)}


def neighbours(store: Store, node: Term) -> Iterator[tuple[Triple, Term]]:
    """Yield the statements of a node, both ways, and what each leads to, where they are few."""
    groups: dict[tuple[bool, NamedNode], list[Quad]] = defaultdict(list)
    if isinstance(node, NamedNode | BlankNode):
        for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
            groups[True, quad.predicate].append(quad)
    for quad in store.quads_for_pattern(None, None, node, DefaultGraph()):
        groups[False, quad.predicate].append(quad)
    for (outwards, _), quads in groups.items():
        if len(quads) <= FEW:
            yield from ((q.triple, cast(Term, q.object if outwards else q.subject)) for q in quads)


def listed(found: Counter[Key]) -> str:
    """Return results as lines: how many, and everything that each says."""
    return "\n".join(f"  {count} × {' '.join(filter(None, key))}" for key, count in found.items())
