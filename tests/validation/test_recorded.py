"""A report that was written as JSON is read again as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kgqual.namespaces import KQ, SH, XSD
from kgqual.validation.origins import Origins
from kgqual.validation.paths import (
    Alternative,
    Inverse,
    Path,
    Predicate,
    Repeated,
    Sequence,
    parse_path,
)
from kgqual.validation.recorded import read_summary
from kgqual.validation.records import as_json
from kgqual.validation.report import Report, Result
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.summary import summarize
from kgqual.validation.waivers import Waiver

A, B, C = (Predicate(NamedNode(f"https://example.org/{name}")) for name in "abc")
PATHS: list[Path] = [
    A,
    Inverse(A),
    Sequence((A, Inverse(B), Repeated(C, "*"))),
    Alternative((Sequence((A, B)), C)),
    Repeated(Alternative((A, Inverse(Sequence((B, C))))), "+"),
    Repeated(A, "?"),
]
VALUES = [
    None,
    NamedNode("https://example.org/thing"),
    BlankNode("b1"),
    Literal('say "so"'),
    Literal("деңгей", language="kk"),
    Literal("01", datatype=XSD.integer),
]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_path_is_read_as_it_is_written(path: Path) -> None:
    assert parse_path(str(path)) == path


@pytest.mark.parametrize("text", ["", "a", "<a:b>>", "(<a:b>", "<a:b>/", "<a:b> <a:c>", "^"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"path|IRI"):
        parse_path(text)


def _result(number: int, severity: NamedNode, constraint: NamedNode | None = None) -> Result:
    return Result(
        focus_node=NamedNode(f"https://example.org/{number}"),
        path=PATHS[number % len(PATHS)],
        value=VALUES[number % len(VALUES)],
        component=SH.MinCountConstraintComponent,
        shape=BlankNode("shape") if number == 4 else KQ.shape,
        severity=severity,
        constraint=constraint,
        messages=(Literal("wrong", language="en"), Literal("plain")),
    )


def test_a_whole_summary_is_read_as_it_was_written() -> None:
    severities = (SH.Violation, SH.Warning, SH.Info, NamedNode("https://example.org/severity"))
    results = [_result(n, severities[n % 4], KQ.rule if n % 3 else None) for n in range(12)]
    excused = [_result(n, SH.Violation) for n in (20, 21)]
    waiver = Waiver(KQ.waiver, KQ.shape, "https://example.org/g", frozenset(), 3, {"en": "known"})
    origins = Origins(
        dict.fromkeys(results[:5], ("https://example.org/g",)),
        {results[0].focus_node: {"kk": "аты", "": "name"}},
    )
    shapes = ShapesGraph([])
    report = Report.of(results, "pyshacl", "because")
    written = as_json(summarize(report, shapes, [(waiver, excused)], origins), snapshot="x")
    read = read_summary(json.loads(written))
    assert read.report == report
    assert as_json(read, snapshot="x") == written
    assert [one.waiver.iri for one in read.waived] == [KQ.waiver]
    assert [f.result for one in read.waived for f in one.group.findings] == excused


def test_nothing_found_is_read_as_nothing_found() -> None:
    written = as_json(summarize(Report.of([], "compiled"), ShapesGraph([])))
    read = read_summary(json.loads(written))
    assert read.report.conforms
    assert not read.groups
    assert not read.waived


def test_messages_that_only_the_shacl_form_holds_are_kept() -> None:
    result = _result(1, SH.Warning)
    fuller = replace(result, messages=(*result.messages, Literal("also wrong", language="en")))
    written = as_json(summarize(Report.of([fuller], "pyshacl"), ShapesGraph([])))
    read = read_summary(json.loads(written), [fuller])
    assert read.report.results[0].messages == fuller.messages
