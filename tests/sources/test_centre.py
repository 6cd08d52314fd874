"""Recognition centres: their accreditation and the professions they recognise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple

from kgqual.namespaces import COUNTRY, DCTERMS, ELM, KQ, ORG, RDF, SCHEMA, SKOS, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.centre import IMPORTER, TEMPLATE
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Example = Callable[..., Path]
Workbook = Callable[..., Path]
EXAMPLES = shipped("examples") / "templates" / "centre"
CENTRE = thing("organisation", "EXAMPLE-centre")
BODY = thing("organisation", "atameken")


@pytest.fixture(scope="module")
def filled(read_source: ReadSource) -> set[Triple]:
    """The filled example."""
    triples, log = read_source("centre", EXAMPLES)
    assert log.problems == []
    return triples


def test_a_centre_is_an_organisation_with_names_and_region(filled: set[Triple]) -> None:
    assert {
        Triple(CENTRE, RDF.type, KQ.RecognitionCentre),
        Triple(CENTRE, RDF.type, ORG.Organization),
        Triple(CENTRE, SKOS.prefLabel, Literal("Пример центра признания", language="ru")),
        Triple(CENTRE, DCTERMS.spatial, COUNTRY.KAZ),
        Triple(CENTRE, DCTERMS.coverage, Literal("Example region")),
    } <= filled


def test_its_accreditation_has_body_number_and_days(filled: set[Triple]) -> None:
    accreditation = thing("organisation", "EXAMPLE-centre", "accreditation")
    assert {
        Triple(CENTRE, ELM.accreditation, accreditation),
        Triple(accreditation, RDF.type, ELM.Accreditation),
        Triple(accreditation, ELM.organisation, CENTRE),
        Triple(accreditation, ELM.accreditingAgent, BODY),
        Triple(accreditation, DCTERMS.identifier, Literal("EXAMPLE-1")),
        Triple(accreditation, SCHEMA.validFrom, Literal("2026-01-01", datatype=XSD.date)),
        Triple(accreditation, SCHEMA.validThrough, Literal("2028-12-31", datatype=XSD.date)),
        Triple(BODY, RDF.type, KQ.AccreditationBody),
    } <= filled


def test_it_recognises_professions(filled: set[Triple]) -> None:
    profession = thing("profession", "EXAMPLE-profession")
    assert {
        Triple(CENTRE, KQ.recognises, profession),
        Triple(profession, RDF.type, KQ.Profession),
        Triple(profession, KQ.ncoGroup, thing("nco", "2017", "2")),
    } <= filled


def test_the_body_of_the_example_is_the_one_that_is_shipped(
    filled: set[Triple], read_source: ReadSource
) -> None:
    law, _ = read_source("law", shipped("ontology") / "tables" / "law" / "kazakhstan-2026")
    of_body = {t for t in filled if t.subject == BODY}
    assert Triple(BODY, SKOS.altLabel, Literal("NCE")) in of_body
    assert {t for t in of_body if t.predicate != KQ.locator} <= law


def test_the_example_names_no_real_centre(filled: set[Triple]) -> None:
    assert {t.subject for t in filled if t.object == KQ.RecognitionCentre} == {CENTRE}


def test_a_centre_may_be_known_without_its_accreditation(
    example: Example, read_source: ReadSource
) -> None:
    folder = example("centre", centres="id,title_en\nEXAMPLE-centre,Centre\n")
    triples, log = read_source("centre", folder)
    assert log.problems == []
    assert ELM.accreditation not in {t.predicate for t in triples}


def test_the_example_fills_every_table() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == {table.name for table in TEMPLATE.tables}
    assert {table.name for table in TEMPLATE.tables} == {*IMPORTER.rows, "documents"}


@pytest.mark.parametrize(
    ("table", "text", "column", "reason"),
    [
        (
            "centres",
            "id,title_en\nEXAMPLE-centre,A\nEXAMPLE-centre,B\n",
            "",
            "repeats id 'EXAMPLE-centre'",
        ),
        ("centres", "id,region\nEXAMPLE-centre,Astana\n", "title_kk", "is empty"),
        (
            "centres",
            "id,title_en,valid_from,valid_until\nEXAMPLE-centre,A,2026-06-01,2026-05\n",
            "valid_until",
            "is before the first day it holds.",
        ),
        (
            "centres",
            "id,title_en,valid_until\nEXAMPLE-centre,A,2026-06-31\n",
            "valid_until",
            "'2026-06-31' is in no calendar.",
        ),
        (
            "centres",
            "id,title_en,accredited_by\nEXAMPLE-centre,A,the chamber\n",
            "accredited_by",
            "'the chamber' is not an id or a web address.",
        ),
        (
            "recognised",
            "centre,profession,title_en\nanother,welder,Welder\n",
            "centre",
            "another is not in the centres table.",
        ),
        (
            "recognised",
            "centre,profession,title_en\nEXAMPLE-centre,w,A\nEXAMPLE-centre,w,A\n",
            "",
            "repeats centre 'EXAMPLE-centre', profession 'w'",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_place_and_reason(
    example: Example, read_source: ReadSource, table: str, text: str, column: str, reason: str
) -> None:
    _, log = read_source("centre", example("centre", **{table: text}))
    problem = next(p for p in log.problems if p.where.file == f"{table}.csv")
    assert (problem.where.row, problem.where.column) == (len(text.splitlines()), column)
    assert reason in problem.reason


def test_a_mistake_in_a_workbook_names_sheet_row_and_column(
    workbook: Workbook, read_source: ReadSource
) -> None:
    header = ["Идентификатор", "Атауы (қазақша)", "Номер аттестата", "Действует по"]
    path = workbook(centres=[header, ["c", "Орталық", "KZ.1", "вчера"]])
    _, log = read_source("centre", path)
    [problem] = log.problems
    assert str(problem.where) == "workbook.xlsx, sheet centres, row 2, column Действует по"
    assert "'вчера' is not a date" in problem.reason
