"""The summary of a validation, read again from the JSON form that ``records`` writes.

A snapshot carries it, so that its report is what was found when it was published, in the words
that the shapes had then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.validation.graphs import Node, Term
from kgqual.validation.paths import parse_path
from kgqual.validation.report import Report, Result
from kgqual.validation.summary import SEVERITY_NAMES, Finding, Group, Summary, WaivedGroup
from kgqual.validation.waivers import Waiver

Object = Mapping[str, Any]
_SEVERITIES = {name: severity for severity, name in SEVERITY_NAMES.items()}


def read_summary(found: Object, attached: Iterable[Result] = ()) -> Summary:
    """Return the summary that ``records.as_object`` made of a whole report.

    ``attached`` are results of the same report from its SHACL form, which alone holds all messages
    of a result that says several things in one language.
    """
    known = {result.key: result for result in attached}
    findings: dict[tuple[str, Node, NamedNode], list[Finding]] = defaultdict(list)
    for one in found["results"]:
        result = _result(one)
        result = known.get(result.key, result)
        finding = Finding(result, tuple(one["graphs"]), one["names"])
        findings[one["waived_by"] or "", result.source, result.severity].append(finding)
    results = [one.result for key, some in findings.items() if not key[0] for one in some]
    return Summary(
        report=Report.of(results, found["engine"], found["engine_reason"]),
        groups=tuple(_group(group, findings["", *_key(group)]) for group in found["groups"]),
        waived=tuple(
            _waived(group, findings[group["waiver"], *_key(group)]) for group in found["waived"]
        ),
    )


def _key(group: Object) -> tuple[Node, NamedNode]:
    return _node(group["shape"]), _severity(group["severity"])


def _group(group: Object, findings: Sequence[Finding]) -> Group:
    source, severity = _key(group)
    return Group(
        source=source,
        name=group["name"],
        severity=severity,
        findings=tuple(findings),
        messages=group["messages"],
        hints=group["hints"],
        demands={NamedNode(component): text for component, text in group["demands"].items()},
    )


def _waived(group: Object, findings: Sequence[Finding]) -> WaivedGroup:
    nodes = (finding.result.focus_node for finding in findings)
    waiver = Waiver(
        iri=NamedNode(group["waiver"]),
        shape=NamedNode(group["shape"]),
        graph=group["waived_graph"],
        focus=frozenset(node for node in nodes if isinstance(node, NamedNode)),
        count=group["waived_count"],
        reasons=group["reasons"],
    )
    return WaivedGroup(waiver, _group(group, findings))


def _result(one: Object) -> Result:
    messages = one["messages"].items()
    return Result(
        focus_node=_term(one["focus_node"]),
        path=None if one["path"] is None else parse_path(one["path"]),
        value=None if one["value"] is None else _term(one["value"]),
        component=NamedNode(one["component"]),
        shape=_node(one["shape"]),
        severity=_severity(one["severity"]),
        constraint=None if one["constraint"] is None else _node(one["constraint"]),
        messages=tuple(Literal(text, language=language or None) for language, text in messages),
    )


def _severity(name: str) -> NamedNode:
    return _SEVERITIES.get(name) or NamedNode(name)


def _node(text: str) -> Node:
    return BlankNode(text.removeprefix("_:")) if text.startswith("_:") else NamedNode(text)


def _term(term: Mapping[str, str]) -> Term:
    text = term["value"]
    if term["type"] == "uri":
        return NamedNode(text)
    if term["type"] == "bnode":
        return BlankNode(text)
    if language := term.get("xml:lang"):
        return Literal(text, language=language)
    datatype = term.get("datatype")
    return Literal(text, datatype=NamedNode(datatype) if datatype else None)
