"""Waivers: known defects of sources that a report does not hold against them.

A waiver names a rule, the graph whose source breaks it, the things that break it, how many
results that gives and why it may stay; where a thing has many results, also their values. One that
no longer fits what is found is a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.errors import UnreadableInput
from kgqual.namespaces import DCTERMS, KQ, RDF, SH, XSD, prefixes
from kgqual.resources import shipped
from kgqual.validation.graphs import TripleTable
from kgqual.validation.paths import Predicate
from kgqual.validation.report import Report, Result
from kgqual.validation.shapes import ShapesGraph, shipped_shapes

MATCHES = NamedNode(prefixes()["kqsh"] + "Waiver-matches")
"""The rule that a waiver covers exactly as many results as it counts."""


@dataclass(frozen=True)
class Waiver:
    """A known defect: ``shape`` is a shape or a SPARQL constraint, ``focus`` what breaks it.

    ``count`` is the number of results this gives, ``reasons`` language → why it may stay. Where
    ``values`` are given, the results are those of these values; otherwise of any, or of none.
    """

    iri: NamedNode
    shape: NamedNode
    graph: str
    focus: frozenset[NamedNode]
    count: int
    reasons: Mapping[str, str] = field(hash=False)
    values: frozenset[NamedNode] = frozenset()

    def covers(self, result: Result) -> bool:
        """Tell whether a result is one of those that this waiver is about."""
        fits = result.source == self.shape and result.focus_node in self.focus
        return fits and (not self.values or result.value in self.values)


@dataclass(frozen=True)
class Waived:
    """A report without the results that waivers cover, and those results, waiver by waiver.

    The report has a warning for each waiver that does not cover what it counts.
    """

    report: Report
    waived: Sequence[tuple[Waiver, Sequence[Result]]]


def apply(report: Report, waivers: Iterable[Waiver], graphs: Collection[str]) -> Waived:
    """Return ``report`` as it is after the waivers of the graphs that were validated.

    A waiver that fewer results fit than it counts covers those, and is told to be outdated. One
    that more results fit covers none of them: which are the known ones cannot be told.
    """
    waived: list[tuple[Waiver, Sequence[Result]]] = []
    outdated: list[Result] = []
    for waiver in waivers:
        if waiver.graph not in graphs:
            continue
        covered = [result for result in report.results if waiver.covers(result)]
        if len(covered) != waiver.count:
            outdated.append(_outdated(waiver, len(covered), shipped_shapes()))
        if covered and len(covered) <= waiver.count:
            waived.append((waiver, covered))
    excused = {result for _, results in waived for result in results}
    kept = [result for result in report.results if result not in excused]
    return Waived(Report.of([*kept, *outdated], report.engine, report.reason), waived)


def _outdated(waiver: Waiver, found: int, shapes: ShapesGraph) -> Result:
    return Result(
        focus_node=waiver.iri,
        path=Predicate(KQ.waivedCount),
        value=Literal(str(found), datatype=XSD.integer),
        component=KQ.WaiverConstraintComponent,
        shape=MATCHES,
        severity=SH.Warning,
        messages=tuple(
            Literal(text, language=language) for language, text in shapes.messages(MATCHES).items()
        ),
    )


def waiver_files() -> Sequence[Path]:
    """Return the files of the waivers that kgqual ships, in order."""
    return sorted((shipped("shapes") / "waivers").glob("*.ttl"))


@cache
def shipped_waivers() -> Sequence[Waiver]:
    """Return the waivers that kgqual ships."""
    return tuple(waiver for path in waiver_files() for waiver in read_waivers(path))


def read_waivers(path: Path) -> list[Waiver]:
    """Return the waivers of a Turtle file, in the order of their IRIs.

    Raises UnreadableInput for one that lacks a rule, a graph, a thing or a count.
    """
    table = TripleTable(pyoxigraph.parse(path=path, format=RdfFormat.TURTLE))
    return [_waiver(table, node, path) for node in table.subjects(RDF.type, KQ.Waiver)]


def _waiver(table: TripleTable, node: object, path: Path) -> Waiver:
    iri = cast(NamedNode, node)
    shape, graph, count = (
        table.value(iri, term) for term in (KQ.waivedShape, KQ.waivedGraph, KQ.waivedCount)
    )
    focus, values = _named(table, iri, KQ.waivedFocus), _named(table, iri, KQ.waivedValue)
    if not (
        isinstance(shape, NamedNode)
        and isinstance(graph, NamedNode)
        and isinstance(count, Literal)
        and count.value.isdecimal()
        and focus
        and values is not None
    ):
        raise UnreadableInput(
            f"{path.name}: {iri} is not a whole waiver: it needs kq:waivedShape, kq:waivedGraph, "
            "kq:waivedFocus and kq:waivedCount, the last a whole number; what it names has an IRI."
        )
    reasons = table.objects(iri, DCTERMS.description)
    return Waiver(
        iri=iri,
        shape=shape,
        graph=graph.value,
        focus=focus,
        count=int(count.value),
        reasons={t.language or "": t.value for t in reasons if isinstance(t, Literal)},
        values=values,
    )


def _named(table: TripleTable, iri: NamedNode, term: NamedNode) -> frozenset[NamedNode] | None:
    """Return what a waiver names by a property; None if something there has no IRI."""
    nodes = table.objects(iri, term)
    named = frozenset(node for node in nodes if isinstance(node, NamedNode))
    return named if len(named) == len(set(nodes)) else None
