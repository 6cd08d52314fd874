"""A report is grouped by what found it, the worst first, and can be narrowed down."""

from __future__ import annotations

import dataclasses

import pytest
from pyoxigraph import NamedNode
from tests.validation.conftest import EX, ex, miscoded, nameless

from kgqual.errors import BadUsage
from kgqual.namespaces import SH
from kgqual.validation.origins import Origins
from kgqual.validation.report import Report
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.summary import Selection, Summary, summarize
from kgqual.validation.waivers import Waiver

GRAPHS = {
    nameless("a"): (f"{EX}things",),
    miscoded("a", "x"): (f"{EX}codes", f"{EX}things"),
    miscoded("b", "x"): (f"{EX}codes",),
}


@pytest.fixture
def summary(report: Report, shapes: ShapesGraph) -> Summary:
    return summarize(report, shapes, (), Origins(GRAPHS, {ex("a"): {"en": "The thing"}}))


def counts(summary: Summary) -> list[tuple[str, int]]:
    return [
        (str(group.source).strip("<>").removeprefix(EX), group.count) for group in summary.groups
    ]


def test_the_worst_goes_before_the_most_numerous(summary: Summary) -> None:
    assert counts(summary) == [("Named", 1), ("Coded", 4)]


def test_of_one_severity_the_most_numerous_goes_first(shapes: ShapesGraph) -> None:
    as_bad = dataclasses.replace(miscoded("a", "x"), severity=SH.Violation)
    results = [as_bad, nameless("a"), nameless("b"), miscoded("a", "y")]
    summary = summarize(Report.of(results, "compiled"), shapes)
    assert counts(summary) == [("Named", 2), ("Coded", 1), ("Coded", 1)]


def test_a_group_says_what_is_wrong_and_how_to_repair_it(summary: Summary) -> None:
    named, coded = summary.groups
    assert named.messages == {"en": "It has no name.", "ru": "Нет названия.", "kk": "Атауы жоқ."}
    assert named.hints == {"en": "Name it.", "ru": "Назовите.", "kk": "Атаңыз."}
    assert named.demands == {SH.MinCountConstraintComponent: "sh:minCount 1"}
    assert coded.messages == coded.hints == {}
    assert coded.demands == {SH.InConstraintComponent: 'sh:in ("a" "b")'}


def test_examples_are_of_different_things_where_they_can_be(summary: Summary) -> None:
    _, coded = summary.groups
    shown = [(str(e.result.focus_node), str(e.result.value)) for e in coded.examples]
    assert shown == [(str(ex(name)), '"x"') for name in "abc"]


def test_examples_of_one_thing_when_there_is_no_other(shapes: ShapesGraph) -> None:
    report = Report.of([miscoded("a", "x"), miscoded("a", "y")], "compiled")
    assert [str(e.result.value) for e in summarize(report, shapes).groups[0].examples] == [
        '"x"',
        '"y"',
    ]


def test_source_graphs_are_counted(summary: Summary) -> None:
    named, coded = summary.groups
    assert named.graphs == {f"{EX}things": 1}
    assert list(coded.graphs.items()) == [(f"{EX}codes", 2), (f"{EX}things", 1)]


def test_totals_name_every_severity_of_shacl(summary: Summary) -> None:
    assert list(summary.totals.items()) == [("violation", 1), ("warning", 4), ("info", 0)]
    assert not summary.publishable


def test_warnings_alone_do_not_stop_publication(shapes: ShapesGraph) -> None:
    report = Report.of([miscoded("a", "x")], "compiled")
    assert not report.conforms
    assert summarize(report, shapes).publishable


def test_waived_results_are_apart_with_their_waiver(shapes: ShapesGraph) -> None:
    waiver = Waiver(ex("waiver"), ex("Named"), f"{EX}g", frozenset(), 2, {"en": "Known."})
    waived = [(waiver, [nameless("a"), nameless("b")])]
    summary = summarize(Report.of([], "compiled"), shapes, waived)
    assert (summary.groups, summary.publishable, summary.waived_count) == ((), True, 2)
    assert summary.waived[0].waiver.reasons == {"en": "Known."}
    assert summary.waived[0].group.messages["ru"] == "Нет названия."


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), [("Named", 1), ("Coded", 4)]),
        (Selection(shape=f"{EX}Named"), [("Named", 1)]),
        (Selection(severity="warning"), [("Coded", 4)]),
        (Selection(severity="Violation"), [("Named", 1)]),
        (Selection(severity="info"), []),
        (Selection(graph=f"{EX}codes"), [("Coded", 2)]),
        (Selection(graph=f"{EX}things"), [("Named", 1), ("Coded", 1)]),
        (Selection(component="sh:MinCountConstraintComponent"), [("Named", 1)]),
        (Selection(component="In"), [("Coded", 4)]),
        (Selection(graph=f"{EX}things", severity="warning"), [("Coded", 1)]),
        (Selection(shape=f"{EX}Nothing"), []),
    ],
)
def test_a_selection_narrows_the_groups_and_not_the_totals(
    summary: Summary, selection: Selection, expected: list[tuple[str, int]]
) -> None:
    selected = summary.select(selection)
    assert counts(selected) == expected
    assert selected.totals == summary.totals
    assert selected.publishable == summary.publishable


def test_a_shape_of_ours_is_selected_by_its_curie_or_its_local_name(shapes: ShapesGraph) -> None:
    shape = NamedNode("https://w3id.org/kgqual/shapes#Claim-source")
    result = dataclasses.replace(nameless("a"), shape=shape)
    summary = summarize(Report.of([result, nameless("a")], "compiled"), shapes)
    for name in (shape.value, "kqsh:Claim-source", "Claim-source"):
        assert [group.source for group in summary.select(Selection(shape=name)).groups] == [shape]


def test_a_severity_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadUsage, match="'fatal' is not a severity: violation, warning, info"):
        Selection(severity="fatal")
