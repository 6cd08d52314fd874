"""What programs read: JSON that stays the same, and CSV that is safe in a spreadsheet."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest
from pyoxigraph import BlankNode, Literal
from tests.validation.conftest import EX, ex, miscoded, nameless

from kgqual.validation.origins import Origins
from kgqual.validation.records import COLUMNS, as_json, as_object, write_csv
from kgqual.validation.report import Report
from kgqual.validation.shapes import ShapesGraph
from kgqual.validation.summary import Selection, Summary, summarize
from kgqual.validation.waivers import Waiver


@pytest.fixture
def summary(shapes: ShapesGraph) -> Summary:
    """A violation with origin and names, a warning, and a waived result."""
    report = Report.of([nameless("a"), miscoded("b", "x")], "compiled", "")
    waiver = Waiver(ex("waiver"), ex("Named"), f"{EX}g", frozenset(), 1, {"en": "Known."})
    origins = Origins({nameless("a"): (f"{EX}g", f"{EX}h")}, {ex("a"): {"en": "Thing"}})
    return summarize(report, shapes, [(waiver, [nameless("c")])], origins)


def rows(summary: Summary, language: str = "en") -> list[dict[str, str]]:
    out = io.StringIO()
    write_csv(summary, language, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_json_form(summary: Summary) -> None:
    written = json.loads(as_json(summary, snapshot="0123"))
    assert list(written) == [
        "snapshot",
        "engine",
        "engine_reason",
        "conforms",
        "publishable",
        "totals",
        "selection",
        "groups",
        "waived",
        "results",
    ]
    assert written["totals"] == {"violation": 1, "warning": 1, "info": 0, "waived": 1}
    assert (written["conforms"], written["publishable"]) == (False, False)
    named, coded = written["groups"]
    assert (named["shape"], named["severity"], named["count"]) == (f"{EX}Named", "violation", 1)
    assert named["hints"]["kk"] == "Атаңыз."
    assert named["graphs"] == {f"{EX}g": 1, f"{EX}h": 1}
    assert named["examples"][0] == {
        "severity": "violation",
        "shape": f"{EX}Named",
        "constraint": None,
        "component": "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        "focus_node": {"type": "uri", "value": f"{EX}a"},
        "names": {"en": "Thing"},
        "path": "<http://www.w3.org/2000/01/rdf-schema#label>",
        "value": None,
        "graphs": [f"{EX}g", f"{EX}h"],
        "messages": {"en": "It has no name."},
    }
    assert coded["examples"][0]["value"] == {"type": "literal", "value": "x"}


def test_json_lists_every_result_with_its_waiver(summary: Summary) -> None:
    written = json.loads(as_json(summary))
    listed = [(one["focus_node"]["value"], one["waived_by"]) for one in written["results"]]
    assert listed == [(f"{EX}a", None), (f"{EX}b", None), (f"{EX}c", f"{EX}waiver")]
    [waived] = written["waived"]
    assert (waived["waiver"], waived["waived_graph"]) == (f"{EX}waiver", f"{EX}g")
    assert waived["reasons"] == {"en": "Known."}


def test_json_says_what_was_selected(summary: Summary) -> None:
    written = as_object(summary.select(Selection(severity="warning")))
    assert written["selection"] == {"severity": "warning"}
    assert [one["shape"] for one in written["results"]] == [f"{EX}Coded"]
    assert written["totals"]["violation"] == 1


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (Literal("a", language="kk"), {"type": "literal", "value": "a", "xml:lang": "kk"}),
        (
            Literal(5),
            {
                "type": "literal",
                "value": "5",
                "datatype": "http://www.w3.org/2001/XMLSchema#integer",
            },
        ),
        (BlankNode("b"), {"type": "bnode", "value": "b"}),
    ],
)
def test_terms_are_written_as_sparql_results_write_them(
    shapes: ShapesGraph, term: Literal | BlankNode, written: dict[str, str]
) -> None:
    result = dataclasses.replace(miscoded("a", ""), value=term)
    summary = summarize(Report.of([result], "compiled"), shapes)
    assert as_object(summary)["results"][0]["value"] == written


def test_json_keeps_hostile_characters_but_does_not_show_them(shapes: ShapesGraph) -> None:
    hostile = "\x1b[31m\u202egnp.exe\x7f"
    text = as_json(summarize(Report.of([miscoded("a", hostile)], "compiled"), shapes))
    assert not set(text) & set(hostile[0] + "\u202e\x7f")
    assert json.loads(text)["results"][0]["value"]["value"] == hostile


def test_the_csv_form(summary: Summary) -> None:
    first, second, third = rows(summary, "ru")
    assert tuple(first) == COLUMNS
    assert first == {
        "severity": "violation",
        "shape": f"{EX}Named",
        "component": "http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        "focus_node": f"{EX}a",
        "path": "<http://www.w3.org/2000/01/rdf-schema#label>",
        "value": "",
        "graph": f"{EX}g {EX}h",
        "message": "It has no name.",
        "hint": "Назовите.",
        "waived_by": "",
    }
    assert second["value"] == '"x"'
    assert second["message"].startswith("Значение не входит в число допустимых. (sh:in ")
    assert third["waived_by"] == f"{EX}waiver"


@pytest.mark.parametrize("formula", ["=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(shapes: ShapesGraph, formula: str) -> None:
    said = (Literal(formula, language="en"),)
    result = dataclasses.replace(nameless("a"), value=Literal(formula), messages=said)
    [row] = rows(summarize(Report.of([result], "compiled"), shapes))
    cells = [row["message"], row["value"]]
    assert [cell[:1] in "=+-@\t" for cell in cells] == [False, False]
    assert row["message"].strip("'") == formula.strip()


def test_csv_has_one_line_for_each_result_and_nothing_hostile(shapes: ShapesGraph) -> None:
    result = miscoded("a", 'x"\r\ny\u202e\x1b')
    out = io.StringIO()
    write_csv(summarize(Report.of([result], "compiled"), shapes), "en", out)
    assert len(out.getvalue().splitlines()) == 2
    assert not set(out.getvalue()) & set("\r\u202e\x1b")
