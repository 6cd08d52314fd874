"""A summary for programs: one JSON object, and one CSV row for each result.

Both forms are documented in docs/validation.md; fields are added, never changed or removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from pyoxigraph import BlankNode, NamedNode

from kgqual.harmless import harmless, write_table
from kgqual.namespaces import XSD
from kgqual.validation.graphs import Term
from kgqual.validation.rendering import hint, message
from kgqual.validation.summary import Finding, Group, Summary, WaivedGroup, severity_name

COLUMNS = (
    "severity",
    "shape",
    "component",
    "focus_node",
    "path",
    "value",
    "graph",
    "message",
    "hint",
    "waived_by",
)
"""The columns of the CSV form."""

Object = dict[str, Any]


def as_object(summary: Summary, **about: object) -> Object:
    """Return the summary as an object of JSON; ``about`` says what was validated, in its words."""
    report = summary.report
    groups = [(group, None) for group in summary.groups]
    waived = [(one.group, one.waiver.iri) for one in summary.waived]
    return {
        **about,
        "engine": report.engine,
        "engine_reason": report.reason,
        "conforms": report.conforms,
        "publishable": summary.publishable,
        "totals": {**summary.totals, "waived": summary.waived_count},
        "selection": {name: text for name, text in vars(summary.selection).items() if text},
        "groups": [_group(group) for group in summary.groups],
        "waived": [_waived(one) for one in summary.waived],
        "results": [
            {**_finding(finding), "waived_by": waiver and waiver.value}
            for group, waiver in (*groups, *waived)
            for finding in group.findings
        ],
    }


def as_json(summary: Summary, **about: object) -> str:
    """Return ``as_object`` as text, with characters that would steer a terminal escaped."""
    return harmless(json.dumps(as_object(summary, **about), ensure_ascii=False, indent=1)) + "\n"


def write_csv(summary: Summary, language: str, out: IO[str]) -> None:
    """Write one row for each result, waived ones last, under the names of ``COLUMNS``."""
    write_table(out, COLUMNS, _rows(summary, language))


def _rows(summary: Summary, language: str) -> Iterator[tuple[str, ...]]:
    for group in summary.groups:
        yield from (_row(group, finding, language, "") for finding in group.findings)
    for one in summary.waived:
        for finding in one.group.findings:
            yield _row(one.group, finding, language, one.waiver.iri.value)


def _row(group: Group, finding: Finding, language: str, waiver: str) -> tuple[str, ...]:
    result = finding.result
    return (
        severity_name(result.severity),
        _cell(result.source),
        result.component.value,
        _cell(result.focus_node),
        "" if result.path is None else str(result.path),
        "" if result.value is None else _cell(result.value),
        " ".join(finding.graphs),
        message(group, finding, language),
        hint(group, language),
        waiver,
    )


def _cell(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _group(group: Group) -> Object:
    return {
        "shape": _iri(group.source),
        "name": group.name,
        "severity": severity_name(group.severity),
        "count": group.count,
        "messages": dict(group.messages),
        "hints": dict(group.hints),
        "components": {component.value: count for component, count in group.components.items()},
        "demands": {component.value: text for component, text in group.demands.items()},
        "graphs": dict(group.graphs),
        "examples": [_finding(finding) for finding in group.examples],
    }


def _waived(one: WaivedGroup) -> Object:
    return {
        "waiver": one.waiver.iri.value,
        "waived_graph": one.waiver.graph,
        "waived_count": one.waiver.count,
        "reasons": dict(one.waiver.reasons),
        **_group(one.group),
    }


def _finding(finding: Finding) -> Object:
    result = finding.result
    return {
        "severity": severity_name(result.severity),
        "shape": _iri(result.shape),
        "constraint": None if result.constraint is None else _iri(result.constraint),
        "component": result.component.value,
        "focus_node": _term(result.focus_node),
        "names": dict(finding.names or {}),
        "path": None if result.path is None else str(result.path),
        "value": None if result.value is None else _term(result.value),
        "graphs": list(finding.graphs),
        "messages": {text.language or "": text.value for text in result.messages},
    }


def _iri(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _term(term: Term) -> Mapping[str, str]:
    """Return a term as SPARQL's results in JSON write it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    written = {"type": "literal", "value": term.value}
    if term.language:
        return written | {"xml:lang": term.language}
    if term.datatype == XSD.string:
        return written
    return written | {"datatype": term.datatype.value}
