"""Qualification frameworks: what is shipped, and what a filled-in template becomes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.namespaces import (
    COUNTRY,
    DCTERMS,
    EQF,
    KQ,
    OWL,
    QDR,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    SSSOM,
    XSD,
    compact,
    graph,
    thing,
)
from kgqual.resources import shipped
from kgqual.sources.adding import Options, proposed
from kgqual.sources.kinds.framework import TEMPLATE
from kgqual.sources.log import Log
from kgqual.sources.shipped import shipped_sources

Read = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables" / "framework"
EXAMPLES = shipped("ontology").parent / "examples" / "templates" / "framework"
FOLDERS = sorted(folder.name for folder in TABLES.iterdir())


def of_class(triples: set[Triple], kind: NamedNode) -> set[NamedNode]:
    return {
        t.subject
        for t in triples
        if t.predicate == RDF.type and t.object == kind and isinstance(t.subject, NamedNode)
    }


def texts(triples: set[Triple], term: NamedNode) -> set[str]:
    """The values of ``term`` without their language or datatype."""
    found = (t.object for t in triples if t.predicate == term)
    return {o.value for o in found if isinstance(o, Literal | NamedNode)}


def value(triples: set[Triple], subject: NamedNode, term: NamedNode) -> object:
    found = {t.object for t in triples if t.subject == subject and t.predicate == term}
    assert len(found) == 1, f"{compact(subject.value)} {compact(term.value)}: {found}"
    return found.pop()


def write(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


# What is shipped


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_shipped_framework_reads_without_a_refusal(folder: str, read_source: Read) -> None:
    _, log = read_source("framework", TABLES / folder)
    assert not log.problems
    assert log.kept == log.read > 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_document_that_a_shipped_table_cites_is_described(
    folder: str, read_source: Read
) -> None:
    triples, _ = read_source("framework", TABLES / folder)
    cited = {t.object for t in triples if t.predicate == DCTERMS.source}
    assert cited
    assert cited <= of_class(triples, DCTERMS.BibliographicResource)


def test_the_framework_of_2016_has_eight_levels_and_three_domains(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "nqf-2016")
    levels = {thing("nqf", "2016", "level", str(n)) for n in range(1, 9)}
    assert of_class(triples, KQ.FrameworkLevel) == levels
    assert len(of_class(triples, KQ.DescriptorDomain)) == 3
    edition = thing("nqf", "2016")
    assert Triple(edition, DCTERMS.isVersionOf, thing("nqf")) in triples
    assert Triple(edition, RDF.type, SKOS.ConceptScheme) in triples
    assert value(triples, edition, KQ.levelCount) == Literal("8", datatype=XSD.integer)
    assert value(triples, edition, SCHEMA.validFrom) == Literal("2016-03-16", datatype=XSD.date)
    assert value(triples, thing("nqf", "2016", "level", "4"), SKOS.notation) == Literal("4")


def test_no_descriptor_is_shipped_because_none_was_found(read_source: Read) -> None:
    for folder in FOLDERS:
        triples, _ = read_source("framework", TABLES / folder)
        assert not of_class(triples, KQ.LevelDescriptor), folder


@pytest.mark.parametrize(
    ("prefix", "level", "strength"),
    [
        ("3W", "3", "published"),
        ("4S", "4", "published"),
        ("5AB", "5", "published"),
        ("6B", "6", "published"),
        ("7M", "7", "published"),
        ("7R", "7", "editorial"),
        ("8D", "8", "published"),
    ],
)
def test_a_code_prefix_indicates_a_level_as_a_claim_not_a_mapping(
    prefix: str, level: str, strength: str, read_source: Read
) -> None:
    triples, _ = read_source("framework", TABLES / "nqf-2016")
    node, target = thing("prefix", prefix), thing("nqf", "2016", "level", level)
    claim = thing("claim", f"{prefix}-indicates-nqf-2016-{level}")
    assert Triple(node, KQ.indicatesLevel, target) in triples
    assert Triple(claim, RDF.type, KQ.Claim) in triples
    assert value(triples, claim, RDF.subject) == node
    assert value(triples, claim, RDF.predicate) == KQ.indicatesLevel
    assert value(triples, claim, RDF.object) == target
    assert value(triples, claim, KQ.strength) == thing("strength", strength)
    assert not any(t.predicate in {SKOS.closeMatch, SKOS.exactMatch} for t in triples)


def test_europe_has_43_frameworks_with_381_levels(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "eu-nqfs")
    frameworks = of_class(triples, KQ.QualificationFramework)
    levels = of_class(triples, KQ.FrameworkLevel)
    assert (len(frameworks), len(levels)) == (43, 381)
    assert all(node.value.startswith(QDR.iri) for node in frameworks | levels)
    counts = Counter(t.object for t in triples if t.predicate == SKOS.inScheme)
    for framework in frameworks:
        stated = value(triples, framework, KQ.levelCount)
        assert isinstance(stated, Literal)
        assert counts[framework] == int(stated.value), framework


def test_level_notations_are_kept_as_the_frameworks_write_them(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "eu-nqfs")
    notations = texts(triples, SKOS.notation)
    assert {"4+", "5a", "6.1", "7 A", "I-Doctorat", "Entry 1-3", "A", "0"} <= notations


def test_french_levels_of_the_old_nomenclature_end_with_2018(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "eu-nqfs")
    ended = {t.subject for t in triples if t.predicate == SCHEMA.validThrough}
    french = {t.subject for t in triples if t.object == QDR.c_c8bc1cb9} - {QDR.c_c8bc1cb9}
    assert ended == french
    assert len(ended) == 6


def test_frameworks_name_the_official_country(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "eu-nqfs")
    countries = {t.object for t in triples if t.predicate == DCTERMS.spatial}
    assert {COUNTRY.DEU, COUNTRY.GBR, COUNTRY["1A0"]} <= countries
    assert value(triples, QDR.c_027221dd, DCTERMS.coverage) == Literal("GB-SCT")


def test_eqf_and_qf_ehea_levels_have_the_iris_of_the_contract(read_source: Read) -> None:
    eqf, _ = read_source("framework", TABLES / "eqf-2017")
    assert of_class(eqf, KQ.FrameworkLevel) == {EQF[str(n)] for n in range(1, 9)}
    cycles, _ = read_source("framework", TABLES / "qf-ehea-2005")
    assert of_class(cycles, KQ.FrameworkLevel) == {
        thing("qf-ehea", "2005", "cycle", name) for name in ("short", "first", "second", "third")
    }


def test_awards_whose_kazakh_and_russian_names_no_source_states_have_none(
    read_source: Read,
) -> None:
    triples, _ = read_source("framework", TABLES / "nqf-2016")
    languages = Counter[NamedNode]()
    for award in of_class(triples, KQ.AwardType):
        languages[award] = sum(t.subject == award for t in triples if t.predicate == SKOS.prefLabel)
    unnamed = {thing("award", "qualified-worker"), thing("award", "middle-level-specialist")}
    assert {award for award, count in languages.items() if count == 1} == unnamed
    assert {count for award, count in languages.items() if award not in unnamed} == {3}


def test_the_short_cycle_says_which_edition_it_is_known_from(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "qf-ehea-2005")
    revised = thing("claim", "qf-ehea-revised-2018")
    assert value(triples, revised, KQ.strength) == thing("strength", "official")
    note = thing("claim", "qf-ehea-2005-short-cycle")
    assert value(triples, note, RDF.subject) == thing("qf-ehea", "2005", "cycle", "short")
    assert value(triples, note, KQ.strength) == thing("strength", "editorial")


def test_the_revision_under_way_is_a_draft_beside_the_current_framework(read_source: Read) -> None:
    triples, _ = read_source("framework", TABLES / "nqf-2024")
    revision = thing("nqf", "revision", "2024")
    changes = {t.subject for t in triples if t.predicate == DCTERMS.isPartOf}
    assert of_class(triples, KQ.FrameworkRevision) == changes | {revision}
    assert len(changes) == 8
    assert texts(triples, KQ.status) == {"draft"}
    assert not of_class(triples, KQ.FrameworkLevel)


def test_editions_of_one_framework_are_versions_of_one_series() -> None:
    series = {s.version: s.series for s in shipped_sources() if s.kind == "framework"}
    assert series["nqf-2012"] == series["nqf-2016"] == "framework/nqf"
    assert series["nqf-2024"] == "framework/nqf-revision"
    assert series["eu-nqfs"] == "framework/eu-nqfs"
    assert len(set(series.values())) == len(series) - 1


def test_what_was_not_found_is_listed_as_a_gap() -> None:
    gaps = {gap.name for s in shipped_sources() if s.kind == "framework" for gap in s.gaps}
    assert {"nqf-2016-descriptors", "nqf-2012-levels", "sqf-frameworks"} <= gaps


def test_levels_are_transcribed_as_the_european_list_has_them(
    shared_data: Path, read_source: Read
) -> None:
    triples, _ = read_source("framework", TABLES / "eu-nqfs")
    with (shared_data / "eu" / "eu_nqf_levels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            node = NamedNode(row["level_uri"])
            assert value(triples, node, SKOS.notation) == Literal(row["notation"])
            assert value(triples, node, SKOS.inScheme) == NamedNode(row["framework_uri"])
            assert value(triples, node, SKOS.prefLabel) == Literal(
                row["level_label"], language="en"
            )


# A filled-in template


def test_the_filled_example_uses_every_table(read_source: Read) -> None:
    _, log = read_source("framework", EXAMPLES)
    assert not log.problems
    assert {path.stem for path in EXAMPLES.iterdir()} == {table.name for table in TEMPLATE.tables}


def test_a_correspondence_becomes_a_match_and_a_mapping_node(read_source: Read) -> None:
    triples, _ = read_source("framework", EXAMPLES)
    level = QDR.c_5a909eaa
    assert Triple(level, SKOS.closeMatch, EQF["4"]) in triples
    node = _mapping(triples, level)
    assert value(triples, node, OWL.annotatedTarget) == EQF["4"]
    assert value(triples, node, KQ.strength) == thing("strength", "official")
    assert value(triples, node, DCTERMS.source) == thing("document", "cpi-sok")
    assert value(triples, node, SSSOM.mapping_set) == graph("framework", "test")


def _mapping(triples: set[Triple], subject: NamedNode) -> NamedNode:
    (node,) = {
        t.subject for t in triples if t.predicate == OWL.annotatedSource and t.object == subject
    }
    assert isinstance(node, NamedNode)
    return node


def test_descriptors_pathways_and_documents_hang_below_their_level(read_source: Read) -> None:
    triples, _ = read_source("framework", EXAMPLES)
    descriptor = thing("framework", "25831c2", "level", "8", "descriptor", "knowledge")
    assert Triple(EQF["8"], KQ.hasDescriptor, descriptor) in triples
    level = ("nqf", "2016", "level", "5")
    pathway = thing(*level, "pathway", "he-minor")
    assert Triple(thing(*level), KQ.hasPathway, pathway) in triples
    assert any(t.predicate == KQ.confirmedBy and t.subject == QDR.c_4b23518c for t in triples)


def test_rows_may_name_levels_of_a_framework_that_another_source_defines(
    tmp_path: Path, read_source: Read
) -> None:
    files = write(
        tmp_path,
        correspondences="framework,edition,level,to,relation,comment,strength\n"
        "nqf,2016,4,eqf:4,broad,by the award,editorial\n",
    )
    triples, log = read_source("framework", files)
    assert not log.problems
    level = thing("nqf", "2016", "level", "4")
    assert Triple(level, SKOS.broadMatch, EQF["4"]) in triples
    assert value(triples, _mapping(triples, level), RDFS.comment) == Literal("by the award")


def test_a_source_that_states_no_counterpart_gives_a_node_without_a_match(
    tmp_path: Path, read_source: Read
) -> None:
    files = write(
        tmp_path,
        correspondences="framework,edition,level,to,strength\n"
        "nqf,2016,1,sssom:NoTermFound,published\n",
    )
    triples, _ = read_source("framework", files)
    node = _mapping(triples, thing("nqf", "2016", "level", "1"))
    assert value(triples, node, OWL.annotatedTarget) == SSSOM.NoTermFound
    assert not any(t.predicate == SKOS.closeMatch for t in triples)


def test_files_in_any_order_give_the_same_triples(read_source: Read) -> None:
    paths = sorted(EXAMPLES.iterdir())
    forwards, _ = read_source("framework", *paths)
    backwards, _ = read_source("framework", *reversed(paths))
    assert forwards == backwards


def test_the_series_is_that_of_the_one_framework_described(tmp_path: Path) -> None:
    one = write(tmp_path, levels="framework,edition,level\nmine,2026,1\nmine,2026,2\n")
    options = Options(version="2026")
    assert proposed("framework", [one], options)[0].series == "framework/mine"
    (tmp_path / "levels.csv").write_text("framework,edition,level\nmine,,1\nyours,,1\n")
    assert proposed("framework", [one], options)[0].series == "framework/2026"


# Mistakes


@pytest.mark.parametrize(
    ("table", "text", "column", "reason"),
    [
        (
            "levels",
            "framework,level,strength\nmine,1,certain\n",
            "strength",
            "'certain' is not one of legal, official",
        ),
        (
            "levels",
            "framework,level,title_en\nmine,1,One\nmine,1,Uno\n",
            "",
            "repeats framework 'mine', edition '', level '1' of levels.csv, row 2",
        ),
        ("levels", "framework,level\nmine,\n", "level", "is empty"),
        ("levels", "framework,level,iri\nmine,1,nowhere:1\n", "iri", "prefix 'nowhere'"),
        ("levels", "framework,level\nnowhere:x,1\n", "framework", "prefix 'nowhere'"),
        (
            "correspondences",
            "framework,level,to,relation,strength\nmine,1,eqf:1,exact,legal\n",
            "relation",
            "levels are never exactly the same",
        ),
        (
            "correspondences",
            "framework,level,to,strength\nqdr:c_ef113b94,1,eqf:1,official\n",
            "framework",
            "name the level by its IRI",
        ),
        (
            "correspondences",
            "framework,level,to,strength\nmine,eqf:1,eqf:1,official\n",
            "to",
            "maps a thing to itself",
        ),
        ("frameworks", "id,level_count\nmine,eight\n", "level_count", "not a whole number"),
    ],
)
def test_a_mistake_names_its_file_row_column_and_reason(
    table: str, text: str, column: str, reason: str, tmp_path: Path, read_source: Read
) -> None:
    _, log = read_source("framework", write(tmp_path, **{table: text}))
    (problem,) = log.problems
    assert problem.where.file == f"{table}.csv"
    assert problem.where.row == len(text.splitlines())
    assert problem.where.column == column
    assert reason in problem.reason


def test_a_level_missing_from_the_levels_table_is_refused(
    tmp_path: Path, read_source: Read
) -> None:
    files = write(
        tmp_path,
        levels="framework,level\nmine,1\n",
        prefixes="prefix,framework,level,strength\n9Z,mine,2,legal\n",
    )
    _, log = read_source("framework", files)
    assert [str(problem) for problem in log.problems] == [
        "prefixes.csv, row 2, column level: '2' is not in the levels table."
    ]


def test_an_unknown_column_is_named(tmp_path: Path, read_source: Read) -> None:
    files = write(tmp_path, levels="framework,level,colour\nmine,1,red\n")
    with pytest.raises(UnreadableInput, match=r"levels\.csv.*Unknown columns: 'colour'"):
        read_source("framework", files)
