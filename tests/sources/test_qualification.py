"""Qualifications: titles, levels as claims, and evaluations that are no levels."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import (
    COUNTRY,
    DCTERMS,
    ELM,
    EQF,
    KQ,
    ORG,
    QDR,
    RDF,
    SKOS,
    thing,
)
from kgqual.resources import shipped
from kgqual.sources.kinds.qualification import TEMPLATE
from kgqual.sources.log import Log

Read = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables"
SHIPPED = TABLES / "qualification" / "selected-countries-2026"
EXAMPLES = shipped("ontology").parent / "examples" / "templates" / "qualification"


def of_class(triples: set[Triple], kind: NamedNode) -> set[NamedNode]:
    return {
        t.subject
        for t in triples
        if t.predicate == RDF.type and t.object == kind and isinstance(t.subject, NamedNode)
    }


def objects(triples: set[Triple], subject: object, term: NamedNode) -> set[object]:
    return {t.object for t in triples if t.subject == subject and t.predicate == term}


def write(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


# What is shipped


def test_the_shipped_qualifications_read_without_a_refusal(read_source: Read) -> None:
    triples, log = read_source("qualification", SHIPPED)
    assert not log.problems
    assert len(of_class(triples, ELM.Qualification)) == 306
    assert len(of_class(triples, KQ.QualificationEvaluation)) == 44


def test_every_cited_document_is_described(read_source: Read) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    cited = {t.object for t in triples if t.predicate == DCTERMS.source}
    assert cited == of_class(triples, DCTERMS.BibliographicResource)


def test_every_level_of_a_qualification_is_a_level_of_a_shipped_framework(
    read_source: Read,
) -> None:
    levels: set[NamedNode] = set()
    for folder in (TABLES / "framework").iterdir():
        triples, _ = read_source("framework", folder)
        levels |= of_class(triples, KQ.FrameworkLevel)
    triples, _ = read_source("qualification", SHIPPED)
    named = {t.object for t in triples if t.predicate in {ELM.NQFLevel, ELM.EQFLevel}}
    assert named <= levels


def test_a_level_is_a_claim_with_its_source_and_strength(read_source: Read) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    stated = {
        (t.subject, t.predicate, t.object)
        for t in triples
        if t.predicate in {ELM.NQFLevel, ELM.EQFLevel}
    }
    claims = of_class(triples, KQ.Claim)
    unverified = {
        claim
        for claim in claims
        if objects(triples, claim, KQ.strength) == {thing("strength", "unverified")}
    }
    reified = {
        (
            *objects(triples, claim, RDF.subject),
            *objects(triples, claim, RDF.predicate),
            *objects(triples, claim, RDF.object),
        )
        for claim in claims - unverified
    }
    assert reified == stated
    for claim in claims:
        assert bool(objects(triples, claim, DCTERMS.source)) == (claim not in unverified)


def test_what_is_unverified_is_claimed_but_not_said_of_the_qualification(
    read_source: Read,
) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    unverified = thing("strength", "unverified")
    claim = next(
        t.subject for t in triples if t.predicate == KQ.strength and t.object == unverified
    )
    reified = {t.predicate: t.object for t in triples if t.subject == claim}
    said = {(t.subject, t.predicate, t.object) for t in triples}
    assert (reified[RDF.subject], reified[RDF.predicate], reified[RDF.object]) not in said


def test_general_knowledge_is_unverified(read_source: Read) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    counts = Counter(
        str(strength)
        for claim in of_class(triples, KQ.Claim)
        for strength in objects(triples, claim, KQ.strength)
    )
    assert counts[str(thing("strength", "unverified"))] == 8


def test_former_french_levels_are_official_unless_the_european_list_divides_them(
    read_source: Read,
) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    insee = {t.subject for t in triples if t.object == thing("document", "insee-c2296")}
    found = Counter(
        (level, *objects(triples, claim, KQ.strength))
        for claim in insee & of_class(triples, KQ.Claim)
        for level in objects(triples, claim, RDF.object)
        if isinstance(level, NamedNode) and level.value.startswith(QDR.iri)
    )
    official, editorial = thing("strength", "official"), thing("strength", "editorial")
    assert found == {
        (QDR.c_d7cce980, official): 2,
        (QDR.c_40020d69, official): 1,
        (QDR.c_243aefbe, official): 3,
        (QDR.c_5ad5d222, editorial): 3,
        (QDR.c_828fbcc3, editorial): 2,
        (QDR.c_7ab73420, editorial): 2,
    }


def test_an_evaluation_gives_the_qualification_no_level(read_source: Read) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    specialist = thing("qualification", "RUS", "specialist-diploma-5-years")
    evaluation = thing("evaluation", "RUS", "specialist-diploma-5-years", "nuffic")
    assert objects(triples, evaluation, KQ.about) == {specialist}
    assert objects(triples, evaluation, KQ.evaluatedLevel) == {EQF["6"], EQF["7"]}
    (evaluator,) = objects(triples, evaluation, DCTERMS.creator)
    assert evaluator in of_class(triples, ORG.Organization)
    assert not objects(triples, specialist, ELM.EQFLevel)
    assert not objects(triples, specialist, ELM.NQFLevel)


def test_titles_keep_their_language_only_where_it_is_certain(read_source: Read) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    vwo = thing("qualification", "NLD", "vwo-diploma")
    assert objects(triples, vwo, SKOS.prefLabel) == {
        Literal("VWO diploma", language="en"),
        Literal("Vwo-diploma", language="nl"),
    }
    assert objects(triples, vwo, ELM.NQFLevel) == {QDR.c_c2700f4e}
    assert objects(triples, vwo, DCTERMS.spatial) == {COUNTRY.NLD}
    per_language = Counter(
        (t.subject, t.object.language)
        for t in triples
        if t.predicate == SKOS.prefLabel and isinstance(t.object, Literal)
    )
    assert set(per_language.values()) == {1}


def test_every_evaluation_of_the_transcribed_file_is_there(
    shared_data: Path, read_source: Read
) -> None:
    triples, _ = read_source("qualification", SHIPPED)
    found = Counter(
        t.object.value.rpartition("/")[2]
        for t in triples
        if t.predicate == KQ.evaluatedLevel and isinstance(t.object, NamedNode)
    )
    path = shared_data / "eu" / "qualification_titles_sourced.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["basis"].startswith("evaluation")]
    alternatives = Counter(
        level
        for row in rows
        for level in row["eqf_level"].replace("-", " or ").split(" or ")
        for _ in row["qualification_original"].split(";")
    )
    assert found == alternatives


# A filled-in template


def test_the_filled_example_uses_every_table(read_source: Read) -> None:
    _, log = read_source("qualification", EXAMPLES)
    assert not log.problems
    assert {path.stem for path in EXAMPLES.iterdir()} == {table.name for table in TEMPLATE.tables}


def test_two_sources_of_one_placement_are_two_claims(tmp_path: Path, read_source: Read) -> None:
    files = write(
        tmp_path,
        placements="country,qualification,level,source,strength\n"
        "KAZ,bachelor,kqid:nqf/2016/level/6,one,published\n"
        "KAZ,bachelor,kqid:nqf/2016/level/6,two,informal\n",
    )
    triples, _ = read_source("qualification", files)
    assert len(of_class(triples, KQ.Claim)) == 2
    assert sum(t.predicate == ELM.NQFLevel for t in triples) == 1


@pytest.mark.parametrize(
    ("table", "text", "column", "reason"),
    [
        (
            "placements",
            "country,qualification,level,strength\nKAZ,bachelor,nowhere:6,legal\n",
            "level",
            "prefix 'nowhere'",
        ),
        (
            "placements",
            "country,qualification,eqf_level,strength\nKAZ,bachelor,9,legal\n",
            "eqf_level",
            "'9' is not an EQF level from 1 to 8",
        ),
        (
            "placements",
            "country,qualification,level,strength\nKAZ,bachelor,,legal\n",
            "level",
            "a placement names a level",
        ),
        (
            "placements",
            "country,qualification,eqf_level,strength\nKAZ,bachelor,6,sure\n",
            "strength",
            "'sure' is not one of legal",
        ),
        (
            "qualifications",
            "country,id,title_en,title,language\nKAZ,one,One,Uno,en\n",
            "title",
            "use title_en",
        ),
        (
            "qualifications",
            "country,id,title_en\nKAZ,one,One\nKAZ,one,Two\n",
            "",
            "repeats country 'KAZ', id 'one'",
        ),
    ],
)
def test_a_mistake_names_its_file_row_column_and_reason(
    table: str, text: str, column: str, reason: str, tmp_path: Path, read_source: Read
) -> None:
    _, log = read_source("qualification", write(tmp_path, **{table: text}))
    (problem,) = log.problems
    assert problem.where.file == f"{table}.csv"
    assert problem.where.row == len(text.splitlines())
    assert problem.where.column == column
    assert reason in problem.reason
