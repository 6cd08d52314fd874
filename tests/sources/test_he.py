"""Higher education: areas, provisional directions, programme groups, programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Triple

from kgqual.namespaces import ISCED_F, KQ, SCHEMA, SKOS, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.he.tables import AREAS, GROUPS, PROGRAMMES
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables" / "he" / "2020"
TRUE = Literal(True)


@pytest.fixture
def classifier(read_source: ReadSource) -> set[Triple]:
    triples, log = read_source("he", TABLES)
    assert log.refused == 0
    return triples


def test_has_every_area_direction_and_group(classifier: set[Triple]) -> None:
    kinds = Counter(t.object for t in classifier)
    assert kinds[KQ.StudyArea] == 37
    assert kinds[KQ.StudyDirection] == 172
    assert kinds[KQ.ProgrammeGroup] == 455


def test_hierarchy_is_complete(classifier: set[Triple]) -> None:
    below = {t.subject: t.object for t in classifier if t.predicate == SKOS.broader}
    tops = {t.subject for t in classifier if t.predicate == SKOS.topConceptOf}
    concepts = {t.subject for t in classifier if t.object == SKOS.Concept}
    assert below.keys() | tops == concepts
    assert set(below.values()) < concepts
    assert below[thing("he", "group", "B057")] == thing("he", "direction", "6B06-28")
    assert below[thing("he", "direction", "6B06-28")] == thing("he", "area", "6B06")


def test_areas_name_the_prefix_that_indicates_their_level(classifier: set[Triple]) -> None:
    prefixes = Counter(t.object for t in classifier if t.predicate == KQ.codePrefix)
    assert prefixes == {
        thing("prefix", "6B"): 12,
        thing("prefix", "7M"): 12,
        thing("prefix", "7R"): 1,
        thing("prefix", "8D"): 12,
    }


def test_directions_without_a_national_code_are_provisional(classifier: set[Triple]) -> None:
    directions = {t.subject for t in classifier if t.object == KQ.StudyDirection}
    assert directions == {t.subject for t in classifier if t.predicate == KQ.provisional}
    assert not any(t.subject in directions and t.predicate == SKOS.notation for t in classifier)


def test_links_study_fields_only_where_the_code_is_one(read_source: ReadSource) -> None:
    triples, log = read_source("he", TABLES)
    fields = {t.subject: t.object for t in triples if t.predicate == KQ.studyField}
    assert fields[thing("he", "group", "B057")] == ISCED_F["0610"]
    assert thing("he", "group", "B049") not in fields, "the dictionary gives it 0420"
    [finding] = log.findings.values()
    assert finding.count == 16


def test_titles_are_kazakh_and_russian_and_sometimes_english(classifier: set[Triple]) -> None:
    concepts = {t.subject for t in classifier if t.object == SKOS.Concept}
    languages = Counter(
        t.object.language
        for t in classifier
        if isinstance(t.object, Literal) and t.predicate == SKOS.prefLabel and t.subject in concepts
    )
    assert languages == {"kk": 664, "ru": 664, "en": 46}


@pytest.mark.parametrize(
    ("table", "code", "reason"),
    [
        ("areas", "6В01", "It contains the Cyrillic letter В; type the Latin one. Perhaps 6B01"),
        ("areas", "8Д04", "It contains the Cyrillic letter Д; type the Latin one. Perhaps 8D04"),
        ("areas", "7m01", "Letters in codes are capitals. Perhaps 7M01 is meant."),
        ("areas", "6B1", "'6B1' is not a digit 6 to 8, a Latin letter and two digits"),
    ],
)
def test_refuses_a_bad_code_and_says_what_was_meant(
    read_source: ReadSource, tmp_path: Path, table: str, code: str, reason: str
) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(f"code,title_ru\n{code},Название\n", encoding="utf-8")
    triples, log = read_source("he", path)
    [problem] = [str(p) for p in log.problems]
    assert problem.startswith("areas.csv, row 2, column code: ")
    assert reason in problem
    assert not any(t.object == KQ.StudyArea for t in triples), "a correction is never applied"


def test_refuses_a_group_that_belongs_to_another_degree(
    read_source: ReadSource, tmp_path: Path
) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("code,direction\nB057,7M06-83\n", encoding="utf-8")
    _, log = read_source("he", path)
    assert [str(p) for p in log.problems] == [
        "groups.csv, row 2, column direction: '7M06-83' does not agree with the group B057: "
        "groups with B belong to directions with 6B."
    ]


def test_a_direction_with_a_national_code_is_not_provisional(
    read_source: ReadSource, tmp_path: Path
) -> None:
    path = tmp_path / "directions.csv"
    path.write_text("id,title_ru\n6B061,Название\n", encoding="utf-8")
    triples, log = read_source("he", TABLES, path)
    assert log.refused == 0
    direction = thing("he", "direction", "6B061")
    assert Triple(direction, SKOS.notation, Literal("6B061")) in triples
    assert Triple(direction, SKOS.broader, thing("he", "area", "6B06")) in triples
    assert Triple(direction, KQ.provisional, TRUE) not in triples


def test_two_universities_may_use_one_programme_code(
    read_source: ReadSource, tmp_path: Path
) -> None:
    path = tmp_path / "programmes.csv"
    path.write_text(
        "code,institution,group,title_en\n"
        "6B06102,astana-it-university,B057,Software Engineering\n"
        "6B06102,sdu-university,B057,Computer Science\n",
        encoding="utf-8",
    )
    triples, log = read_source("he", TABLES, path)
    assert log.refused == 0
    programmes = {t.subject for t in triples if t.object == KQ.EducationalProgramme}
    assert len(programmes) == 2
    assert {t.object for t in triples if t.predicate == SCHEMA.provider} == {
        thing("organisation", "astana-it-university"),
        thing("organisation", "sdu-university"),
    }
    assert {t.object for t in triples if t.predicate == KQ.studyArea} == {
        thing("he", "area", "6B06")
    }


@given(st.from_regex(r"[678][A-Z][0-9]{2}", fullmatch=True))
def test_every_code_of_the_form_of_an_area_is_accepted(code: str) -> None:
    assert AREAS.by_name["code"].fault(code) is None
    assert PROGRAMMES.by_name["code"].fault(f"{code}101") is None


@given(st.text("BMRDАВ0123456789", min_size=1, max_size=5))
def test_group_codes_are_one_letter_and_three_digits(code: str) -> None:
    good = len(code) == 4 and code[0] in "BMRD" and code[1:].isdigit()
    accepted = GROUPS.by_name["code"].fault(code) is None
    assert accepted == good
