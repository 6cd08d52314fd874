"""The validation report: what every engine returns, and its form in RDF.

The terms are those of https://www.w3.org/TR/shacl/#validation-report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kgqual.namespaces import RDF, SH, XSD
from kgqual.validation.graphs import Node, Term, TripleTable
from kgqual.validation.paths import Path, path_triples, read_path

SEVERITIES = (SH.Violation, SH.Warning, SH.Info)
"""The severities of SHACL, the worst first."""


@dataclass(frozen=True)
class Result:
    """One validation result.

    ``path`` and ``value`` are None where SHACL gives none; ``constraint`` is the SPARQL
    constraint that found it, where one did; ``messages`` are those of the shape, verbatim.
    """

    focus_node: Term
    path: Path | None
    value: Term | None
    component: NamedNode
    shape: Node
    severity: NamedNode
    constraint: Node | None = None
    messages: tuple[Literal, ...] = ()

    @property
    def source(self) -> Node:
        """What says what is wrong: the SPARQL constraint, else the shape."""
        return self.constraint or self.shape

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Everything but the messages, as text: what two engines must agree on."""
        return (
            str(self.shape),
            str(self.constraint or ""),
            str(self.component),
            str(self.severity),
            str(self.focus_node),
            str(self.path or ""),
            "" if self.value is None else str(self.value),
        )


@dataclass(frozen=True)
class Report:
    """Everything that one validation found, sorted by shape and focus node.

    ``engine`` names what validated; ``reason`` says why, where the engine was chosen.
    """

    results: tuple[Result, ...]
    engine: str
    reason: str = ""

    @classmethod
    def of(cls, results: Iterable[Result], engine: str, reason: str = "") -> Report:
        """Return the report of these results, in order."""
        return cls(tuple(sorted(results, key=lambda result: result.key)), engine, reason)

    @property
    def conforms(self) -> bool:
        """Whether there is no result at all, of any severity, as SHACL defines it."""
        return not self.results

    def with_severity(self, severity: NamedNode) -> tuple[Result, ...]:
        """Return the results of that severity."""
        return tuple(result for result in self.results if result.severity == severity)

    @property
    def violations(self) -> tuple[Result, ...]:
        """Return the results that stop publication."""
        return self.with_severity(SH.Violation)


def report_triples(report: Report) -> Iterator[Triple]:
    """Yield the report as RDF: one ``sh:ValidationReport`` with its results."""
    node = BlankNode("report")
    conforms = Literal("true" if report.conforms else "false", datatype=XSD.boolean)
    yield Triple(node, RDF.type, SH.ValidationReport)
    yield Triple(node, SH.conforms, conforms)
    for number, result in enumerate(report.results, start=1):
        one = BlankNode(f"result{number}")
        yield Triple(node, SH.result, one)
        yield from _result_triples(one, result)


def _result_triples(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SH.ValidationResult)
    yield Triple(node, SH.focusNode, result.focus_node)
    yield Triple(node, SH.resultSeverity, result.severity)
    yield Triple(node, SH.sourceConstraintComponent, result.component)
    yield Triple(node, SH.sourceShape, result.shape)
    if result.constraint is not None:
        yield Triple(node, SH.sourceConstraint, result.constraint)
    if result.value is not None:
        yield Triple(node, SH.value, result.value)
    if result.path is not None:
        head, triples = path_triples(result.path)
        yield Triple(node, SH.resultPath, head)
        yield from triples
    for message in result.messages:
        yield Triple(node, SH.resultMessage, message)


def as_turtle(report: Report) -> bytes:
    """Return the report in Turtle."""
    return serialized(report, RdfFormat.TURTLE)


def serialized(report: Report, format: RdfFormat) -> bytes:
    """Return the report in a format of RDF."""
    used = {"sh": SH.iri, "rdf": RDF.iri, "xsd": XSD.iri}
    text = pyoxigraph.serialize(report_triples(report), format=format, prefixes=used)
    assert text is not None  # None only when an output is given
    return text


def read_report(triples: Iterable[Triple | Quad], engine: str, reason: str = "") -> Report:
    """Return the report that stands in ``triples``."""
    table = TripleTable(triples)
    found = [
        _read_result(table, cast(Node, node))
        for report in table.subjects(RDF.type, SH.ValidationReport)
        for node in table.objects(report, SH.result)
    ]
    return Report.of(found, engine, reason)


def _read_result(table: TripleTable, node: Node) -> Result:
    path = table.value(node, SH.resultPath)
    messages = table.objects(node, SH.resultMessage)
    focus_node = table.value(node, SH.focusNode)
    assert focus_node is not None
    return Result(
        focus_node=focus_node,
        path=None if path is None else read_path(table, path),
        value=table.value(node, SH.value),
        component=cast(NamedNode, table.value(node, SH.sourceConstraintComponent)),
        shape=cast(Node, table.value(node, SH.sourceShape)),
        severity=cast(NamedNode, table.value(node, SH.resultSeverity)),
        constraint=cast(Node | None, table.value(node, SH.sourceConstraint)),
        messages=tuple(message for message in messages if isinstance(message, Literal)),
    )
