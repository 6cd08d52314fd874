"""The example queries: each runs, says what it does, and answers what its sources say."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kgqual.namespaces import compact, prefixes
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.interface import AnswerKind
from kgqual.store.snapshot import Snapshots
from kgqual.versions import as_of

EXAMPLES = Path(__file__).parents[2] / "examples"
QUERIES = sorted(EXAMPLES.glob("*.rq"))
Row = dict[str, str]

SECTIONS = ("en:", "ru:", "kk:", "", "Topic:", "Answers:", "For:", "Sources:", "Cannot know:")
"""What the comment block of a query must hold, in this order."""

SECONDS = 1.0
"""CPU time that a query may take."""

# One answer a line, as far as it was looked up by hand in the source itself: the report of the
# ETF, the European vocabularies, the technical descriptions, the acts, the classifiers.
FACTS: dict[str, list[Row]] = {
    "01-foreign-level-to-nqf": [
        {"route": "EQF", "step": "1", "from": "DQR Level 6", "to": "EQF level 6",
         "strength": "official", "source": "kqid:document/eu-vocabularies-qdr"},
        {"route": "EQF", "step": "2", "from": "NQF level 6", "to": "EQF level 6",
         "strength": "unverified", "locator": "§8.1", "standing": "a lead only"},
        {"route": "QF-EHEA", "step": "2", "from": "QF-EHEA first cycle", "to": "EQF level 6",
         "strength": "official", "source": "kqid:document/nuffic-netherlands-levels"},
        {"route": "QF-EHEA", "step": "3", "from": "NQF level 6", "to": "QF-EHEA first cycle",
         "strength": "editorial", "weakest": "editorial", "standing": "an argument, editorial"},
    ],
    "02-code-prefixes": [
        {"prefix": "3W", "award": "qualified worker", "level": "NQF level 3", "locator": "§7.2"},
        {"prefix": "5AB", "award": "applied bachelor", "level": "NQF level 5",
         "source": "kqid:document/etf-2025-nqf-kazakhstan", "strength": "published"},
        {"prefix": "7R", "award": "residency", "strength": "editorial",
         "source": "kqid:document/he-dictionary-2020", "areas": "1"},
    ],
    "03-vocational-to-higher-education": [
        {"speciality": "06130100", "field": "0613", "group": "B057", "groupField": "0610",
         "name": "Информационные технологии", "level": "NQF level 6"},
        {"group": "B058", "groupField": "0612", "name": "Информационная безопасность",
         "closeness": "same narrow field"},
    ],
    "04-worldskills-to-occupations": [
        {"number": "17", "system": "ISCO-08", "occupation": "isco:C2513", "locator": "§13.2",
         "titleRu": "Разработчики Web и мультимедийных приложений"},
        {"number": "17", "system": "ESCO",
         "occupation": "esco-occupation:c40a2919-48a9-40ea-b506-1f34f693496d"},
        {"number": "10", "skill": "Welding", "occupation": "isco:C7212",
         "titleRu": "Сварщики и газорезчики", "strength": "official"},
    ],
    "05-worldskills-disagreements": [
        {"number": "37", "skill": "Landscape Gardening", "stated": "6113", "ofEsco": "3434",
         "occupation": "esco-occupation:1009be17-7efd-45f1-a033-566bf179c588"},
        {"number": "47", "skill": "Bakery", "stated": "3434", "ofEsco": "7512"},
        {"number": "54", "skill": "Cyber Security", "stated": "2529", "ofEsco": "3512"},
    ],
    "06-levels-at-an-eqf-level": [
        {"country": "Ireland", "level": "7", "strength": "published", "locator": "table 1"},
        {"country": "Ireland", "level": "8", "source": "kqid:document/qccb-leaflet"},
        {"country": "Iceland", "level": "5.1", "strength": "official"},
        {"country": "Germany", "level": "6", "strength": "official"},
        {"country": "Kazakhstan", "level": "6", "strength": "unverified"},
    ],
    "07-contradictions": [
        {"property": "kq:mandatoryProfessions", "value": "135", "locator": "§6.1",
         "conflict": "For how many professions recognition is mandatory"},
        {"property": "kq:mandatoryProfessions", "value": "141", "locator": "§7.4",
         "conflict": "For how many professions recognition is mandatory"},
        {"property": "kq:memberSince", "value": "2015",
         "source": "kqid:document/etf-2025-nqf-kazakhstan"},
        {"property": "kq:memberSince", "value": "2014",
         "source": "kqid:document/wsi-2026-01-06-kazakhstan"},
    ],
    "08-who-recognises": [
        {"body": "Ministry of Science and Higher Education", "number": "268",
         "date": "2023-06-12", "status": "in-force"},
        {"body": "Ministry of Education", "number": "230", "date": "2023-07-28"},
        {"procedure": "Voluntary recognition of professional qualifications",
         "number": "14-VIII", "date": "2023-07-04"},
    ],
    "09-agreements-with-a-country": [
        {"with": "Ukraine", "signed": "2001-09-26", "from": "2007-06-04", "status": "in-force"},
        {"with": "China", "signed": "2006-12-20"},
        {"with": "Kyrgyzstan", "status": "draft", "act": "kqid:act/P2500000963"},
    ],
    "10-credits": [
        {"system": "Academic credit of higher education", "hours": "1800", "ects": "60"},
        {"system": "Credit of technical and vocational education", "hours": "1440", "ects": "",
         "ectsByHoursMin": "48", "ectsByHoursMax": "57.6", "locator": "§6.2"},
    ],
    "11-nqf-and-occupations-classifier": [
        {"nqf": "6", "award": "bachelor", "skillLevel": "2", "group": "4",
         "strength": "informal", "contradicted": "true"},
        {"nqf": "7", "skillLevel": "4", "group": "2", "title": "Специалисты-профессионалы"},
    ],
    "12-label-coverage": [
        {"group": "kqid:tvet", "things": "81", "kazakh": "31", "withoutKazakh": "50"},
        {"group": "isced-f:25831c2", "things": "220", "english": "220"},
    ],
    "13-without-kazakh-name": [
        {"kind": "occupation group", "thing": "kqid:nco/2017/2",
         "russian": "Специалисты-профессионалы"},
        {"kind": "speciality", "thing": "kqid:tvet/speciality/04210100",
         "russian": "Правоведение"},
    ],
    "14-heaviest-worldskills-sections": [
        {"weight": "55", "number": "06", "section": "6",
         "title": "Setting and operating CNC lathes", "turkicSkill": ""},
        {"weight": "40", "number": "17", "title": "Back-end development",
         "turkicSkill": "веб-технологии", "likeness": "unverified"},
    ],
    "15-graphs-and-gaps": [
        {"name": "framework@nqf-2016", "current": "true", "from": "2016-03-16",
         "gap": "The level descriptors of the 2016 framework: their text was not found."},
        {"name": "framework@nqf-2012", "current": "false", "until": "2015"},
        {"name": "tvet@2018-partial", "complete": "false",
         "licence": "https://creativecommons.org/licenses/by/4.0/"},
    ],
    "16-field-of-study": [
        {"field": "0613", "kind": "2 qualification", "level": "4",
         "thing": "kqid:tvet/qualification/4S06130103",
         "title": "Разработчик программного обеспечения"},
        {"field": "0612", "kind": "3 direction", "thing": "kqid:he/direction/6B06-1",
         "title": "Информационная безопасность", "level": "6"},
    ],
    "17-unverified-levels": [
        {"country": "Hungary", "level": "5", "eqf": "5"},
        {"country": "Kazakhstan", "level": "1", "eqf": "1"},
    ],
    "18-more-than-a-lead": [
        {"country": "Germany", "level": "6", "toEqf": "official", "eqf": "6", "cycle": "first",
         "nqf": "6", "weakest": "editorial"},
        {"country": "Ireland", "level": "8", "toEqf": "published", "nqf": "6"},
        {"country": "Iceland", "level": "7", "eqf": "8", "cycle": "third", "nqf": "8"},
    ],
    "19-evaluations-beside-levels": [
        {"country": "Türkiye", "qualification": "Associate degree", "evaluator": "Nuffic",
         "evaluatedAt": "5", "level": "TQF Level 5", "levelStrength": "official"},
        {"country": "Ukraine", "evaluatedAt": "4", "level": "NRK level 3 (Ukraine)",
         "qualification": "Certificate of complete general secondary education (from 2019)"},
    ],
    "20-editions-of-the-framework": [
        {"edition": "kqid:nqf/2012", "status": "repealed", "until": "2015",
         "graph": "kqg:framework/nqf-2012"},
        {"edition": "kqid:nqf/2016", "domain": "skills and abilities", "from": "2016-03-16"},
        {"edition": "kqid:nqf/2024", "domain": "responsibility and autonomy", "status": "draft"},
    ],
    "21-graphs-of-a-day": [
        {"graph": "kqg:framework/nqf-2012", "because": "valid", "issued": "2012-09-28",
         "until": "2015", "current": "false"},
        {"graph": "kqg:isco/08", "because": "published", "issued": "2008", "current": "true"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def store(served_data: Path) -> Iterator[EmbeddedStore]:
    opened = Snapshots(served_data).current().open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def answers(store: EmbeddedStore) -> dict[str, list[Row]]:
    """Name of a query → its rows, as a person reads them: CURIEs, and "" for what is unbound."""
    return {path.stem: _rows(store, text(path)) for path in QUERIES}


def _rows(store: EmbeddedStore, query: str) -> list[Row]:
    answer = store.query(query)
    assert answer.kind is AnswerKind.SOLUTIONS
    return [dict(zip(answer.variables, map(_shown, row), strict=True)) for row in answer.rows()]


def _shown(term: object) -> str:
    value = str(getattr(term, "value", ""))
    return compact(value) if isinstance(term, NamedNode) else value


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def names(paths: list[Path]) -> list[str]:
    return [path.stem for path in paths]


def test_there_are_at_least_twelve_and_each_has_facts() -> None:
    assert len(QUERIES) >= 12
    assert sorted(FACTS) == names(QUERIES)
    assert all(len(facts) >= 2 for facts in FACTS.values())


@pytest.mark.parametrize(
    ("name", "fact"), [(name, fact) for name, facts in FACTS.items() for fact in facts]
)
def test_a_fact_of_the_sources_is_among_the_answers(
    answers: dict[str, list[Row]], name: str, fact: Row
) -> None:
    assert any(fact.items() <= row.items() for row in answers[name])


@pytest.mark.parametrize("path", QUERIES, ids=names(QUERIES))
def test_the_comment_block_says_what_a_reader_must_know(path: Path) -> None:
    block = []
    for line in text(path).splitlines():
        if not line.startswith("#"):
            break
        block.append(line.removeprefix("#").strip())
    found = [next((s for s in SECTIONS if s and line.startswith(s)), line) for line in block]
    positions = [found.index(section) for section in SECTIONS]
    assert positions == sorted(positions)
    assert positions[:4] == [0, 1, 2, 3]
    assert all(
        block[at] != section for at, section in zip(positions, SECTIONS, strict=True) if section
    )


@pytest.mark.parametrize("path", QUERIES, ids=names(QUERIES))
def test_prefixes_are_declared_as_the_one_list_has_them(path: Path) -> None:
    declared = dict(re.findall(r"^PREFIX ([\w-]+): <([^>]+)>$", text(path), re.MULTILINE))
    assert declared.items() <= prefixes().items()
    assert list(declared) == sorted(declared)
    body = text(path).split("SELECT", 1)[1]
    assert [p for p in declared if not re.search(rf"(?<![\w-]){re.escape(p)}:", body)] == []


@pytest.mark.parametrize("path", QUERIES, ids=names(QUERIES))
def test_every_name_of_ours_that_a_query_uses_exists(path: Path, store: EmbeddedStore) -> None:
    body = text(path).split("SELECT", 1)[1]
    terms = {prefixes()["kq"] + name for name in re.findall(r"\bkq:(\w+)", body)}
    things = set(re.findall(r"<(https://w3id\.org/kgqual/[^>]+)>", body))
    asked = "ASK {{ {{ <{0}> ?p ?o }} UNION {{ ?s ?p <{0}> }} }}"
    assert [iri for iri in terms | things if not store.query(asked.format(iri)).boolean()] == []


@pytest.mark.parametrize("path", QUERIES, ids=names(QUERIES))
def test_rows_come_in_a_stated_order_within_a_second(path: Path, store: EmbeddedStore) -> None:
    assert re.search(r"^ORDER BY .+\n\Z", text(path), re.MULTILINE)
    before = time.process_time()
    first = _rows(store, text(path))
    assert time.process_time() - before < SECONDS
    assert first == _rows(store, text(path))


def test_the_readme_lists_every_query_by_its_title() -> None:
    listed = re.findall(
        r"^\| \[(.+\.rq)\]\((.+)\) \| (.+) \|$", text(EXAMPLES / "README.md"), re.MULTILINE
    )
    titles = [text(path).splitlines()[0].removeprefix("# en: ") for path in QUERIES]
    assert listed == [(p.name, p.name, title) for p, title in zip(QUERIES, titles, strict=True)]


def test_the_direct_route_is_never_more_than_a_lead(store: EmbeddedStore) -> None:
    asked = text(EXAMPLES / "01-foreign-level-to-nqf.rq")
    for level in "12345678":
        rows = _rows(store, asked.replace('"DQR" "6"', f'"DQR" "{level}"'))
        direct = [row for row in rows if row["route"] == "EQF"]
        assert {row["standing"] for row in direct} == {"a lead only"}
        assert any(row["route"] == "QF-EHEA" for row in rows) == (level in "678")


def test_a_chain_is_listed_as_more_than_a_lead_only_without_an_unverified_link(
    answers: dict[str, list[Row]],
) -> None:
    links = ("toEqf", "cycleToEqf", "nqfToCycle", "weakest")
    found = {row[link] for row in answers["18-more-than-a-lead"] for link in links}
    assert "unverified" not in found


def test_a_level_with_a_source_is_not_on_the_list_of_unverified_ones(
    answers: dict[str, list[Row]],
) -> None:
    waiting = {row["country"] for row in answers["17-unverified-levels"]}
    assert not waiting & {"Germany", "Greece", "Latvia", "Netherlands"}
    assert "Italy" in waiting  # two of its levels have a source, the others have none


@pytest.mark.parametrize(
    "day", ["2009-01-01", "2013-06-01", "2016-03-16", "2022-06-01", "2026-11-22"]
)
def test_the_graphs_of_a_day_are_those_that_as_of_takes(
    served_data: Path, store: EmbeddedStore, day: str
) -> None:
    asked = text(EXAMPLES / "21-graphs-of-a-day.rq").replace("2013-06-01", day)
    listed = {row["graph"]: row["series"] for row in _rows(store, asked)}
    graphs = Snapshots(served_data).current().manifest.graphs
    taken = {compact(e.iri) for e in as_of(graphs, date.fromisoformat(day)) if e.kind != "catalog"}
    assert taken <= listed.keys()
    assert len(taken) == len(set(listed.values())), "one of each series"


def test_all_eight_disagreements_about_isco_are_shown(answers: dict[str, list[Row]]) -> None:
    numbers = [row["number"] for row in answers["05-worldskills-disagreements"]]
    assert numbers == ["01", "13", "19", "37", "47", "54", "61", "62"]


def test_all_official_alignments_are_shown(answers: dict[str, list[Row]]) -> None:
    assert len(answers["04-worldskills-to-occupations"]) == 183
