"""The national classifier of occupations: main groups, counts as claims, the full template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, ISCO, KQ, RDF, SKOS, SSSOM, XSD, thing
from kgqual.sources.kinds.nco import IMPORTER
from kgqual.sources.log import Log
from kgqual.sources.shipped import shipped_sources

ReadSource = Callable[..., tuple[set[Triple], Log]]
HEADER = "code,title_ru,skill_level,isco,isco_relation,definition_ru\n"


@pytest.fixture(scope="module")
def edition() -> set[Triple]:
    """What kgqual ships of the edition of 2017."""
    [source] = [source for source in shipped_sources() if source.name == "nco@2017"]
    assert not source.complete
    assert {gap.name for gap in source.gaps} >= {"nco-2017-groups"}
    log = Log()
    triples = set(IMPORTER.triples(source, log))
    assert (log.refused, log.findings) == (0, {})
    return triples


def group(code: str) -> NamedNode:
    return thing("nco", "2017", code)


def count(triples: set[Triple], of: NamedNode, depth: int) -> list[str]:
    """Return how many groups of a depth are claimed to be in a group or the classifier."""
    deep = Literal(str(depth), datatype=XSD.integer)
    claims = {t.subject for t in triples if t.predicate == RDF.subject and t.object == of}
    at_depth = {c for c in claims if Triple(c, KQ.groupDepth, deep) in triples}
    stated = [t.object for t in triples if t.subject in at_depth and t.predicate == RDF.object]
    return [number.value for number in stated if isinstance(number, Literal)]


def test_has_the_main_groups_and_no_others(edition: set[Triple]) -> None:
    found = {t.subject for t in edition if t.object == KQ.OccupationGroup}
    assert found == {group(code) for code in "123456789X"}


def test_the_printed_cyrillic_letter_finds_the_group_but_is_not_its_code(
    edition: set[Triple],
) -> None:
    assert Triple(group("X"), SKOS.notation, Literal("X")) in edition
    assert Triple(group("X"), SKOS.hiddenLabel, Literal("\u0425")) in edition


def test_totals_and_counts_in_groups_are_claims(edition: set[Triple]) -> None:
    whole = thing("nco", "2017")
    assert [count(edition, whole, depth) for depth in (2, 3, 4, 5)] == [
        ["41"],
        ["141"],
        ["444"],
        ["1274"],
    ]
    assert count(edition, group("2"), 5) == ["368"]
    assert count(edition, group("X"), 2) == []


def test_counts_cite_the_classifier(edition: set[Triple]) -> None:
    claims = {t.subject for t in edition if t.object == KQ.Claim}
    sources = {t.object for t in edition if t.subject in claims and t.predicate == DCTERMS.source}
    assert len(claims) == 42
    assert sources == {thing("document", "nk-rk-01-2017")}


def test_skill_levels_are_concepts_of_the_edition(edition: set[Triple]) -> None:
    level = thing("nco", "2017", "skill-level", "4")
    assert Triple(group("2"), KQ.skillLevel, level) in edition
    assert Triple(level, SKOS.inScheme, thing("nco", "2017", "skill-level")) in edition
    without = {group("1"), group("X")}
    assert not any(t.subject in without and t.predicate == KQ.skillLevel for t in edition)


def test_reads_a_filled_table(read_source: ReadSource, tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(
        HEADER
        + "4,Служащие,2,,,\n41,,,,,\n411,,,,,\n4110,Офисные служащие,,4110,exact,Ведут записи\n"
        + "4110-9,Другие,,,,\n",
        encoding="utf-8",
    )
    triples, log = read_source("nco", table)
    assert (log.refused, log.findings) == (0, {})
    leaf, unit = thing("nco", "test", "4110-9"), thing("nco", "test", "4110")
    assert Triple(leaf, SKOS.broader, unit) in triples
    assert Triple(unit, SKOS.exactMatch, ISCO["C4110"]) in triples
    assert Triple(unit, SKOS.definition, Literal("Ведут записи", language="ru")) in triples
    assert sum(t.object == SSSOM.Mapping for t in triples) == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("\u0425,Другие,,,,", "column code: '\u0425' is not one to four digits"),
        ("251234,Другие,,,,", "column code: '251234' is not one to four digits"),
        ("2,Другие,5,,,", "column skill_level: '5' is not a skill level from 1 to 4."),
        ("2,Другие,,9999,,", "column isco: '9999' is not a group of ISCO-08."),
    ],
)
def test_refuses(read_source: ReadSource, tmp_path: Path, row: str, problem: str) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(HEADER + row + "\n", encoding="utf-8")
    _, log = read_source("nco", table)
    [found] = [str(p) for p in log.problems]
    assert found.startswith(f"groups.csv, row 2, {problem}")


def test_refuses_a_group_given_twice(read_source: ReadSource, tmp_path: Path) -> None:
    table = tmp_path / "groups.csv"
    table.write_text(HEADER + "2,Первые,,,,\n2,Вторые,,,,\n", encoding="utf-8")
    _, log = read_source("nco", table)
    assert [str(p) for p in log.problems] == [
        "groups.csv, row 3: repeats code '2' of groups.csv, row 2; keep one of the two."
    ]
