"""Educational programmes: modules and their ties, outcomes, credits, micro-qualifications."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, ELM, ISCED_F, KQ, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.programme import IMPORTER, TEMPLATE
from kgqual.sources.kinds.programme.iris import programme_iri
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Example = Callable[..., Path]
Workbook = Callable[..., Path]
EXAMPLES = shipped("examples") / "templates" / "programme"
PROGRAMME = thing("programme", "EXAMPLE-college", "EXAMPLE-1")
MODULE = thing("programme", "EXAMPLE-college", "EXAMPLE-1", "module", "2")
PROGRAMMES = "institution,code,title_en,{}\nEXAMPLE-college,EXAMPLE-1,Programme,{}\n"
MODULES = "institution,programme,number,title_en,{}\nEXAMPLE-college,EXAMPLE-1,{},Module,{}\n"


@pytest.fixture(scope="module")
def filled(read_source: ReadSource) -> set[Triple]:
    """The filled example."""
    triples, log = read_source("programme", EXAMPLES)
    assert (log.problems, log.findings) == ([], {})
    return triples


def test_a_programme_has_institution_speciality_field_level_and_form(filled: set[Triple]) -> None:
    assert {
        Triple(PROGRAMME, RDF.type, KQ.EducationalProgramme),
        Triple(PROGRAMME, SKOS.notation, Literal("EXAMPLE-1")),
        Triple(PROGRAMME, SKOS.prefLabel, Literal("Example programme", language="en")),
        Triple(PROGRAMME, SCHEMA.provider, thing("organisation", "EXAMPLE-college")),
        Triple(PROGRAMME, ELM.educationSubject, thing("tvet", "speciality", "06130100")),
        Triple(PROGRAMME, ELM.ISCEDFCode, ISCED_F["0613"]),
        Triple(PROGRAMME, KQ.nqfLevel, thing("nqf", "2016", "level", "4")),
        Triple(PROGRAMME, KQ.assessmentForm, thing("assessment-form", "demonstration-exam")),
        Triple(
            PROGRAMME,
            SCHEMA.educationalCredentialAwarded,
            thing("tvet", "qualification", "4S06130103"),
        ),
    } <= filled


def test_credits_say_of_which_system_they_are(filled: set[Triple]) -> None:
    points = thing("programme", "EXAMPLE-college", "EXAMPLE-1", "credits")
    assert {
        Triple(PROGRAMME, ELM.creditPoint, points),
        Triple(points, ELM.point, Literal("10", datatype=XSD.decimal)),
        Triple(points, ELM.framework, thing("credit", "tvet")),
    } <= filled


def test_a_module_is_tied_to_a_card_and_to_worldskills_sections(filled: set[Triple]) -> None:
    ties = {t.object for t in filled if t.subject == MODULE and t.predicate == KQ.tiedTo}
    assert ties == {
        thing("standard", "EXAMPLE-1", "card", "EXAMPLE-1"),
        thing("worldskills", "2026", "17", "section", "3"),
        thing("worldskills", "2026", "17", "section", "4"),
    }
    assert {
        Triple(PROGRAMME, KQ.hasModule, MODULE),
        Triple(MODULE, RDF.type, KQ.ProgrammeModule),
        Triple(MODULE, SCHEMA.position, Literal("2", datatype=XSD.integer)),
        Triple(MODULE, SKOS.notation, Literal("ПМ 02")),
        Triple(MODULE, KQ.moduleCredits, Literal("6", datatype=XSD.decimal)),
        Triple(MODULE, KQ.assessmentForm, thing("assessment-form", "demonstration-exam")),
    } <= filled


def test_outcomes_are_of_a_module_or_of_the_whole(filled: set[Triple]) -> None:
    of_module = NamedNode(f"{MODULE.value}/outcome/1")
    of_programme = NamedNode(f"{PROGRAMME.value}/outcome/1")
    assert {
        Triple(MODULE, ELM.learningOutcome, of_module),
        Triple(PROGRAMME, ELM.learningOutcome, of_programme),
        Triple(of_module, RDF.type, ELM.LearningOutcome),
        Triple(
            of_module, DCTERMS.title, Literal("Example outcome of the second module", language="en")
        ),
    } <= filled


def test_a_micro_qualification_takes_some_of_the_modules(filled: set[Triple]) -> None:
    micro = NamedNode(f"{PROGRAMME.value}/micro-qualification/EXAMPLE-1")
    assert {
        Triple(PROGRAMME, SCHEMA.educationalCredentialAwarded, micro),
        Triple(micro, RDF.type, KQ.MicroQualification),
        Triple(micro, RDF.type, ELM.Qualification),
        Triple(micro, ELM.NQFLevel, thing("nqf", "2016", "level", "4")),
    } <= filled
    taken = {t.object for t in filled if t.subject == micro and t.predicate == DCTERMS.requires}
    assert taken == {NamedNode(f"{PROGRAMME.value}/module/1")}


def test_a_minor_is_a_programme_too(filled: set[Triple]) -> None:
    minors = {t.subject for t in filled if t.object == KQ.MinorProgramme}
    assert minors == {thing("programme", "EXAMPLE-college", "EXAMPLE-2")}
    assert minors < {t.subject for t in filled if t.object == KQ.EducationalProgramme}


def test_everything_in_the_example_is_called_an_example(filled: set[Triple]) -> None:
    described = {str(t.subject) for t in filled if t.predicate == RDF.type}
    shared = ("/tariff-category", "/oked", "/document/")
    assert all("EXAMPLE" in iri or any(part in iri for part in shared) for iri in described)


def test_the_example_fills_every_table() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == {table.name for table in TEMPLATE.tables}
    assert {table.name for table in TEMPLATE.tables} == {*IMPORTER.rows, "documents"}


def test_a_programme_of_higher_education_is_the_one_of_the_classifier(
    read_source: ReadSource,
) -> None:
    classifier, _ = read_source("he", EXAMPLES.parent / "he")
    programme = programme_iri("astana-it-university", "6B06102")
    assert Triple(programme, RDF.type, KQ.EducationalProgramme) in classifier


# Credits


def test_credits_that_do_not_add_up_are_a_finding(
    example: Example, read_source: ReadSource
) -> None:
    folder = example("programme", programmes=PROGRAMMES.format("credits", "12"))
    (folder / "modules.csv").write_text(
        "institution,programme,number,title_en,credits\n"
        "EXAMPLE-college,EXAMPLE-1,1,One,4.5\nEXAMPLE-college,EXAMPLE-1,2,Two,6\n",
        encoding="utf-8",
    )
    _, log = read_source("programme", folder)
    assert log.problems == []
    [finding] = log.findings.values()
    assert finding.rule == "programmes whose modules' credits do not add up to the programme's"
    assert finding.examples == ["EXAMPLE-college/EXAMPLE-1: 10.5 instead of 12"]


def test_credits_are_not_compared_where_a_module_states_none(
    example: Example, read_source: ReadSource
) -> None:
    folder = example("programme", programmes=PROGRAMMES.format("credits", "12"))
    (folder / "modules.csv").write_text(
        "institution,programme,number,title_en,credits\n"
        "EXAMPLE-college,EXAMPLE-1,1,One,4\nEXAMPLE-college,EXAMPLE-1,2,Two,\n",
        encoding="utf-8",
    )
    _, log = read_source("programme", folder)
    assert list(log.findings) == ["programmes without the credits of every module"]


# Mistakes


@pytest.mark.parametrize(
    ("table", "text", "column", "reason"),
    [
        (
            "modules",
            MODULES.format("card", "1", "EXAMPLE-1/welder"),
            "card",
            "EXAMPLE-1, welder is not in the cards table.",
        ),
        (
            "modules",
            MODULES.format("card", "1", "welder"),
            "card",
            "'welder' is not a standard's id, '/' and a card's id",
        ),
        (
            "modules",
            MODULES.format("card", "1", "https://example.org/card"),
            "card",
            "'https://example.org/card' is not a standard's id",
        ),
        (
            "modules",
            MODULES.format("worldskills_section", "1", "2026/17/9"),
            "worldskills_section",
            "skill 17 of WorldSkills 2026 has no section 9.",
        ),
        (
            "modules",
            MODULES.format("worldskills_section", "1", "2026/7/1"),
            "worldskills_section",
            "'2026/7/1' is not a competition, a skill of two digits and a section",
        ),
        (
            "modules",
            MODULES.format("worldskills_section", "1", "2026-10-03"),
            "worldskills_section",
            "A spreadsheet may have made a date of it",
        ),
        (
            "modules",
            MODULES.format("credits", "1", "0.0"),
            "credits",
            "'0.0' is not a number above 0",
        ),
        (
            "modules",
            MODULES.format("credits", "0", "4"),
            "number",
            "'0' is not a whole number such as 3.",
        ),
        (
            "modules",
            MODULES.format("assessment_form", "1", "essay"),
            "assessment_form",
            "'essay' is not demonstration-exam",
        ),
        (
            "modules",
            MODULES.replace("EXAMPLE-1", "EXAMPLE-9").format("credits", "1", "4"),
            "programme",
            "EXAMPLE-college, EXAMPLE-9 is not in the programmes table.",
        ),
        (
            "outcomes",
            "institution,programme,module,number,title_en\nEXAMPLE-college,EXAMPLE-1,9,1,Outcome\n",
            "module",
            "EXAMPLE-college, EXAMPLE-1, 9 is not in the modules table.",
        ),
        (
            "micro_qualifications",
            "institution,programme,id,title_en,modules\nEXAMPLE-college,EXAMPLE-1,m,Micro,1|7\n",
            "modules",
            "EXAMPLE-college, EXAMPLE-1, 7 is not in the modules table.",
        ),
        (
            "programmes",
            PROGRAMMES.format("speciality", "0613010"),
            "speciality",
            "'0613010' is not the eight digits of a speciality",
        ),
        (
            "programmes",
            PROGRAMMES.format("speciality,qualification", "06130100,3W07150101"),
            "qualification",
            "'3W07150101' is not a qualification of the speciality 06130100.",
        ),
        (
            "programmes",
            PROGRAMMES.format("group", "В057"),
            "group",
            "It contains the Cyrillic letter В; type the Latin one. Perhaps B057 is meant.",
        ),
        (
            "programmes",
            PROGRAMMES.format("isced_f", "0699"),
            "isced_f",
            "'0699' is not a field of ISCED-F 2013.",
        ),
        (
            "programmes",
            PROGRAMMES.format("nqf_level", "9"),
            "nqf_level",
            "'9' is not a level from 1 to 8.",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_place_and_reason(
    example: Example, read_source: ReadSource, table: str, text: str, column: str, reason: str
) -> None:
    _, log = read_source("programme", example("programme", **{table: text}))
    problem = next(p for p in log.problems if p.where.file == f"{table}.csv")
    assert (problem.where.row, problem.where.column) == (2, column)
    assert reason in problem.reason


def test_a_card_of_another_source_is_named_by_its_address(
    example: Example, read_source: ReadSource
) -> None:
    card = thing("standard", "another", "card", "welder")
    folder = example("programme", modules=MODULES.format("card", "1", card.value))
    for table in ("outcomes", "micro_qualifications"):
        (folder / f"{table}.csv").unlink()
    triples, log = read_source("programme", folder)
    assert log.problems == []
    assert card in {t.object for t in triples if t.predicate == KQ.tiedTo}


@pytest.mark.parametrize(
    "named", ["2026/17/3", "https://w3id.org/kgqual/id/worldskills/2026/17/section/3"]
)
def test_a_section_is_named_for_short_or_by_its_address(
    example: Example, read_source: ReadSource, named: str
) -> None:
    folder = example("programme", modules=MODULES.format("worldskills_section", "1", named))
    triples, _ = read_source("programme", folder)
    section = thing("worldskills", "2026", "17", "section", "3")
    assert section in {t.object for t in triples if t.predicate == KQ.tiedTo}


def test_sections_of_a_competition_that_is_not_shipped_are_linked(
    example: Example, read_source: ReadSource
) -> None:
    folder = example("programme", modules=MODULES.format("worldskills_section", "1", "2028/99/9"))
    triples, _ = read_source("programme", folder)
    section = thing("worldskills", "2028", "99", "section", "9")
    assert section in {t.object for t in triples if t.predicate == KQ.tiedTo}


def test_a_section_that_a_sheet_made_a_date_of_is_refused(
    workbook: Workbook, read_source: ReadSource
) -> None:
    path = workbook(
        programmes=[["institution", "code", "title_en"], ["college", "one", "One"]],
        modules=[
            ["institution", "programme", "number", "title_en", "Раздел WorldSkills"],
            ["college", "one", 1, "Module", datetime.date(2026, 10, 3)],
        ],
    )
    _, log = read_source("programme", path)
    [problem] = log.problems
    assert str(problem.where) == "workbook.xlsx, sheet modules, row 2, column Раздел WorldSkills"
    assert problem.reason.startswith("was turned into a date by the sheet")
