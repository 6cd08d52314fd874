"""Law and institutions of Kazakhstan: acts, agreements, organisations, registers, credits."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import COUNTRY, DCTERMS, ELI, KQ, RDF, SKOS, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.law import IMPORTER, TEMPLATE
from kgqual.sources.log import Log
from kgqual.sources.shipped import shipped_sources

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]
TABLES = shipped("ontology") / "tables" / "law" / "kazakhstan-2026"


@pytest.fixture(scope="module")
def kazakhstan(read_source: ReadSource) -> set[Triple]:
    """What kgqual ships of the law of Kazakhstan."""
    triples, log = read_source("law", TABLES)
    assert log.problems == []
    return triples


def test_an_act_has_its_number_date_issuer_and_titles(kazakhstan: set[Triple]) -> None:
    act = thing("act", "Z2300000014")
    expected = {
        Triple(act, RDF.type, KQ.LegalAct),
        Triple(act, RDF.type, ELI.LegalResource),
        Triple(act, SKOS.prefLabel, Literal("О профессиональных квалификациях", language="ru")),
        Triple(act, SKOS.prefLabel, Literal("Кәсіптік біліктілік туралы", language="kk")),
        Triple(act, KQ.actNumber, Literal("14-VIII")),
        Triple(act, ELI.date_document, Literal("2023-07-04", datatype=XSD.date)),
        Triple(act, KQ.issuer, thing("organisation", "parliament")),
        Triple(act, KQ.status, Literal("in-force")),
        Triple(act, DCTERMS.source, thing("document", "law-14-VIII-2023")),
    }
    assert expected <= kazakhstan


def test_a_joint_act_has_both_numbers_dates_and_issuers(kazakhstan: set[Triple]) -> None:
    act = thing("act", "V1200008022")
    expected = {
        Triple(act, KQ.actNumber, Literal("373-ө-м")),
        Triple(act, KQ.actNumber, Literal("444")),
        Triple(act, ELI.date_document, Literal("2012-09-24", datatype=XSD.date)),
        Triple(act, ELI.date_document, Literal("2012-09-28", datatype=XSD.date)),
        Triple(act, KQ.issuer, thing("organisation", "mlspp")),
        Triple(act, KQ.issuer, thing("organisation", "ministry-of-education-and-science")),
    }
    assert expected <= kazakhstan


@pytest.mark.parametrize(
    ("act", "relation", "other"),
    [
        ("V2500036066", KQ.amends, thing("act", "V2300032800")),
        ("order-352-2021", KQ.repeals, thing("act", "V080005135_")),
        ("V080005135_", KQ.repeals, thing("act", "V030002477_")),
        ("joint-order-851-656-2015", KQ.repeals, thing("act", "V1200008022")),
        ("law-202-I-1997", KQ.ratifies, thing("agreement", "lisbon-recognition-convention")),
        ("Z2400000077", KQ.ratifies, thing("agreement", "eaeu-degrees-2023")),
        ("P2500000963", KQ.approves, thing("agreement", "central-asia-2025")),
    ],
)
def test_acts_are_linked(
    kazakhstan: set[Triple], act: str, relation: NamedNode, other: NamedNode
) -> None:
    assert Triple(thing("act", act), relation, other) in kazakhstan


def test_the_collected_acts_are_there_with_number_and_date(
    kazakhstan: set[Triple], ask: Ask, shared_data: Path
) -> None:
    with (shared_data / "kz" / "acts.csv").open(encoding="utf-8") as file:
        given = {
            (row["act_id"], number.strip(), date.strip())
            for row in csv.DictReader(file)
            for number, date in zip(
                row["number"].split(" / "), row["date"].split(" / "), strict=True
            )
        }
    found = {
        (act.removeprefix("kqid:act/"), number, date)
        for act, number, date in ask(
            kazakhstan,
            "SELECT ?act ?number ?date { ?act kq:actNumber ?number ; eli:date_document ?date }",
        )
    }
    assert len({act for act, *_ in given}) == 23
    assert given <= found


def test_what_an_act_names_is_described_in_the_same_source(kazakhstan: set[Triple]) -> None:
    described = {t.subject for t in kazakhstan}
    ours = {
        t.object
        for t in kazakhstan
        if isinstance(t.object, NamedNode)
        and t.object.value.startswith(thing("").value)
        and t.predicate != KQ.strength
    }
    assert ours <= described


def test_agreements_name_their_parties_as_countries(kazakhstan: set[Triple]) -> None:
    treaty = thing("agreement", "kazakhstan-china-2006")
    parties = {t.object for t in kazakhstan if t.subject == treaty and t.predicate == KQ.party}
    assert parties == {COUNTRY.KAZ, COUNTRY.CHN}


def test_what_was_not_found_is_absent_and_listed() -> None:
    [source] = [s for s in shipped_sources() if s.name == "law@kazakhstan-2026"]
    assert {gap.name for gap in source.gaps} >= {
        "mandatory-professions",
        "recognition-centres",
        "agreement-turkiye",
    }


def test_general_knowledge_is_unverified(kazakhstan: set[Triple], ask: Ask) -> None:
    rows = ask(kazakhstan, "SELECT ?a ?s { ?a a kq:InternationalAgreement ; kq:strength ?s }")
    assert {a for a, s in rows if s == "kqid:strength/unverified"} == {
        "kqid:agreement/cis-education-1992"
    }
    assert len(rows) == 17


def test_who_decides_on_recognition_is_published_not_official(
    kazakhstan: set[Triple], ask: Ask
) -> None:
    rows = ask(
        kazakhstan,
        "SELECT ?p ?s { ?p a kq:RecognitionProcedure ; kq:competentBody ?b ; kq:strength ?s }",
    )
    assert {(p.rpartition("/")[2], s) for p, s in rows} == {
        ("recognition-higher-education", "kqid:strength/published"),
        ("recognition-school-tvet", "kqid:strength/published"),
        ("centre-accreditation", "kqid:strength/official"),
    }


def test_only_the_stated_examples_are_regulated_professions(kazakhstan: set[Triple]) -> None:
    found = {t.subject for t in kazakhstan if t.object == KQ.RegulatedProfession}
    assert len(found) == 3
    assert all(
        Triple(one, KQ.recognitionRegime, Literal("mandatory")) in kazakhstan for one in found
    )


def test_credits_state_hours_and_ects(kazakhstan: set[Triple], ask: Ask) -> None:
    rows = ask(
        kazakhstan,
        """SELECT ?system ?hours ?ects ?min ?max {
        ?rate a kq:CreditRate ; kq:creditSystem ?system ; kq:hoursPerCredit ?hours .
        OPTIONAL { ?rate kq:ectsPerCredit ?ects ; kq:hoursPerEctsMin ?min ;
            kq:hoursPerEctsMax ?max } }""",
    )
    assert set(rows) == {
        ("kqid:credit/tvet", "24", "", "", ""),
        ("kqid:credit/he", "30", "1", "25", "30"),
    }


def test_machine_translated_titles_say_so(kazakhstan: set[Triple], ask: Ask) -> None:
    rows = ask(
        kazakhstan,
        """SELECT ?title ?note { ?standard a kq:ProfessionalStandard ; skos:prefLabel ?title ;
        kq:governedBy <https://w3id.org/kgqual/id/act/order-569-2025> ; kq:basisNote ?note }""",
    )
    assert len(rows) == 8
    assert {note for _, note in rows} == {"The English title is a machine translation."}


def test_every_source_is_a_described_document(kazakhstan: set[Triple]) -> None:
    cited = {t.object for t in kazakhstan if t.predicate == DCTERMS.source}
    titled = {t.subject for t in kazakhstan if t.predicate == DCTERMS.title}
    assert cited <= titled


def test_collections_of_different_countries_stand_side_by_side() -> None:
    assert IMPORTER.series("kazakhstan-2026", (), "") == "law/kazakhstan"


def test_every_table_has_a_row_reader() -> None:
    assert {table.name for table in TEMPLATE.tables} == {*IMPORTER.rows, "documents"}


@pytest.mark.parametrize(
    ("table", "text", "column", "reason"),
    [
        (
            "acts",
            "id,title_en,status\nA1,Act,valid\n",
            "status",
            "'valid' is not in-force, repealed, draft, historical or unknown.",
        ),
        (
            "agreements",
            "id,title_en,party\nt,Treaty,KZ\n",
            "party",
            "'KZ' is not a country code of the EU's country list, such as KAZ.",
        ),
        (
            "organisations",
            "id,title_en,role\no,Body,boss\n",
            "role",
            "'boss' is not competent-body, accreditation-body, recognition-centre or "
            "sectoral-council.",
        ),
        (
            "procedures",
            "id,title_en,regime\np,Test,optional\n",
            "regime",
            "'optional' is not mandatory or voluntary.",
        ),
        (
            "credits",
            "id,title_en,hours\nc,Credit,many\n",
            "hours",
            "'many' is not a number such as 24 or 1.5.",
        ),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place_and_reason(
    tmp_path: Path, read_source: ReadSource, table: str, text: str, column: str, reason: str
) -> None:
    (tmp_path / f"{table}.csv").write_text(text, "utf-8")
    _, log = read_source("law", tmp_path)
    [problem] = log.problems
    assert (problem.where.row, problem.where.column, problem.reason) == (2, column, reason)
