"""Claims about Kazakhstan's qualifications system, and the contradictions between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple

from kgqual.namespaces import DCTERMS, KQ, RDF, XSD, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.claim import IMPORTER
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]
TABLES = shipped("ontology") / "tables" / "claim" / "kazakhstan-2026"
HEADER = "id,subject,predicate,object,datatype,language,statement_en,source,strength\n"


@pytest.fixture(scope="module")
def kazakhstan(read_source: ReadSource) -> set[Triple]:
    """What kgqual ships of claims about Kazakhstan."""
    triples, log = read_source("claim", TABLES)
    assert log.problems == []
    return triples


CONTRADICTIONS = {
    "mandatory-professions": {("135", "§6.1"), ("141", "§7.4")},
    "professions-sum": {("513", "§7.4"), ("141", "§7.4"), ("395", "§7.4")},
    "worldskills-membership": {("2015", "§8.2"), ("2014", "paragraph 2"), ("2014", "text")},
    "programme-count": {("8500", "§4.3"), ("8000", "§4.4")},
    "standard-count": {("838", "§4.3"), ("800", "§7.4")},
    "standards-profession-count": {("4510", "§4.3"), ("4500", "§7.4")},
    "code-prefix-length": {("1", "§7.2"), ("2", "§7.2"), ("3", "§7.2")},
    "nqf-nco-levels": {
        ("kqid:nco/2017/skill-level/2", "§4.1"),
        ("kqid:nco/2017/skill-level/4", "5.10, table 1"),
        ("kqid:nco/2017/skill-level/3", "5.10, table 1"),
    },
    "centre-accreditation-body": {
        ("kqid:organisation/atameken", "§4.4, §6.1"),
        ("kqid:organisation/atameken", "article 23, item 1"),
        ("kqid:organisation/national-accreditation-centre", "§5.2"),
    },
    "accreditation-rules-date": {("2023-09-12", "§4.4"), ("2023-09-09", "heading")},
    "employment-shares": {
        ("Seven million of the employed, 76.6 %, were self-employed.", "§2.1"),
        ("2.2 million of the employed, 23.4 %, were employees.", "§2.1"),
    },
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictions_of_the_sources_are_conflicts_with_every_claim(
    kazakhstan: set[Triple], ask: Ask, name: str
) -> None:
    query = """SELECT ?object ?locator {
        <https://w3id.org/kgqual/id/conflict/%s> a kq:ClaimConflict ; kq:conflictingClaim ?claim .
        ?claim a kq:Claim ; rdf:object ?object ; kq:locator ?locator }"""
    assert set(ask(kazakhstan, query % name)) == CONTRADICTIONS[name]


def test_every_claim_is_sourced_or_says_that_nobody_checked_it(
    kazakhstan: set[Triple], ask: Ask
) -> None:
    rows = ask(
        kazakhstan,
        """SELECT ?claim ?strength ?source ?locator ?note {
        ?claim a kq:Claim ; kq:strength ?strength . OPTIONAL { ?claim dcterms:source ?source }
        OPTIONAL { ?claim kq:locator ?locator } OPTIONAL { ?claim kq:basisNote ?note } }""",
    )
    assert len({claim for claim, *_ in rows}) == sum(t.object == KQ.Claim for t in kazakhstan)
    unsourced = {(c, s, note[:17]) for c, s, source, _, note in rows if not source}
    assert unsourced == {
        (f"kqid:claim/recognition-{n}", "kqid:strength/unverified", "General knowledge")
        for n in ("048", "050", "072")
    }
    assert all(locator for *_, source, locator, _ in rows if source)


def test_every_source_is_a_described_document(kazakhstan: set[Triple]) -> None:
    cited = {t.object for t in kazakhstan if t.predicate == DCTERMS.source}
    titled = {t.subject for t in kazakhstan if t.predicate == DCTERMS.title}
    assert cited <= titled


def test_claims_are_not_asserted(kazakhstan: set[Triple]) -> None:
    register = thing("register", "professions")
    assert not any(t.subject == register for t in kazakhstan)


def test_a_fee_says_what_it_is_measured_in(kazakhstan: set[Triple], ask: Ask) -> None:
    rows = ask(
        kazakhstan,
        """SELECT ?claim ?unit { ?claim rdf:predicate kq:fee
        OPTIONAL { ?claim schema:unitText ?unit FILTER(LANG(?unit) = "en") } }""",
    )
    assert [unit for _, unit in rows] == ["monthly calculation index"] * 5


def test_all_collected_recognition_claims_are_there(kazakhstan: set[Triple]) -> None:
    found = {t.subject for t in kazakhstan if t.object == KQ.Claim}
    restated_by_report = {65, 66, 67, 68, 69, 70}
    for number in set(range(1, 73)) - restated_by_report:
        assert thing("claim", f"recognition-{number:03}") in found
    for name in (
        "mandatory-recognition",
        "professions-135",
        "professions-141",
        "professions-395",
        "recognition-centres",
        "recognised-occupations",
        "former-centres",
        "certified-people",
        "recognition-stages",
        "centre-accreditation-nac",
    ):
        assert thing("claim", f"etf-{name}") in found


def test_a_value_a_thing_and_words_are_told_apart(tmp_path: Path, read_source: ReadSource) -> None:
    rows = (
        "a,kqid:nqf/2016,kq:levelCount,8,xsd:integer,,,https://example.org/a,published\n"
        "b,kqid:nqf/2016,kq:governedBy,kqid:act/X1,,,,https://example.org/a,published\n"
        "c,kqid:nqf/2016,skos:altLabel,ҰБШ,,kk,,https://example.org/a,published\n"
        "d,kqid:nqf/2016,kq:statement,,,,It exists.,https://example.org/a,published\n"
    )
    (tmp_path / "claims.csv").write_text(HEADER + rows, "utf-8")
    triples, log = read_source("claim", tmp_path)
    assert log.problems == []
    objects = {t.subject: t.object for t in triples if t.predicate == RDF.object}
    assert objects == {
        thing("claim", "a"): Literal("8", datatype=XSD.integer),
        thing("claim", "b"): thing("act", "X1"),
        thing("claim", "c"): Literal("ҰБШ", language="kk"),
        thing("claim", "d"): Literal("It exists.", language="en"),
    }


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            "nope:x,kq:fee,6,xsd:decimal,,,https://example.org/a,official",
            "subject",
            "the prefix 'nope' is not in ontology/prefixes.json.",
        ),
        (
            "kqid:x,kq:fee,six,xsd:decimal,,,https://example.org/a,official",
            "object",
            "'six' is not a value of xsd:decimal.",
        ),
        (
            "kqid:x,kq:since,2023-02-30,xsd:date,,,https://example.org/a,official",
            "object",
            "'2023-02-30' is not a value of xsd:date.",
        ),
        (
            "kqid:x,kq:fee,6,xsd:money,,,https://example.org/a,official",
            "datatype",
            "xsd:gYearMonth, xsd:integer, xsd:string.",
        ),
        (
            "kqid:x,kq:note,six,xsd:string,en,,https://example.org/a,official",
            "language",
            "a value has a datatype or a language, not both.",
        ),
        (
            "kqid:x,kq:note,six,,,,https://example.org/a,official",
            "object",
            "'six' is neither an IRI nor a CURIE (prefix:name).",
        ),
        (
            "kqid:x,kq:note,,,,,https://example.org/a,official",
            "object",
            "is empty, and no statement column says it in words.",
        ),
        (
            "kqid:x,kq:fee,6,xsd:decimal,,,,official",
            "source",
            "without a source a claim cannot be official, only unverified.",
        ),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place_and_reason(
    tmp_path: Path, read_source: ReadSource, row: str, column: str, reason: str
) -> None:
    (tmp_path / "claims.csv").write_text(f"{HEADER}a,{row}\n", "utf-8")
    _, log = read_source("claim", tmp_path)
    [problem] = log.problems
    assert (problem.where.file, problem.where.row, problem.where.column) == (
        "claims.csv",
        2,
        column,
    )
    assert problem.reason.endswith(reason)


@pytest.mark.parametrize(
    ("claims", "reasons"),
    [
        ("a|z", ["names 'z', which is not in the claims table."]),
        ("a|a", ["names fewer than two claims; a conflict is between several."]),
    ],
)
def test_a_conflict_needs_two_claims_that_are_there(
    tmp_path: Path, read_source: ReadSource, claims: str, reasons: list[str]
) -> None:
    row = "a,kqid:x,kq:fee,6,xsd:decimal,,,,unverified\n"
    (tmp_path / "claims.csv").write_text(HEADER + row, "utf-8")
    (tmp_path / "conflicts.csv").write_text(f"id,title_en,claims\nc,Fee,{claims}\n", "utf-8")
    _, log = read_source("claim", tmp_path)
    assert [(p.where.column, p.reason) for p in log.problems] == [("claims", r) for r in reasons]


def test_collections_of_different_names_stand_side_by_side() -> None:
    assert IMPORTER.series("kazakhstan-2026", (), "") == "claim/kazakhstan"
    assert IMPORTER.series("kazakhstan-2027-03-01", (), "") == "claim/kazakhstan"
    assert IMPORTER.series("uzbekistan-2026", (), "") == "claim/uzbekistan"
