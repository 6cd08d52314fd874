"""Waivers cover what they count, tell when they no longer do, and are whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph

from kgqual.errors import UnreadableInput
from kgqual.namespaces import ESCO, KQ, SH, prefixes
from kgqual.resources import shipped
from kgqual.validation.paths import Predicate
from kgqual.validation.report import Report, Result
from kgqual.validation.shapes import shipped_shapes
from kgqual.validation.waivers import (
    MATCHES,
    Waiver,
    apply,
    read_waivers,
    shipped_waivers,
    waiver_files,
)

SHAPE = NamedNode(prefixes()["kqsh"] + "esco-skillType")
GRAPH = "https://w3id.org/kgqual/graph/esco/1.1.1"


def skill(number: int) -> NamedNode:
    return NamedNode(f"http://data.europa.eu/esco/skill/{number}")


def result(number: int, shape: NamedNode = SHAPE) -> Result:
    """Return the result that a skill has no type."""
    return Result(
        focus_node=skill(number),
        path=Predicate(ESCO.skillType),
        value=None,
        component=SH.MinCountConstraintComponent,
        shape=shape,
        severity=SH.Violation,
    )


def waiver(*numbers: int, count: int) -> Waiver:
    """Return the waiver of the types of these skills."""
    iri = NamedNode("https://w3id.org/kgqual/id/waiver/esco-1.1.1/skill-type")
    focus = frozenset(skill(number) for number in numbers)
    return Waiver(iri, SHAPE, GRAPH, focus, count, {"en": "The cell is blank."})


def report(*results: Result) -> Report:
    return Report.of(results, "compiled", "It is the fast one.")


def test_what_a_waiver_covers_is_taken_out_of_the_report() -> None:
    known, other = result(1), result(3)
    waived = apply(report(known, result(2), other), [waiver(1, 2, count=2)], {GRAPH})
    assert waived.report == report(other)
    assert waived.waived == [(waiver(1, 2, count=2), [known, result(2)])]


def test_a_result_of_another_rule_is_not_covered() -> None:
    other = result(1, NamedNode(SHAPE.value + "Other"))
    waived = apply(report(other, result(1)), [waiver(1, count=1)], {GRAPH})
    assert waived.report == report(other)


def test_a_result_of_a_constraint_is_covered_by_the_name_of_the_constraint() -> None:
    shape = NamedNode(SHAPE.value + "Scheme")
    found = replace(result(1), shape=shape, constraint=SHAPE)
    assert apply(report(found), [waiver(1, count=1)], {GRAPH}).report == report()


def test_a_waiver_of_values_covers_only_results_with_one_of_them() -> None:
    known, other = (replace(result(1), value=skill(number)) for number in (2, 3))
    one = replace(waiver(1, count=1), values=frozenset({skill(2), skill(4)}))
    waived = apply(report(known, other, result(1)), [one], {GRAPH})
    assert waived.report == report(other, result(1))
    assert waived.waived == [(one, [known])]


def test_a_waiver_of_a_graph_that_was_not_validated_does_nothing() -> None:
    found = report(result(1))
    waived = apply(found, [waiver(1, count=1)], {"https://w3id.org/kgqual/graph/esco/1.1.0"})
    assert waived.report == found
    assert waived.waived == []


@pytest.mark.parametrize("found", [1, 0], ids=["fewer", "none"])
def test_a_waiver_that_covers_less_than_it_counts_is_outdated(found: int) -> None:
    one = waiver(1, 2, count=2)
    waived = apply(report(*[result(1)][:found]), [one], {GRAPH})
    (warning,) = waived.report.results
    assert (warning.focus_node, warning.shape) == (one.iri, MATCHES)
    assert (warning.severity, warning.component) == (SH.Warning, KQ.WaiverConstraintComponent)
    assert warning.path == Predicate(KQ.waivedCount)
    assert str(warning.value).startswith(f'"{found}"')
    assert [results for _, results in waived.waived] == [[result(1)]][:found]


def test_a_waiver_that_more_results_fit_covers_none_of_them() -> None:
    waived = apply(report(result(1), result(2)), [waiver(1, 2, count=1)], {GRAPH})
    assert waived.report.violations == (result(1), result(2))
    assert [warning.shape for warning in waived.report.with_severity(SH.Warning)] == [MATCHES]
    assert waived.waived == []


def test_the_warning_says_what_is_wrong_in_three_languages() -> None:
    (warning,) = apply(report(), [waiver(1, count=1)], {GRAPH}).report.results
    assert {text.language for text in warning.messages} == {"en", "kk", "ru"}
    assert shipped_shapes().hints(MATCHES).keys() == {"en", "kk", "ru"}


def test_the_report_keeps_its_engine_and_the_reason() -> None:
    waived = apply(report(result(1)), [waiver(1, count=1)], {GRAPH}).report
    assert (waived.engine, waived.reason) == ("compiled", "It is the fast one.")


@pytest.mark.parametrize("path", waiver_files(), ids=lambda path: path.stem)
def test_the_waivers_of_a_file_are_of_its_source(path: Path) -> None:
    kind, _, version = path.stem.partition("-")
    waivers = read_waivers(path)
    assert waivers
    for one in waivers:
        assert one.graph == f"{prefixes()['kqg']}{kind}/{version}"
        assert one.iri.value.startswith(f"{prefixes()['kqid']}waiver/{path.stem}/")
        assert one.reasons.keys() == {"en", "kk", "ru"}


@pytest.mark.parametrize("path", waiver_files(), ids=lambda path: path.stem)
def test_the_waivers_of_a_file_are_whole(path: Path) -> None:
    """They keep to the shapes of waivers, by the reference engine."""
    pyshacl = pytest.importorskip("pyshacl")
    shapes = Graph().parse(shipped("shapes") / "profiles" / "waivers.ttl")
    conforms, _, text = pyshacl.validate(Graph().parse(path), shacl_graph=shapes)
    assert conforms, text


def test_what_is_waived_is_a_rule_that_there_is() -> None:
    rules = shipped_shapes()
    assert [one.shape for one in shipped_waivers() if not rules.messages(one.shape)] == []


def test_no_result_is_waived_twice() -> None:
    seen: set[tuple[NamedNode, str, NamedNode]] = set()
    for one in shipped_waivers():
        fits = {(one.shape, one.graph, focus) for focus in one.focus}
        assert not fits & seen
        seen |= fits


def written(folder: Path, more: str) -> Path:
    """Write a waiver of a rule and a graph, with ``more`` about it."""
    path = folder / "esco-1.ttl"
    path.write_text(
        f"PREFIX kq: <{prefixes()['kq']}>\n"
        f"<https://w3id.org/kgqual/id/waiver/one> a kq:Waiver ; kq:waivedShape <{SHAPE.value}> ;\n"
        f"    kq:waivedGraph <{GRAPH}> ; {more} .\n",
        encoding="utf-8",
    )
    return path


def test_a_waiver_is_read_with_its_values(tmp_path: Path) -> None:
    things = f"kq:waivedFocus {skill(1)} ; kq:waivedValue {skill(2)} , {skill(3)}"
    (one,) = read_waivers(written(tmp_path, f"{things} ; kq:waivedCount 2"))
    assert one.focus == {skill(1)}
    assert one.values == {skill(2), skill(3)}


@pytest.mark.parametrize(
    "more",
    [
        f"kq:waivedFocus {skill(1)}",
        "kq:waivedCount 1",
        f'kq:waivedFocus {skill(1)} , "skill" ; kq:waivedCount 1',
        f'kq:waivedFocus {skill(1)} ; kq:waivedValue "skill" ; kq:waivedCount 1',
    ],
    ids=["no-count", "no-focus", "focus-in-words", "value-in-words"],
)
def test_a_waiver_that_is_not_whole_is_refused(more: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is not a whole waiver"):
        read_waivers(written(tmp_path, more))
