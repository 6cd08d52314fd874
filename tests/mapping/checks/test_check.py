"""What ``check`` finds wrong with mapping sets, each fault at its row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgqual.answering import Graph, OpenSnapshot
from kgqual.mapping.checks import Fault, Report, Severity, check
from kgqual.mapping.reading import files_at
from kgqual.resources import shipped
from kgqual.store.snapshot import Snapshot, Snapshots

HEADER = """\
#mapping_set_id: https://example.org/mappings/mine
#curie_map:
#  eqf: http://data.europa.eu/snb/eqf/
#  ex: https://example.org/
#  isced-f: http://data.europa.eu/snb/isced-f/
#  isco: http://data.europa.eu/esco/isco/
#  kq: https://w3id.org/kgqual/ontology#
#  kqid: https://w3id.org/kgqual/id/
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
FIRST = 10  # the row after the header
CURATED = "semapv:ManualMappingCuration"
Checked = Callable[..., Report]


@pytest.fixture(scope="module")
def graph(served_data: Path) -> Iterator[Graph]:
    with OpenSnapshot.of(Snapshots(served_data).current()) as opened:
        yield opened.on()


@pytest.fixture
def checked(tmp_path: Path, graph: Graph) -> Checked:
    """Check a set of rows, each ``subject relation object`` and further cells."""

    def run(*rows: str, columns: str = "", header: str = HEADER) -> Report:
        lines = [COLUMNS + columns]
        for row in rows:
            subject, relation, target, *more = row.split(" ", 3)
            lines.append("\t".join([subject, f"skos:{relation}Match", target, CURATED, *more]))
        path = tmp_path / "mine.sssom.tsv"
        path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
        return check(files_at([path]), graph)

    return run


def only(report: Report) -> Fault:
    [fault] = report.faults
    assert fault.where.file == "mine.sssom.tsv"
    return fault


def test_a_sound_set_has_no_fault(checked: Checked) -> None:
    report = checked("isced-f:0613 close isced-f:0612", "ex:a exact ex:b")
    assert report.faults == ()
    assert [(one.mappings, one.cardinality) for one in report.sets] == [(2, "1:1")]


def test_the_shipped_sets_have_no_fault(graph: Graph) -> None:
    sets = files_at([shipped("mappings")])
    report = check(sets, graph)
    assert [str(fault) for fault in report.faults] == []
    assert len(report.sets) == len(sets)


@pytest.mark.parametrize(
    ("row", "rule", "column", "reason"),
    [
        ("nope:a close eqf:6", "unknown-prefix", "subject_id", "the prefix 'nope'"),
        ("isco:C9999 close ex:a", "missing-end", "subject_id", "isco:C9999 is not in the graph"),
        ("ex:a close eqf:66", "missing-end", "object_id", "Correct the code"),
        ("ex:a close ex:a", "maps-to-itself", "predicate_id", "a thing to itself"),
        ("kqid:nqf/2016/level/5 exact eqf:4", "levels-equal", "predicate_id", "never the same"),
        ("isced-f:0613 exact isced-f:061", "hierarchy", "predicate_id", "above itself"),
        ("isced-f:06 broad isced-f:0613", "hierarchy", "predicate_id", "isced-f:061"),
        ("isced-f:0613 narrow isced-f:06", "hierarchy", "predicate_id", "above itself"),
    ],
)
def test_one_row_is_wrong(row: str, rule: str, column: str, reason: str, checked: Checked) -> None:
    fault = only(checked(row))
    assert (fault.rule, fault.where.column, fault.where.row) == (rule, column, FIRST)
    assert fault.severity is Severity.ERROR
    assert reason in fault.reason


def test_what_is_not_loaded_is_counted_and_not_faulted(checked: Checked) -> None:
    header = HEADER + "#  onet: https://www.onetonline.org/link/summary/\n"
    report = checked("onet:1 close isco:C2512", "onet:2 close isco:C2513", header=header)
    assert report.faults == ()
    assert report.unchecked == {"https://www.onetonline.org/link/summary/": 2}


def test_a_label_of_another_thing_is_a_warning(checked: Checked) -> None:
    fault = only(checked("ex:a close isco:C2512 Cooks", columns="\tobject_label"))
    assert (fault.rule, fault.severity) == ("label-differs", Severity.WARNING)
    assert "Software developers" in fault.reason


@pytest.mark.parametrize(
    ("first", "second"),
    [("exact", "close"), ("broad", "narrow"), ("exact", "related"), ("close", "broad")],
)
def test_two_relations_for_one_pair_clash(first: str, second: str, checked: Checked) -> None:
    fault = only_clash(checked(f"ex:a {first} ex:b", f"ex:a {second} ex:b"))
    assert fault.where.row == FIRST + 1
    assert f"row {FIRST}" in fault.reason


def only_clash(report: Report) -> Fault:
    """The clash; where two relations put a thing above itself, that is said as well."""
    [fault] = [fault for fault in report.faults if fault.rule == "clash"]
    assert fault.severity is Severity.ERROR
    return fault


def test_broader_one_way_and_narrower_the_other_is_the_same_statement(checked: Checked) -> None:
    assert checked("ex:a broad ex:b", "ex:b narrow ex:a").faults == ()


def test_sources_may_differ_about_a_pair(checked: Checked) -> None:
    header = (
        f"{HEADER}#  dcterms: http://purl.org/dc/terms/\n#  linkml: https://w3id.org/linkml/\n"
        "#extension_definitions:\n#- slot_name: source\n#  property: dcterms:source\n"
        "#  type_hint: linkml:Uriorcurie\n"
    )
    rows = ("ex:a close ex:b ex:one", "ex:a broad ex:b ex:two")
    [fault] = checked(*rows, columns="\tsource", header=header).faults
    assert (fault.rule, fault.severity) == ("clash", Severity.WARNING)


def test_one_thing_is_not_the_same_as_two_of_a_scheme(checked: Checked) -> None:
    fault = only(checked("ex:a exact isco:C2512", "ex:a exact isco:C2513"))
    assert (fault.rule, fault.where.row) == ("exact-twice", FIRST + 1)
    assert "isco:C2512" in fault.reason


def test_hierarchies_are_compared_across_schemes(checked: Checked) -> None:
    report = checked(
        "ex:whole exact isced-f:0613", "ex:part exact isced-f:06", "ex:part broad ex:whole"
    )
    assert {(fault.rule, fault.where.row) for fault in report.faults} == {
        ("hierarchy", FIRST),
        ("hierarchy", FIRST + 1),
        ("hierarchy", FIRST + 2),
    }


@pytest.mark.parametrize(("stated", "wrong"), [("1:n", False), ("1:1", True), ("n:1", True)])
def test_a_stated_cardinality_is_counted(stated: str, wrong: bool, checked: Checked) -> None:
    rows = [f"ex:a close ex:{target} {stated}" for target in "bc"]
    faults = checked(*rows, columns="\tmapping_cardinality").faults
    assert [fault.rule for fault in faults] == (["cardinality"] * 2 if wrong else [])


def test_a_prefix_of_sssom_keeps_its_meaning(checked: Checked) -> None:
    header = HEADER + "#  semapv: https://example.org/semapv/\n"
    assert "builtin-prefix" in {
        fault.rule for fault in checked("ex:a close ex:b", header=header).faults
    }


def test_a_repeated_row_and_a_wrong_cell_are_listed_together(checked: Checked) -> None:
    report = checked(
        "ex:a close ex:b", "ex:a close ex:b", "ex:c close ex:d 1.5", columns="\tconfidence"
    )
    assert [(fault.rule, fault.where.row) for fault in report.faults] == [
        ("repeated", FIRST + 1),
        ("unreadable", FIRST + 2),
    ]


def test_a_set_that_cannot_be_read_is_a_fault_beside_those_of_others(
    tmp_path: Path, graph: Graph
) -> None:
    (tmp_path / "a.sssom.tsv").write_text("#curie_map: 7\nsubject_id\n", encoding="utf-8")
    (tmp_path / "b.sssom.tsv").write_text(
        f"{HEADER}{COLUMNS}\nx:a\tskos:closeMatch\tex:b\t{CURATED}\n", encoding="utf-8"
    )
    report = check(files_at([tmp_path]), graph)
    assert [fault.rule for fault in report.faults] == ["unreadable", "unknown-prefix"]


def test_without_a_graph_rows_are_checked_against_each_other(tmp_path: Path) -> None:
    path = tmp_path / "mine.sssom.tsv"
    rows = "".join(f"ex:a\tskos:{one}Match\tisco:C9999\t{CURATED}\n" for one in ("exact", "broad"))
    path.write_text(f"{HEADER}{COLUMNS}\n{rows}", encoding="utf-8")
    report = check(files_at([path]), None)
    assert report.snapshot == ""
    assert {fault.rule for fault in report.faults} == {"clash", "hierarchy"}


def test_with_esco_loaded_every_end_of_the_shipped_sets_is_there(escos: Snapshot) -> None:
    with OpenSnapshot.of(escos) as opened:
        report = check(files_at([shipped("mappings")]), opened.on())
    assert report.errors == 0
    assert set(report.unchecked) == {"https://www.onetonline.org/link/summary/"}
