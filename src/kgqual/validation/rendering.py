"""A summary as lines of text in one language; who prints them decides on width and colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kgqual.namespaces import compact
from kgqual.validation.paths import readable
from kgqual.validation.summary import Finding, Group, Selection, Summary, severity_name
from kgqual.validation.terms import one_line, readable_term
from kgqual.validation.wording import fault, in_language, number, say, wording

GRAPHS_SHOWN = 4
"""Source graphs named of each group; the others are counted."""
DEEPER = 2
"""Columns by which a line is set in for each step down."""


@dataclass(frozen=True)
class Line:
    """One line: its text, what it is, and how far it is set in.

    ``role`` is one of clean, passed, failed (the verdict), violation, warning, info, waived (the
    heads of groups), message, hint, graphs, example, note, or empty for an empty line.
    """

    text: str = ""
    role: str = ""
    indent: int = 0


def lines(summary: Summary, language: str) -> Iterator[Line]:
    """Yield the report: the verdict with the totals first, then the groups, then what is waived.

    ``language`` is one of ``wording.LANGUAGES``. Everything is harmless to a terminal.
    """
    yield _verdict(summary, language)
    yield Line(say(language, "engine", engine=summary.report.engine), "note")
    if summary.report.reason:
        yield Line(one_line(summary.report.reason, 1_000), "note")
    if summary.selection != Selection():
        shown = number(language, sum(group.count for group in summary.groups))
        yield Line(say(language, "selected", count=shown), "note")
    for group in summary.groups:
        yield Line()
        yield _head(group, severity_name(group.severity), language)
        yield from _body(group, language)
    for waived in summary.waived:
        yield Line()
        yield _head(waived.group, "waived", language)
        reason = in_language(language, waived.waiver.reasons)
        yield Line(say(language, "reason", text=one_line(reason, 1_000)), "hint", DEEPER)
        yield from _body(waived.group, language, hint=False)


def totals(summary: Summary, language: str) -> str:
    """Return how many results there are of each severity, and how many are waived, as text."""
    counted = {name: number(language, count) for name, count in summary.totals.items()}
    waived = number(language, summary.waived_count)
    return say(language, "totals", **(counted | {"waived": waived}))


def message(group: Group, finding: Finding, language: str) -> str:
    """Return what is wrong: as the result says it, as its shape does, or what its component means.

    A shape of core constraints says the same of each result; a SPARQL constraint may fill in
    values.
    """
    own = {text.language or "": text.value for text in finding.result.messages}
    said = in_language(language, own if group.messages else {}) or in_language(
        language, group.messages
    )
    component = finding.result.component
    if not said:
        said = fault(language, component)
        if demand := group.demands.get(component):
            said = f"{said} ({demand})"
    return one_line(said, 1_000)


def hint(group: Group, language: str) -> str:
    """Return how to repair it, as the shape says it; empty where it does not."""
    return one_line(in_language(language, group.hints), 1_000)


def example(finding: Finding, language: str) -> str:
    """Return one result on a line: the focus node, its name, the path, and the value if any."""
    result = finding.result
    parts = [readable_term(result.focus_node)]
    if name := in_language(language, finding.names or {}):
        parts.append(f"“{one_line(name, 80)}”")
    if result.path is not None:
        parts.append(one_line(readable(result.path)))
    if result.value is not None and (result.path is not None or result.value != result.focus_node):
        parts.append(readable_term(result.value))
    return " · ".join(parts)


def sources(graphs: Mapping[str, int], language: str) -> str:
    """Return the source graphs with their counts, the first few by name; empty without any."""
    shown = [
        f"{one_line(compact(graph))} ({number(language, count)})"
        for graph, count in islice(graphs.items(), GRAPHS_SHOWN)
    ]
    if more := len(graphs) - len(shown):
        shown.append(say(language, "more", count=more))
    return ", ".join(shown)


def _verdict(summary: Summary, language: str) -> Line:
    role = "passed" if summary.publishable else "failed"
    if summary.report.conforms and not summary.waived:
        role = "clean"
    return Line(f"{say(language, f'verdict.{role}')} ({totals(summary, language)})", role)


def _head(group: Group, role: str, language: str) -> Line:
    key = f"severity.{role}"
    severity = say(language, key) if key in wording() else compact(role)
    count = number(language, group.count)
    return Line(f"{severity}  {count} ×  {one_line(group.name)}", role)


def _body(group: Group, language: str, hint: bool = True) -> Iterator[Line]:
    for text in _distinct(message(group, finding, language) for finding in group.examples):
        yield Line(text, "message", DEEPER)
    if hint and (repair := in_language(language, group.hints)):
        yield Line(say(language, "hint", text=one_line(repair, 1_000)), "hint", DEEPER)
    if graphs := sources(group.graphs, language):
        yield Line(say(language, "graphs", graphs=graphs), "graphs", DEEPER)
    for finding in group.examples:
        yield Line(example(finding, language), "example", 2 * DEEPER)


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)
