"""WorldSkills Shanghai 2026: skills, weighted sections, and where its references disagree."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, KQ, RDF, SKOS, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.log import Log
from kgqual.sources.shipped import shipped_sources

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]
TABLES = shipped("ontology") / "tables" / "worldskills" / "2026"

SKILLS = "competition,number,title_en\n2030,05,Welding\n"
COMPETITIONS = "id,title_en\n2030,WorldSkills 2030\n"


@pytest.fixture(scope="module")
def shanghai(read_source: ReadSource) -> tuple[set[Triple], Log]:
    """What kgqual ships of WorldSkills Shanghai 2026."""
    triples, log = read_source("worldskills", TABLES)
    assert log.problems == []
    return triples, log


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder with a competition and one skill, to which a test adds a table."""
    (tmp_path / "competitions.csv").write_text(COMPETITIONS, "utf-8")
    (tmp_path / "skills.csv").write_text(SKILLS, "utf-8")
    return tmp_path


def test_has_64_skills_and_458_sections(shanghai: tuple[set[Triple], Log]) -> None:
    triples, _ = shanghai
    of_class = {
        kind: sum(t.object == kind for t in triples)
        for kind in (KQ.WorldSkillsSkill, KQ.WorldSkillsOccupationalStandard, KQ.WorldSkillsSection)
    }
    assert list(of_class.values()) == [64, 64, 458]
    sections = [t for t in triples if t.predicate == KQ.hasSection]
    assert len(sections) == len({t.object for t in sections}) == 458


def test_a_skill_is_a_numbered_concept_with_its_standard(
    shanghai: tuple[set[Triple], Log],
) -> None:
    triples, _ = shanghai
    skill = thing("worldskills", "2026", "17")
    expected = {
        Triple(skill, RDF.type, KQ.WorldSkillsSkill),
        Triple(skill, SKOS.prefLabel, Literal("Web Technologies", language="en")),
        Triple(skill, SKOS.notation, Literal("17")),
        Triple(skill, KQ.skillNumber, Literal("17")),
        Triple(skill, KQ.competition, thing("worldskills", "2026")),
        Triple(skill, KQ.occupationalStandard, thing("worldskills", "2026", "17", "standard")),
        Triple(skill, KQ.ageLimit, Literal("22", datatype=XSD.integer)),
        Triple(skill, KQ.lastUpdated, Literal("2026-06-23", datatype=XSD.date)),
        Triple(skill, DCTERMS.source, thing("document", "wsc2026-td17")),
    }
    assert expected <= triples


def test_a_section_has_its_number_weight_and_source(shanghai: tuple[set[Triple], Log]) -> None:
    triples, _ = shanghai
    section = thing("worldskills", "2026", "17", "section", "3")
    expected = {
        Triple(thing("worldskills", "2026", "17"), KQ.hasSection, section),
        Triple(section, RDF.type, KQ.WorldSkillsSection),
        Triple(section, SKOS.prefLabel, Literal("Design implementation", language="en")),
        Triple(section, KQ.sectionNumber, Literal("3", datatype=XSD.integer)),
        Triple(section, KQ.weight, Literal("25", datatype=XSD.decimal)),
        Triple(section, KQ.locator, Literal("§2.2")),
    }
    assert expected <= triples


def test_the_weights_of_every_skill_but_53_add_up_to_100(
    shanghai: tuple[set[Triple], Log], ask: Ask
) -> None:
    triples, log = shanghai
    sums: dict[str, Decimal] = defaultdict(Decimal)
    query = """SELECT ?skill ?section ?weight {
        [] kq:skillNumber ?skill ; kq:hasSection ?section . ?section kq:weight ?weight }"""
    for skill, _, weight in ask(triples, query):
        sums[skill] += Decimal(weight)
    assert set(sums) == {f"{n:02}" for n in range(1, 65)} - {"53"}
    assert set(sums.values()) == {Decimal(100)}
    assert [(f.rule, f.count, f.examples) for f in log.findings.values()] == [
        ("skills without the weight of every section", 1, ["2026/53"])
    ]


def test_the_missing_weights_are_listed_as_a_gap() -> None:
    [source] = [s for s in shipped_sources() if s.name == "worldskills@2026"]
    assert "worldskills-2026-53-weights" in {gap.name for gap in source.gaps}


def test_titles_weights_and_dates_are_those_of_the_files_given(
    shanghai: tuple[set[Triple], Log], ask: Ask, shared_data: Path
) -> None:
    with (shared_data / "worldskills" / "worldskills_2026_wsos_sections.csv").open() as file:
        given = {
            (
                row["skill"],
                row["section"],
                row["title_en"].replace("non- ", "non-"),
                Decimal(row["weight_pct"]) if row["weight_pct"] else None,
            )
            for row in csv.DictReader(file)
        }
    query = """SELECT ?skill ?number ?title ?weight {
        [] kq:hasSection ?s ; kq:skillNumber ?skill .
        ?s kq:sectionNumber ?number ; skos:prefLabel ?title . OPTIONAL { ?s kq:weight ?weight } }"""
    found = {(*row[:3], Decimal(row[3]) if row[3] else None) for row in ask(shanghai[0], query)}
    assert found == given


ISCO_DISAGREEMENTS = {
    ("01", "3115", "7233"),
    ("13", "7232", "7231"),
    ("19", "7411", "3119"),
    ("37", "6113", "3434"),
    ("47", "3434", "7512"),
    ("54", "2529", "3512"),
    ("61", "8211", "3115"),
    ("62", "3119", "2149"),
}


def test_eight_isco_groups_that_differ_from_escos_are_conflicts(
    shanghai: tuple[set[Triple], Log], ask: Ask
) -> None:
    query = """SELECT ?number ?stated ?of_esco ?where {
        ?conflict a kq:ClaimConflict ; kq:about/kq:skillNumber ?number ;
            kq:conflictingClaim ?a , ?b .
        ?a rdf:subject/kq:skillNumber ?number ; rdf:predicate skos:closeMatch ; rdf:object ?stated ;
            kq:locator ?where .
        ?b rdf:predicate skos:broader ; rdf:object ?of_esco ;
            dcterms:source <https://w3id.org/kgqual/id/document/esco-1.1.1> .
        FILTER(STRSTARTS(STR(?stated), "http://data.europa.eu/esco/isco/C")) }"""
    rows = ask(shanghai[0], query)
    assert {(n, a.removeprefix("isco:C"), b.removeprefix("isco:C")) for n, a, b, _ in rows} == (
        ISCO_DISAGREEMENTS
    )
    assert {where for *_, where in rows} == {"§13.2"}


def test_the_cook_cited_for_landscape_gardening_is_kept_and_flagged(
    shanghai: tuple[set[Triple], Log],
) -> None:
    triples, _ = shanghai
    claim = thing("claim", "worldskills-2026-37-esco")
    chef = NamedNode("http://data.europa.eu/esco/occupation/1009be17-7efd-45f1-a033-566bf179c588")
    conflict = thing("conflict", "worldskills-2026-37-isco")
    assert Triple(claim, RDF.object, chef) in triples
    assert Triple(conflict, KQ.conflictingClaim, claim) in triples


@pytest.mark.parametrize(
    ("file", "scheme", "rows"),
    [("esco", "ESCO", 55), ("isco", "ISCO-08", 66), ("onet", "O*NET-SOC", 62)],
)
def test_official_alignments_are_close_matches_of_official_strength(
    read_source: ReadSource, ask: Ask, shared_data: Path, file: str, scheme: str, rows: int
) -> None:
    path = shipped("mappings") / f"worldskills-{file}.sssom.tsv"
    triples, log = read_source("sssom", path)
    assert (log.problems, log.kept) == ([], rows)
    found = ask(
        triples,
        """SELECT ?skill ?what ?object ?strength ?locator ?source {
        ?m a sssom:Mapping ; owl:annotatedSource ?skill ; owl:annotatedProperty ?what ;
            owl:annotatedTarget ?object ; kq:strength ?strength ; kq:locator ?locator ;
            dcterms:source ?source }""",
    )
    with (shared_data / "worldskills" / "worldskills_2026_official_alignments.csv").open() as table:
        given = {
            (r["skill"], r["target"].rpartition("/")[2])
            for r in csv.DictReader(table)
            if r["target_scheme"] == scheme
        }
    local = {"esco": "esco-occupation:", "isco": "isco:C", "onet": "onet:"}[file]
    pairs = {
        (skill.rpartition("/")[2], object_.removeprefix(local)) for skill, _, object_, *_ in found
    }
    assert pairs == given
    assert {row[1] for row in found} == {"skos:closeMatch"}
    assert {(row[3], row[4]) for row in found} == {("kqid:strength/official", "§13.2")}
    assert all(row[5] == f"kqid:document/wsc2026-td{row[0].rpartition('/')[2]}" for row in found)


def test_a_section_of_an_unknown_skill_is_refused(tables: Path, read_source: ReadSource) -> None:
    (tables / "sections.csv").write_text(
        "competition,skill,section,title_en,weight\n2030,06,1,Setup,100\n"
    )
    _, log = read_source("worldskills", tables)
    assert [str(p) for p in log.problems] == [
        "sections.csv, row 2: belongs to 2030, 06, which is not in the skills table."
    ]


def test_weights_that_do_not_add_up_are_a_finding(tables: Path, read_source: ReadSource) -> None:
    text = "competition,skill,section,title_en,weight\n2030,05,1,Setup,40\n2030,05,2,Joints,50.5\n"
    (tables / "sections.csv").write_text(text)
    _, log = read_source("worldskills", tables)
    [finding] = log.findings.values()
    assert (finding.rule, finding.examples) == (
        "skills whose section weights do not add up to 100",
        ["2030/05: 90.5"],
    )


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("2030,5x,1,Setup,100", "skill", "is not a skill number such as 17 or 05."),
        ("2030,05,first,Setup,100", "section", "is not a whole number such as 3."),
        ("2030,05,1,Setup,half", "weight", "is not a percentage such as 12.5."),
    ],
)
def test_a_malformed_cell_is_refused_with_its_place(
    tables: Path, read_source: ReadSource, row: str, column: str, reason: str
) -> None:
    (tables / "sections.csv").write_text(f"competition,skill,section,title_en,weight\n{row}\n")
    _, log = read_source("worldskills", tables)
    assert [(p.where.file, p.where.row, p.where.column) for p in log.problems] == [
        ("sections.csv", 2, column)
    ]
    assert log.problems[0].reason.endswith(reason)


def test_statements_belong_to_their_section(read_source: ReadSource) -> None:
    example = shipped("ontology").parent / "examples" / "templates" / "worldskills"
    triples, log = read_source("worldskills", example)
    section = thing("worldskills", "2026", "17", "section", "1")
    statement = thing("worldskills", "2026", "17", "section", "1", "statement", "2")
    assert log.problems == []
    assert Triple(section, KQ.hasStatement, statement) in triples
    assert Triple(statement, KQ.statementKind, Literal("ability")) in triples
