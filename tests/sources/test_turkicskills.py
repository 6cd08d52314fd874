"""TurkicSkills 2025: ten skills, contradicting reports, unverified matches to WorldSkills."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, Triple

from kgqual.namespaces import KQ, RDF, SKOS, thing
from kgqual.resources import shipped
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
Ask = Callable[[set[Triple], str], list[tuple[str, ...]]]
TABLES = shipped("ontology") / "tables" / "turkicskills" / "2025"


def test_ten_skills_are_named_in_russian_as_the_source_names_them(
    read_source: ReadSource, ask: Ask
) -> None:
    triples, log = read_source("turkicskills", TABLES)
    assert log.problems == []
    rows = ask(
        triples,
        """SELECT ?number ?ru ?note {
        ?skill a kq:CompetitionSkill ; kq:skillNumber ?number ; skos:prefLabel ?ru ;
            kq:basisNote ?note . FILTER(LANG(?ru) = "ru") }""",
    )
    assert sorted(int(number) for number, *_ in rows) == list(range(1, 11))
    assert ("7", "сварка") in {(number, ru) for number, ru, _ in rows}
    assert all("English name is our translation" in note for *_, note in rows)


def test_its_skills_are_not_worldskills_skills(read_source: ReadSource) -> None:
    triples, _ = read_source("turkicskills", TABLES)
    skill = thing("turkicskills", "2025", "2")
    assert {t.object for t in triples if t.subject == skill and t.predicate == RDF.type} == {
        KQ.CompetitionSkill,
        SKOS.Concept,
    }


def test_the_reported_numbers_of_competitors_stay_side_by_side(
    read_source: ReadSource, ask: Ask
) -> None:
    triples, _ = read_source("turkicskills", TABLES)
    rows = ask(
        triples,
        """SELECT ?count ?source ?strength {
        ?conflict kq:conflictingClaim ?claim . ?claim rdf:predicate kq:competitorCount ;
            rdf:object ?count ; dcterms:source ?source ; kq:strength ?strength }""",
    )
    assert {count for count, *_ in rows} == {"53", "70", "100"}
    assert ("53", "kqid:document/baq-2025-10-06-turkicskills", "kqid:strength/informal") in rows


def test_matches_to_worldskills_skills_are_unverified(read_source: ReadSource, ask: Ask) -> None:
    triples, log = read_source("sssom", shipped("mappings") / "turkicskills-worldskills.sssom.tsv")
    assert (log.problems, log.kept) == ([], 10)
    rows = ask(triples, "SELECT DISTINCT ?strength { ?m a sssom:Mapping ; kq:strength ?strength }")
    assert rows == [("kqid:strength/unverified",)]
    web = thing("turkicskills", "2025", "2")
    assert Triple(web, SKOS.closeMatch, thing("worldskills", "2026", "17")) in triples


def test_the_competition_gives_no_day_that_reports_dispute(read_source: ReadSource) -> None:
    triples, _ = read_source("turkicskills", TABLES)
    node = thing("turkicskills", "2025")
    dates = {
        t.object.value
        for t in triples
        if t.subject == node
        and isinstance(t.object, Literal)
        and t.predicate.value.endswith("Date")
    }
    assert dates == {"2025-10"}
