"""Vocational education: codes and their parts, dirty codes, titles that sources dispute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.codes.tvet import QualificationCode
from kgqual.namespaces import DCTERMS, ELM, ISCED_F, KQ, RDF, SKOS, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.tvet import QUALIFICATIONS, SPECIALITIES
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables" / "tvet" / "2018-partial"


def speciality(code: str) -> NamedNode:
    return thing("tvet", "speciality", code)


def qualification(code: str) -> NamedNode:
    return thing("tvet", "qualification", code)


@pytest.fixture
def known(read_source: ReadSource) -> set[Triple]:
    triples, log = read_source("tvet", TABLES)
    assert log.refused == 0
    return triples


def test_has_the_part_of_the_classifier_that_was_found(known: set[Triple]) -> None:
    assert sum(t.object == KQ.Speciality for t in known) == 81
    assert sum(t.object == KQ.TvetQualification for t in known) == 49


def test_the_code_of_a_qualification_tells_its_parts(known: set[Triple]) -> None:
    developer = qualification("4S06130103")
    assert Triple(developer, RDF.type, ELM.Qualification) in known
    assert Triple(developer, KQ.speciality, speciality("06130100")) in known
    assert Triple(developer, KQ.codePrefix, thing("prefix", "4S")) in known
    assert Triple(developer, KQ.sequenceNumber, Literal("03")) in known


def test_every_speciality_falls_under_a_study_field(known: set[Triple]) -> None:
    fields = {t.subject: t.object for t in known if t.predicate == KQ.studyField}
    assert len(fields) == 81
    assert fields[speciality("06130100")] == ISCED_F["0613"]


def test_a_prefix_is_no_statement_of_a_level(known: set[Triple]) -> None:
    assert not any(t.predicate == ELM.NQFLevel for t in known)


def test_both_titles_of_a_code_are_kept_with_their_sources(known: set[Triple]) -> None:
    radio = speciality("07140900")
    titles = {
        "Радиотехника, электроника и телекоммуникации": SKOS.prefLabel,
        "Радиоэлектроника, электроника и телекоммуникации": SKOS.altLabel,
    }
    conflicts = {t.subject for t in known if t.predicate == KQ.about and t.object == radio}
    claims = {t.object for t in known if t.subject in conflicts}
    for title, role in titles.items():
        literal = Literal(title, language="ru")
        assert Triple(radio, role, literal) in known
        [claim] = {t.subject for t in known if t.predicate == RDF.object and t.object == literal}
        assert claim in claims
        assert Triple(claim, RDF.predicate, SKOS.prefLabel) in known
        assert any(t.subject == claim and t.predicate == DCTERMS.source for t in known)


def test_says_what_the_sources_leave_open(read_source: ReadSource) -> None:
    _, log = read_source("tvet", TABLES)
    counts = {rule.partition(":")[0]: finding.count for rule, finding in log.findings.items()}
    assert counts == {
        "sources give different titles for one code": 7,
        "one title stands under two codes": 2,
        "the speciality of a qualification is not known": 4,
    }


def test_reads_the_same_in_any_order_of_rows(
    read_source: ReadSource, known: set[Triple], tmp_path: Path
) -> None:
    for table in TABLES.glob("*.csv"):
        header, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / table.name).write_text(header + "".join(reversed(rows)), encoding="utf-8")
    triples, _ = read_source("tvet", tmp_path)
    assert triples == known


DIRTY_SPECIALITIES = {
    "4120100": "A leading zero is lost: perhaps 04120100 is meant.",
    "1304000": "It is a code of an older classifier;",
    "010107 3": "It is a code of an older classifier;",
    "061301": "It is cut short: 2 of 8 digits are missing",
    "061301000": "It has 9 digits instead of 8. A digit is typed twice: perhaps 06130100 is meant.",
    "4S06130103": "It is the code of a qualification, not of a speciality. "
    "Its speciality is 06130100.",
    "0613 0100": "It contains a space. Perhaps 06130100 is meant.",
}
DIRTY_QUALIFICATIONS = {
    "3W061301102": "It has 9 digits after 3W instead of 8. A digit is typed twice: "
    "perhaps 3W06130102 is meant.",
    "4S120100": "It is cut short: 2 of 8 digits are missing after 4S and cannot be told from the "
    "rest. Perhaps a qualification of the speciality 04120100 is meant.",
    "4S6130103": "A leading zero is lost: perhaps 4S06130103 is meant.",
    "1304000": "It is a code of an older classifier;",
    "06130103": "The prefix is missing: 3W, 4S or 5AB.",
    "4С06130103": "It contains the Cyrillic letter С; type the Latin one. "
    "Perhaps 4S06130103 is meant.",
    "5АВ01120101": "It contains the Cyrillic letter А; type the Latin one. "
    "Perhaps 5AB01120101 is meant.",
    "8D06130103": "It must begin with 3W, 4S or 5AB.",
}
DIRTY = [
    *(("specialities", code, reason) for code, reason in DIRTY_SPECIALITIES.items()),
    *(("qualifications", code, reason) for code, reason in DIRTY_QUALIFICATIONS.items()),
]


@pytest.mark.parametrize(("table", "code", "reason"), DIRTY)
def test_refuses_a_dirty_code_and_says_what_was_meant(
    read_source: ReadSource, tmp_path: Path, table: str, code: str, reason: str
) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(f"code,title_ru\n{code},Название\n", encoding="utf-8")
    triples, log = read_source("tvet", path)
    [problem] = [str(p) for p in log.problems]
    assert problem.startswith(f"{table}.csv, row 2, column code: '{code}' is not ")
    assert reason in problem
    assert not any(t.predicate == SKOS.notation for t in triples), "a correction is never applied"


def test_refuses_a_level_that_contradicts_the_prefix(
    read_source: ReadSource, tmp_path: Path
) -> None:
    path = tmp_path / "qualifications.csv"
    path.write_text("code,nqf_level\n4S06130103,3\n5AB01120101,5\n", encoding="utf-8")
    triples, log = read_source("tvet", path)
    assert [str(p) for p in log.problems] == [
        "qualifications.csv, row 2, column nqf_level: level 3 does not agree with the code "
        "4S06130103: the prefix 4S is for level 4."
    ]
    level = thing("nqf", "2016", "level", "5")
    assert Triple(qualification("5AB01120101"), ELM.NQFLevel, level) in triples


def test_a_speciality_that_is_shipped_need_not_be_in_the_file(
    read_source: ReadSource, tmp_path: Path
) -> None:
    path = tmp_path / "qualifications.csv"
    path.write_text("code,title_ru\n4S06130103,Разработчик\n", encoding="utf-8")
    _, log = read_source("tvet", path)
    assert (log.refused, log.findings) == (0, {})


def test_refuses_a_code_given_twice(read_source: ReadSource, tmp_path: Path) -> None:
    path = tmp_path / "specialities.csv"
    path.write_text("code,title_ru\n06130100,Одно\n06130100,Другое\n", encoding="utf-8")
    _, log = read_source("tvet", path)
    assert [str(p) for p in log.problems] == [
        "specialities.csv, row 3: repeats code '06130100' of specialities.csv, row 2; "
        "keep one of the two."
    ]


def test_reads_a_workbook_but_no_codes_that_are_numbers(
    read_source: ReadSource, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.create_sheet("specialities", 0)
    for row in (
        ("code", "title_ru"),
        ("06130100", "Программное обеспечение"),
        (4120100, "Банковское дело"),
    ):
        sheet.append(row)
    path = tmp_path / "tvet.xlsx"
    book.save(path)
    triples, log = read_source("tvet", path)
    assert Triple(speciality("06130100"), SKOS.notation, Literal("06130100")) in triples
    [problem] = [str(p) for p in log.problems]
    assert problem.startswith("tvet.xlsx, sheet specialities, row 3, column code: 4120100 is")
    assert "leading zeros are lost; format the column as text" in problem


DIGITS = st.text("0123456789", min_size=8, max_size=8)


@given(st.sampled_from(["3W", "4S", "5AB"]), DIGITS)
def test_a_qualification_code_is_put_together_from_its_parts(prefix: str, digits: str) -> None:
    code = prefix + digits
    assert QUALIFICATIONS.by_name["code"].fault(code) is None
    parts = QualificationCode.of(code)
    assert parts.prefix + parts.speciality[:6] + parts.number == code
    assert SPECIALITIES.by_name["code"].fault(parts.speciality) is None


@given(st.text("0123456789WSABСВ ", max_size=12))
def test_whatever_is_refused_is_explained(code: str) -> None:
    column = QUALIFICATIONS.by_name["code"]
    fault = column.fault(code)
    assume(fault)
    assert fault
    assert fault.startswith(repr(code))
    assert fault.endswith((".", "4S06130103."))
