"""Registers of professions: entries with serial number, levels, regime, period and council."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple

from kgqual.namespaces import DCAT, DCTERMS, KQ, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.profession import IMPORTER, TEMPLATE
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]
Example = Callable[..., Path]
Workbook = Callable[..., Path]
EXAMPLES = shipped("examples") / "templates" / "profession"
REGISTER = thing("register", "professions")
ENTRY = thing("register", "professions", "entry", "EXAMPLE-1")
PROFESSION = thing("profession", "EXAMPLE-profession")
HEADER = "register,serial_number,profession,title_en,nco,nqf_level,sqf,sqf_level,regime\n"


@pytest.fixture(scope="module")
def filled(read_source: ReadSource) -> set[Triple]:
    """The filled example."""
    triples, log = read_source("profession", EXAMPLES)
    assert log.problems == []
    return triples


def test_an_entry_has_what_the_register_says(filled: set[Triple]) -> None:
    assert {
        Triple(ENTRY, RDF.type, KQ.RegisterEntry),
        Triple(ENTRY, RDF.type, DCAT.CatalogRecord),
        Triple(ENTRY, KQ.registeredIn, REGISTER),
        Triple(ENTRY, KQ.serialNumber, Literal("EXAMPLE-1")),
        Triple(ENTRY, KQ.profession, PROFESSION),
        Triple(ENTRY, DCTERMS.title, Literal("Пример профессии", language="ru")),
        Triple(ENTRY, KQ.nqfLevel, thing("nqf", "2016", "level", "4")),
        Triple(ENTRY, KQ.sqfLevel, thing("EXAMPLE-sqf", "2026", "level", "4")),
        Triple(ENTRY, KQ.recognitionRegime, Literal("voluntary")),
        Triple(ENTRY, KQ.validityPeriod, Literal("5 years")),
        Triple(ENTRY, KQ.sectoralCouncil, thing("organisation", "EXAMPLE-council")),
        Triple(ENTRY, SCHEMA.validFrom, Literal("2026-01-01", datatype=XSD.date)),
    } <= filled


def test_the_profession_has_its_names_group_and_tariff_category(filled: set[Triple]) -> None:
    assert {
        Triple(PROFESSION, RDF.type, KQ.Profession),
        Triple(PROFESSION, SKOS.prefLabel, Literal("Кәсіп мысалы", language="kk")),
        Triple(PROFESSION, KQ.ncoGroup, thing("nco", "2017", "2")),
        Triple(PROFESSION, KQ.tariffCategory, thing("tariff-category", "4")),
    } <= filled


def test_the_register_of_the_example_is_the_one_that_is_shipped(
    filled: set[Triple], read_source: ReadSource
) -> None:
    law, _ = read_source("law", shipped("ontology") / "tables" / "law" / "kazakhstan-2026")
    of_register = {t for t in filled if t.subject == REGISTER and t.predicate == SKOS.prefLabel}
    assert Triple(REGISTER, RDF.type, KQ.Register) in filled
    assert of_register
    assert of_register <= law


def test_the_example_names_no_real_profession(filled: set[Triple]) -> None:
    professions = {t.subject for t in filled if t.object == KQ.Profession}
    assert professions == {PROFESSION}
    assert not any(t.subject == ENTRY and t.predicate == DCTERMS.source for t in filled)


def test_the_example_fills_every_table() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == {table.name for table in TEMPLATE.tables}
    assert {table.name for table in TEMPLATE.tables} == {*IMPORTER.rows, "documents"}


def test_a_profession_may_have_entries_at_several_levels(
    example: Example, read_source: ReadSource, ask: Ask
) -> None:
    rows = "r,001,p,Welder,,3,,,voluntary\nr,002,p,Welder,,4,,,mandatory\n"
    triples, log = read_source("profession", example("profession", professions=HEADER + rows))
    assert log.problems == []
    query = """SELECT ?serial ?level ?regime { ?entry kq:serialNumber ?serial ;
        kq:profession <https://w3id.org/kgqual/id/profession/p> ; kq:nqfLevel ?level ;
        kq:recognitionRegime ?regime }"""
    assert set(ask(triples, query)) == {
        ("001", "kqid:nqf/2016/level/3", "voluntary"),
        ("002", "kqid:nqf/2016/level/4", "mandatory"),
    }


def test_one_serial_number_may_stand_in_two_registers(
    example: Example, read_source: ReadSource
) -> None:
    rows = "one,1,p,Welder,,,,,\ntwo,1,p,Welder,,,,,\n"
    _, log = read_source("profession", example("profession", professions=HEADER + rows))
    assert log.problems == []


@pytest.mark.parametrize(
    ("rows", "column", "reason"),
    [
        (
            "r,1,p,Welder,,,,,\nr,1,q,Turner,,,,,\n",
            "",
            "repeats register 'r', serial_number '1' of professions.csv, row 2",
        ),
        ("r,,p,Welder,,,,,\n", "serial_number", "is empty"),
        ("r,1,p,Welder,7212-,,,,\n", "nco", "'7212-' is not one to four digits"),
        ("r,1,p,Welder,,9,,,\n", "nqf_level", "'9' is not a level from 1 to 8."),
        ("r,1,p,Welder,,4,,5,\n", "sqf", "name the sectoral framework"),
        ("r,1,p,Welder,,4,a/b/c,5,\n", "sqf", "'a/b/c' is not an id such as sqf-it"),
        ("r,1,p,Welder,,,,,optional\n", "regime", "'optional' is not mandatory or voluntary."),
        ("r,1,p,,,,,,\n", "title_kk", "is empty, and so are the other languages"),
        (
            "r,1,p,Welder,,,,,\nr,2,p,Turner,,,,,\n",
            "title_en",
            "'Turner' is another name of the profession 'p'",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_its_place_and_reason(
    example: Example, read_source: ReadSource, rows: str, column: str, reason: str
) -> None:
    _, log = read_source("profession", example("profession", professions=HEADER + rows))
    [problem] = log.problems
    assert (problem.where.file, problem.where.row) == ("professions.csv", rows.count("\n") + 1)
    assert problem.where.column == column
    assert reason in problem.reason


def test_a_serial_number_typed_as_a_number_is_refused(
    workbook: Workbook, read_source: ReadSource
) -> None:
    header = ["Реестр", "Серийный номер", "Профессия", "Название (на русском)", "Уровень НРК"]
    path = workbook(professions=[header, ["professions", 17, "p", "Сварщик", 4]])
    _, log = read_source("profession", path)
    [problem] = log.problems
    assert str(problem.where) == "workbook.xlsx, sheet professions, row 2, column Серийный номер"
    assert "leading zeros are lost" in problem.reason
