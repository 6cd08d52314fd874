"""Professional standards: a tree from the passport to the knowledge, checked part by part."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, KQ, ORG, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.standard import IMPORTER, TEMPLATE
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]
Example = Callable[..., Path]
Workbook = Callable[..., Path]
EXAMPLES = shipped("examples") / "templates" / "standard"
STANDARD = thing("standard", "EXAMPLE-1")
CARD = thing("standard", "EXAMPLE-1", "card", "EXAMPLE-1")
SKILL = NamedNode(f"{CARD.value}/function/1/skill/1")


@pytest.fixture(scope="module")
def filled(read_source: ReadSource) -> set[Triple]:
    """The filled example."""
    triples, log = read_source("standard", EXAMPLES)
    assert log.problems == []
    return triples


# The passport


def test_a_passport_has_code_activities_council_register_and_validity(
    filled: set[Triple],
) -> None:
    assert {
        Triple(STANDARD, RDF.type, KQ.ProfessionalStandard),
        Triple(STANDARD, KQ.standardCode, Literal("EXAMPLE-1")),
        Triple(STANDARD, SKOS.prefLabel, Literal("Пример стандарта", language="ru")),
        Triple(STANDARD, DCTERMS.subject, thing("oked", "J")),
        Triple(STANDARD, DCTERMS.subject, thing("oked", "62.01")),
        Triple(STANDARD, KQ.sectoralCouncil, thing("organisation", "EXAMPLE-council")),
        Triple(thing("organisation", "EXAMPLE-council"), RDF.type, KQ.SectoralCouncil),
        Triple(thing("organisation", "EXAMPLE-council"), RDF.type, ORG.Organization),
        Triple(STANDARD, KQ.registeredIn, thing("register", "professional-standards")),
        Triple(STANDARD, SCHEMA.validFrom, Literal("2026-01-01", datatype=XSD.date)),
        Triple(STANDARD, SCHEMA.validThrough, Literal("2030-12-31", datatype=XSD.date)),
    } <= filled


def test_an_activity_is_called_by_its_code(filled: set[Triple]) -> None:
    names = {t.object for t in filled if t.subject == thing("oked", "62.01")}
    assert {
        Literal("62.01"),
        Literal("OKED 62.01", language="en"),
        Literal("ОКЭД 62.01", language="ru"),
        Literal("ЭҚЖЖ 62.01", language="kk"),
    } <= names


def test_the_standards_of_2025_are_those_of_the_source(
    filled: set[Triple], ask: Ask, shared_data: Path
) -> None:
    with (shared_data / "kz" / "it_professional_standards_2025.csv").open(encoding="utf-8") as file:
        given = {
            (f"kz-569-2025-{row['n']}", row["title_en_machine"]) for row in csv.DictReader(file)
        }
    found = ask(
        filled,
        """SELECT ?standard ?title { ?standard a kq:ProfessionalStandard ; skos:prefLabel ?title ;
        kq:governedBy <https://w3id.org/kgqual/id/act/order-569-2025> ; kq:strength ?strength }""",
    )
    assert {(iri.removeprefix("kqid:standard/"), title) for iri, title in found} == given
    assert len(given) == 8


def test_what_no_source_states_is_called_an_example(filled: set[Triple]) -> None:
    described = {t.subject for t in filled if t.predicate == RDF.type}
    for kind in (KQ.ProfessionCard, KQ.Profession, KQ.SectoralCouncil):
        named = [t.subject for t in filled if t.object == kind]
        assert named
        assert all("EXAMPLE" in str(one) for one in named)
    assert {t.object for t in filled if t.predicate == KQ.hasCard} <= described


# The card and what hangs on it


def test_a_card_has_profession_group_levels_categories_and_qualities(filled: set[Triple]) -> None:
    profession = thing("profession", "EXAMPLE-profession")
    assert {
        Triple(STANDARD, KQ.hasCard, CARD),
        Triple(CARD, RDF.type, KQ.ProfessionCard),
        Triple(CARD, KQ.profession, profession),
        Triple(profession, RDF.type, KQ.Profession),
        Triple(profession, SKOS.prefLabel, Literal("Example profession", language="en")),
        Triple(CARD, KQ.ncoGroup, thing("nco", "2017", "2")),
        Triple(profession, KQ.ncoGroup, thing("nco", "2017", "2")),
        Triple(CARD, KQ.nqfLevel, thing("nqf", "2016", "level", "4")),
        Triple(CARD, KQ.sqfLevel, thing("EXAMPLE-sqf", "2026", "level", "4")),
        Triple(CARD, KQ.tariffCategory, thing("tariff-category", "3")),
        Triple(thing("tariff-category", "3"), RDF.type, KQ.TariffCategory),
        Triple(CARD, KQ.personalCompetency, Literal("Пример первого качества", language="ru")),
        Triple(CARD, KQ.personalCompetency, Literal("Example second quality", language="en")),
    } <= filled


def test_functions_skills_abilities_and_knowledge_hang_on_each_other(filled: set[Triple]) -> None:
    function = NamedNode(f"{CARD.value}/function/1")
    ability = NamedNode(f"{SKILL.value}/ability/1")
    knowledge = NamedNode(f"{SKILL.value}/knowledge/1")
    assert {
        Triple(CARD, KQ.hasFunction, function),
        Triple(function, RDF.type, KQ.LabourFunction),
        Triple(function, SCHEMA.position, Literal("1", datatype=XSD.integer)),
        Triple(function, KQ.hasStandardSkill, SKILL),
        Triple(SKILL, RDF.type, KQ.StandardSkill),
        Triple(SKILL, KQ.requiresAbility, ability),
        Triple(ability, RDF.type, KQ.Ability),
        Triple(SKILL, KQ.requiresKnowledge, knowledge),
        Triple(knowledge, RDF.type, KQ.StandardKnowledge),
        Triple(knowledge, SKOS.prefLabel, Literal("Білім мысалы", language="kk")),
    } <= filled


def test_the_example_fills_every_table() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == {table.name for table in TEMPLATE.tables}
    assert {table.name for table in TEMPLATE.tables} == {*IMPORTER.rows, "documents"}


def test_collections_of_standards_stand_side_by_side() -> None:
    assert IMPORTER.series("it-2025-11", (), "") == "standard/it"


# Mistakes

CARD_HEADER = "standard,id,profession,title_en,nco,nqf_level,sqf,sqf_level\n"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("EXAMPLE-1,c,p,Card,2512-12-1,4,,", "nco", "'2512-12-1' is not one to four digits"),
        ("EXAMPLE-1,c,p,Card,2512-1-003,4,,", "nco", "give the group, 2512-1."),
        ("EXAMPLE-1,c,p,Card,25х,4,,", "nco", "It contains the Cyrillic letter х"),
        ("EXAMPLE-1,c,p,Card,2,9,,", "nqf_level", "'9' is not a level from 1 to 8."),
        ("EXAMPLE-1,c,p,Card,2,0,,", "nqf_level", "'0' is not a level from 1 to 8."),
        ("EXAMPLE-1,c,p,Card,2,4,s,4.5", "sqf_level", "'4.5' is not a level from 1 to 8."),
        ("EXAMPLE-1,c,p,Card,2,4,,4", "sqf", "name the sectoral framework"),
        ("EXAMPLE-1,c,p,,2,4,,", "title_kk", "is empty, and so are the other languages"),
        ("EXAMPLE-1,c,,Card,2,4,,", "profession", "is empty"),
        ("another,c,p,Card,2,4,,", "standard", "another is not in the standards table."),
    ],
)
def test_a_wrong_card_is_refused_with_its_place_and_reason(
    example: Example, read_source: ReadSource, row: str, column: str, reason: str
) -> None:
    folder = example("standard", cards=f"{CARD_HEADER}{row}\n")
    for table in ("functions", "skills", "requirements"):
        (folder / f"{table}.csv").unlink()
    _, log = read_source("standard", folder)
    [problem] = log.problems
    assert (problem.where.file, problem.where.row) == ("cards.csv", 2)
    assert problem.where.column == column
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("table", "text", "column", "reason"),
    [
        (
            "functions",
            "standard,card,number,title_en\nEXAMPLE-1,x,1,A\n",
            "card",
            "EXAMPLE-1, x is not in the cards table.",
        ),
        (
            "skills",
            "standard,card,function,number,title_en\nEXAMPLE-1,EXAMPLE-1,3,1,A\n",
            "function",
            "EXAMPLE-1, EXAMPLE-1, 3 is not in the functions table.",
        ),
        (
            "requirements",
            "standard,card,function,standard_skill,kind,number,title_en\n"
            "EXAMPLE-1,EXAMPLE-1,1,7,ability,1,A\n",
            "standard_skill",
            "EXAMPLE-1, EXAMPLE-1, 1, 7 is not in the skills table.",
        ),
        (
            "requirements",
            "standard,card,function,standard_skill,kind,number,title_en\n"
            "EXAMPLE-1,EXAMPLE-1,1,1,wisdom,1,A\n",
            "kind",
            "'wisdom' is not ability or knowledge.",
        ),
        (
            "standards",
            "id,code\nEXAMPLE-1,C1\n",
            "title_kk",
            "is empty, and so are the other languages: fill one of them.",
        ),
        (
            "standards",
            "id,title_en,oked\nEXAMPLE-1,A,62011\n",
            "oked",
            "Perhaps 62.01.1 is meant.",
        ),
        (
            "standards",
            "id,title_en,oked_section\nEXAMPLE-1,A,Z\n",
            "oked_section",
            "'Z' is not a letter from A to U.",
        ),
        (
            "standards",
            "id,title_en,valid_from,valid_until\nEXAMPLE-1,A,2026-02,2026-01-31\n",
            "valid_until",
            "is before the first day it holds.",
        ),
        (
            "standards",
            "id,title_en,valid_from\nEXAMPLE-1,A,2026-02-30\n",
            "valid_from",
            "'2026-02-30' is in no calendar.",
        ),
        (
            "standards",
            "id,title_en\nEXAMPLE-1,A\nEXAMPLE-1,B\n",
            "",
            "repeats id 'EXAMPLE-1' of standards.csv, row 2; keep one of the two.",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_its_place_and_reason(
    example: Example, read_source: ReadSource, table: str, text: str, column: str, reason: str
) -> None:
    _, log = read_source("standard", example("standard", **{table: text}))
    problem = next(p for p in log.problems if p.where.file == f"{table}.csv")
    assert problem.where.row == len(text.splitlines())
    assert problem.where.column == column
    assert reason in problem.reason


def test_one_profession_has_one_name_in_a_language(
    example: Example, read_source: ReadSource
) -> None:
    cards = f"{CARD_HEADER}EXAMPLE-1,EXAMPLE-1,p,One,2,4,,\nEXAMPLE-1,c,p,Another,2,5,,\n"
    _, log = read_source("standard", example("standard", cards=cards))
    assert [str(p) for p in log.problems] == [
        "cards.csv, row 3, column title_en: 'Another' is another name of the profession 'p' than "
        "in cards.csv, row 2; give it one name, or each its own id."
    ]


def test_a_workbook_has_one_sheet_a_table_and_numbers_may_be_numbers(
    workbook: Workbook, read_source: ReadSource
) -> None:
    sheets: dict[str, list[list[object]]] = {}
    for table in TEMPLATE.tables:
        with (EXAMPLES / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            sheets[table.name] = [list(row) for row in csv.reader(file)]
        if table.name in {"functions", "skills", "requirements"}:
            for row in sheets[table.name]:
                row[:] = [int(str(cell)) if str(cell).isdigit() else cell for cell in row]
    from_csv, _ = read_source("standard", EXAMPLES)
    from_xlsx, log = read_source("standard", workbook(**sheets))
    assert log.problems == []
    assert from_xlsx == from_csv


def test_a_mistake_in_a_workbook_names_sheet_row_and_column(
    workbook: Workbook, read_source: ReadSource
) -> None:
    header = ["standard", "id", "profession", "title_en", "nco", "Уровень НРК"]
    _, log = read_source("standard", workbook(cards=[header, ["s", "c", "p", "Card", 2512, 9]]))
    assert {str(p).partition(": ")[0] for p in log.problems} == {
        "workbook.xlsx, sheet cards, row 2, column nco",
        "workbook.xlsx, sheet cards, row 2, column Уровень НРК",
    }
