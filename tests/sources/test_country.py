"""Countries: official IRIs with names in three languages."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import COUNTRY, DCTERMS, RDF, SKOS
from kgqual.resources import shipped
from kgqual.sources.log import Log

Read = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables"
SHIPPED = TABLES / "country" / "cldr-47"
EXAMPLES = shipped("ontology").parent / "examples" / "templates" / "country"


def test_every_country_has_a_name_in_each_language_and_its_codes(read_source: Read) -> None:
    triples, log = read_source("country", SHIPPED)
    assert not log.problems
    countries = {t.subject for t in triples if t.object == SKOS.Concept}
    names = {
        (t.subject, t.object.language)
        for t in triples
        if t.subject in countries
        and t.predicate == SKOS.prefLabel
        and isinstance(t.object, Literal)
    }
    assert names == {(node, lang) for node in countries for lang in ("kk", "ru", "en")}
    kazakhstan = {t.object for t in triples if t.subject == COUNTRY.KAZ}
    assert {
        Literal("Қазақстан", language="kk"),
        Literal("Казахстан", language="ru"),
        Literal("KZ"),
        Literal("KAZ"),
    } <= kazakhstan


def test_parts_of_a_country_are_other_codes_of_it(read_source: Read) -> None:
    triples, _ = read_source("country", SHIPPED)
    assert Triple(COUNTRY.GBR, SKOS.hiddenLabel, Literal("GB-SCT")) in triples


def test_every_country_that_the_shipped_frameworks_and_qualifications_name_is_there(
    read_source: Read,
) -> None:
    triples, _ = read_source("country", SHIPPED)
    known = {t.subject for t in triples if t.object == SKOS.Concept}
    for kind in ("framework", "qualification"):
        for folder in (TABLES / kind).iterdir():
            described, _ = read_source(kind, folder)
            assert {t.object for t in described if t.predicate == DCTERMS.spatial} <= known


def test_every_country_code_of_the_european_data_is_known(
    shared_data: Path, read_source: Read
) -> None:
    triples, _ = read_source("country", SHIPPED)
    codes = {
        t.object.value
        for t in triples
        if t.predicate in {SKOS.notation, SKOS.hiddenLabel} and isinstance(t.object, Literal)
    }
    for name in ("eu_nqf_frameworks.csv", "qualification_titles_sourced.csv"):
        with (shared_data / "eu" / name).open(encoding="utf-8", newline="") as file:
            assert {row["country"] for row in csv.DictReader(file)} <= codes


def test_the_documents_and_their_licence_are_given(read_source: Read) -> None:
    triples, _ = read_source("country", SHIPPED)
    cited = {t.object for t in triples if t.predicate == DCTERMS.source}
    assert cited == {t.subject for t in triples if t.object == DCTERMS.BibliographicResource}
    assert {t.object for t in triples if t.predicate == DCTERMS.license} == {
        NamedNode("https://www.unicode.org/license.txt")
    }


def test_the_filled_example_reads(read_source: Read) -> None:
    triples, log = read_source("country", EXAMPLES)
    assert not log.problems
    assert Triple(COUNTRY.KAZ, RDF.type, SKOS.Concept) in triples


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("KZ,Kazakhstan", "code", "'KZ' is not a country code of the EU's country list"),
        ("КАZ,Kazakhstan", "code", "is not a country code"),
        (",Kazakhstan", "code", "is empty"),
    ],
)
def test_a_mistake_names_its_place(
    row: str, column: str, reason: str, tmp_path: Path, read_source: Read
) -> None:
    (tmp_path / "countries.csv").write_text(f"code,title_en\n{row}\n", encoding="utf-8")
    _, log = read_source("country", tmp_path)
    (problem,) = log.problems
    assert (problem.where.file, problem.where.row) == ("countries.csv", 2)
    assert problem.where.column == column
    assert reason in problem.reason
