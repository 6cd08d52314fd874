"""SSSOM mapping sets: those that are shipped, and what users' files become."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.errors import UnreadableInput
from kgqual.model import Strength
from kgqual.namespaces import (
    DCTERMS,
    EQF,
    FOAF,
    KQ,
    OWL,
    PAV,
    QDR,
    RDF,
    RDFS,
    SCHEMA,
    SEMAPV,
    SKOS,
    SSSOM,
    XSD,
    prefixes,
    thing,
)
from kgqual.resources import shipped
from kgqual.sources.adding import Options, proposed
from kgqual.sources.kinds.sssom.table import UNDEFINED_COLUMN
from kgqual.sources.log import Log

Read = Callable[..., tuple[set[Triple], Log]]
MAPPINGS = shipped("mappings")
OF_LEVELS = ("eu-nqf-eqf", "nqf-eqf", "nqf-nco", "nqf-qf-ehea", "qf-ehea-eqf")
EXAMPLES = shipped("ontology").parent / "examples" / "templates" / "sssom"

HEADER = """\
# mapping_set_id: https://example.org/mappings/mine
# curie_map:
#   eqf: http://data.europa.eu/snb/eqf/
#   kq: https://w3id.org/kgqual/ontology#
#   qdr: http://data.europa.eu/snb/qdr/
"""
STRENGTH = """\
# extension_definitions:
#   - slot_name: strength
#     property: kq:strength
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
ROW = "qdr:c_6919ed25\tskos:closeMatch\teqf:6\tsemapv:ManualMappingCuration"


def shipped_set(name: str) -> Path:
    return MAPPINGS / f"{name}.sssom.tsv"


def mapping_set(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "mine.sssom.tsv"
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def matches(triples: set[Triple]) -> set[Triple]:
    return {t for t in triples if t.predicate.value.endswith("Match")}


def by_node(triples: set[Triple]) -> dict[NamedNode, dict[NamedNode, set[object]]]:
    """The mapping nodes, each with its values by property."""
    nodes: dict[NamedNode, dict[NamedNode, set[object]]] = {
        t.subject: {}
        for t in triples
        if t.object == SSSOM.Mapping and isinstance(t.subject, NamedNode)
    }
    for t in triples:
        if isinstance(t.subject, NamedNode) and t.subject in nodes:
            nodes[t.subject].setdefault(t.predicate, set()).add(t.object)
    return nodes


def strengths(triples: set[Triple]) -> Counter[str]:
    return Counter(
        t.object.value.rpartition("/")[2]
        for t in triples
        if t.predicate == KQ.strength and isinstance(t.object, NamedNode)
    )


# What is shipped


@pytest.mark.parametrize("name", OF_LEVELS)
def test_shipped_sets_read_without_a_refusal_or_a_finding(name: str, read_source: Read) -> None:
    _, log = read_source("sssom", shipped_set(name))
    assert not log.problems
    assert not log.findings


@pytest.mark.parametrize("name", OF_LEVELS)
def test_shipped_sets_are_sorted_and_use_the_one_prefix_list(name: str) -> None:
    lines = shipped_set(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    assert rows == sorted(rows)
    declared = dict(re.findall(r"^# {3}([\w-]+): (\S+)$", "\n".join(lines), re.MULTILINE))
    assert declared.items() <= prefixes().items()


@pytest.mark.parametrize("name", OF_LEVELS)
def test_levels_are_never_the_same_and_every_mapping_says_what_it_rests_on(
    name: str, read_source: Read
) -> None:
    triples, _ = read_source("sssom", shipped_set(name))
    assert {t.predicate for t in matches(triples)} == {SKOS.closeMatch}
    for values in by_node(triples).values():
        assert len(values[KQ.strength]) == 1
        assert values[SSSOM.mapping_justification]
        assert values[PAV.authoredOn]
        assert values[PAV.authoredBy]
        if values[KQ.strength] != {thing("strength", "unverified")}:
            assert values[DCTERMS.source]
            assert values[KQ.locator]


def test_158_levels_of_europe_have_a_sourced_pair_221_an_unverified_one(read_source: Read) -> None:
    triples, _ = read_source("sssom", shipped_set("eu-nqf-eqf"))
    nodes = by_node(triples).values()
    absent = [n for n in nodes if n[OWL.annotatedTarget] == {SSSOM.NoTermFound}]
    assert len(nodes) == 383
    assert len(absent) == 4
    assert len(matches(triples)) == 379
    assert strengths(triples) == {
        "official": 91,
        "published": 55 + len(absent),
        "informal": 12,
        "unverified": 221,
    }
    assert sum(strengths(triples).values()) - len(absent) - 221 == 158


def test_two_irish_levels_share_eqf_6_and_two_english_ones_eqf_5(read_source: Read) -> None:
    triples, _ = read_source("sssom", shipped_set("eu-nqf-eqf"))
    found = matches(triples)
    for level in (QDR.c_38f52397, QDR.c_218a7e54):
        assert Triple(level, SKOS.closeMatch, EQF["6"]) in found
    for level in (QDR.c_308a1766, QDR.c_dec9edae):
        assert Triple(level, SKOS.closeMatch, EQF["5"]) in found


def test_icelandic_level_1_keeps_only_what_its_source_states(read_source: Read) -> None:
    triples, _ = read_source("sssom", shipped_set("eu-nqf-eqf"))
    found = {t.object for t in matches(triples) if t.subject == QDR.c_9d649d1c}
    assert found == {EQF["2"]}


def test_french_pairs_end_with_2018(read_source: Read) -> None:
    triples, _ = read_source("sssom", shipped_set("eu-nqf-eqf"))
    ended = {t.subject for t in triples if t.predicate == SCHEMA.validThrough}
    french = {
        node
        for node, values in by_node(triples).items()
        if values[OWL.annotatedSource]
        <= {
            QDR.c_243aefbe,
            QDR.c_40020d69,
            QDR.c_5ad5d222,
            QDR.c_7ab73420,
            QDR.c_828fbcc3,
            QDR.c_d7cce980,
        }
    }
    assert ended == french
    assert len(ended) == 6


def test_levels_that_the_european_list_lacks_are_of_their_own_framework(read_source: Read) -> None:
    triples, _ = read_source("sssom", shipped_set("eu-nqf-eqf"))
    french, turkish = thing("framework", "c_c8bc1cb9", "2019"), thing("nqf-hetr")
    of_others = Counter[object]()
    for values in by_node(triples).values():
        assert len(values[SSSOM.subject_source]) == 1
        of_others.update(values[SSSOM.subject_source] - {QDR["25831c2"]})
    assert of_others == {french: 4, turkish: 2}
    for number in "4567":
        level = thing("framework", "c_c8bc1cb9", "2019", "level", number)
        assert Triple(level, SKOS.closeMatch, EQF[number]) in triples


def test_every_sourced_pair_has_the_strength_its_source_gives(
    shared_data: Path, read_source: Read
) -> None:
    expected = {
        "official": Strength.OFFICIAL,
        "official_general": Strength.OFFICIAL,
        "official_by_row_position": Strength.PUBLISHED,
        "secondary_official": Strength.PUBLISHED,
        "secondary_official_two_sources": Strength.PUBLISHED,
    }
    triples, _ = read_source("sssom", shipped_set("eu-nqf-eqf"))
    stated = {
        (source, target): values
        for values in by_node(triples).values()
        for source in values[OWL.annotatedSource]
        for target in values[OWL.annotatedTarget]
    }
    with (shared_data / "eu" / "eqf_pairs_sourced.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values = stated[NamedNode(row["level_uri"]), EQF[row["eqf_level"]]]
            strength = expected.get(row["strength"], Strength.INFORMAL)
            assert values[KQ.strength] == {thing("strength", strength)}, row
            if row["strength"] == "official_general" and row["notation"] != "8":
                assert values[RDFS.comment], row


def test_the_framework_of_kazakhstan_and_the_eqf_are_compared_by_leads_only(
    read_source: Read,
) -> None:
    triples, _ = read_source("sssom", shipped_set("nqf-eqf"))
    assert strengths(triples) == {"unverified": 8}
    cycles, _ = read_source("sssom", shipped_set("nqf-qf-ehea"))
    assert strengths(cycles) == {"editorial": 3}


def test_each_source_of_a_cycle_has_its_own_row(read_source: Read) -> None:
    triples, _ = read_source("sssom", shipped_set("qf-ehea-eqf"))
    second = thing("qf-ehea", "2005", "cycle", "second")
    nodes = [n for n in by_node(triples).values() if n[OWL.annotatedSource] == {second}]
    assert len(nodes) == 3
    assert len(matches(triples)) == 4


def test_documents_that_sets_cite_are_described_by_the_shipped_frameworks(
    read_source: Read,
) -> None:
    described: set[object] = set()
    for folder in (shipped("ontology") / "tables" / "framework").iterdir():
        triples, _ = read_source("framework", folder)
        described |= {t.subject for t in triples if t.object == DCTERMS.BibliographicResource}
    for name in OF_LEVELS:
        triples, _ = read_source("sssom", shipped_set(name))
        assert {t.object for t in triples if t.predicate == DCTERMS.source} <= described


# What a set becomes


def test_the_example_reads_and_names_its_creator(read_source: Read) -> None:
    triples, log = read_source("sssom", EXAMPLES)
    assert not log.problems
    assert Triple(thing("organisation", "kgqual"), FOAF.name, Literal("kgqual")) in triples


def test_a_row_becomes_its_match_and_a_node_with_every_slot(
    tmp_path: Path, read_source: Read
) -> None:
    path = mapping_set(
        tmp_path,
        f"{COLUMNS}\tconfidence\tmapping_date\tcomment\tobject_label\tstrength",
        f"{ROW}\t0.5\t2026-01-31\tseen\tLevel 6\tpublished",
        header=HEADER + STRENGTH,
    )
    triples, _ = read_source("sssom", path)
    level = QDR.c_6919ed25
    assert matches(triples) == {Triple(level, SKOS.closeMatch, EQF["6"])}
    (values,) = by_node(triples).values()
    assert values == {
        RDF.type: {SSSOM.Mapping},
        OWL.annotatedSource: {level},
        OWL.annotatedProperty: {SKOS.closeMatch},
        OWL.annotatedTarget: {EQF["6"]},
        SSSOM.mapping_justification: {SEMAPV.ManualMappingCuration},
        SSSOM.mapping_set: {NamedNode("https://example.org/mappings/mine")},
        SSSOM.confidence: {Literal(0.5)},
        PAV.authoredOn: {Literal("2026-01-31", datatype=XSD.date)},
        RDFS.comment: {Literal("seen")},
        KQ.strength: {thing("strength", "published")},
    }


@pytest.mark.parametrize(
    "row",
    [
        f"{ROW}\tNot",
        "qdr:c_6919ed25\tskos:closeMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t",
    ],
)
def test_a_denied_mapping_and_one_without_an_object_give_no_match(
    row: str, tmp_path: Path, read_source: Read
) -> None:
    triples, _ = read_source("sssom", mapping_set(tmp_path, f"{COLUMNS}\tpredicate_modifier", row))
    assert not matches(triples)
    assert len(by_node(triples)) == 1


def test_metadata_may_lie_beside_the_table(tmp_path: Path, read_source: Read) -> None:
    table = mapping_set(tmp_path, COLUMNS, ROW, header="")
    metadata = tmp_path / "mine.sssom.yml"
    metadata.write_text(HEADER.replace("# ", ""), encoding="utf-8")
    beside, log = read_source("sssom", metadata, table)
    assert not log.problems
    embedded, _ = read_source("sssom", mapping_set(tmp_path, COLUMNS, ROW))
    assert beside == embedded


def test_a_byte_order_mark_is_passed_over(tmp_path: Path, read_source: Read) -> None:
    path = mapping_set(tmp_path, COLUMNS, ROW)
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8")
    triples, _ = read_source("sssom", path)
    assert len(matches(triples)) == 1


def test_a_set_is_named_versioned_and_one_of_its_series(tmp_path: Path) -> None:
    unversioned = proposed("sssom", [mapping_set(tmp_path, COLUMNS, ROW)], Options())[0]
    assert re.fullmatch(r"mine-sha256-[0-9a-f]{12}", unversioned.version)
    assert unversioned.series == "sssom/mine"
    header = HEADER + "# mapping_set_version: '2'\n# mapping_set_title: Mine\n"
    versioned = proposed("sssom", [mapping_set(tmp_path, COLUMNS, header=header)], Options())[0]
    assert versioned.version == "mine-2"
    assert versioned.title == {"en": "Mine"}
    assert versioned.series == unversioned.series


def test_a_column_that_nobody_defines_is_noted(tmp_path: Path, read_source: Read) -> None:
    path = mapping_set(tmp_path, f"{COLUMNS}\tstrength", f"{ROW}\tlegal")
    triples, log = read_source("sssom", path)
    assert log.findings[UNDEFINED_COLUMN].examples == ["mine.sssom.tsv: strength"]
    assert not strengths(triples)


# Mistakes


@pytest.mark.parametrize(
    ("columns", "row", "column", "reason"),
    [
        (COLUMNS, ROW.replace("qdr:", "nqf:"), "subject_id", "prefix 'nqf' is not in the set's"),
        (COLUMNS, ROW.replace("qdr:c_6919ed25", ""), "subject_id", "is missing"),
        (COLUMNS, ROW.replace("qdr:", ""), "subject_id", "is not a CURIE"),
        (COLUMNS, ROW.replace("semapv:", ""), "mapping_justification", "is not a CURIE"),
        (COLUMNS, ROW.replace("eqf:6", ""), "object_id", "is missing"),
        (COLUMNS, ROW.replace("skos:closeMatch", ""), "predicate_id", "is missing"),
        (
            COLUMNS,
            ROW.replace("semapv:ManualMappingCuration", ""),
            "mapping_justification",
            "is missing",
        ),
        (f"{COLUMNS}\tconfidence", f"{ROW}\t1.5", "confidence", "less than or equal to 1"),
        (f"{COLUMNS}\tmapping_date", f"{ROW}\tyesterday", "mapping_date", "date"),
        (f"{COLUMNS}\tstrength", f"{ROW}\tcertain", "strength", "'certain' is not one of legal"),
        (COLUMNS, ROW.replace("close", "exact"), "predicate_id", "they are never the same"),
        (COLUMNS, ROW.replace("eqf:6", "qdr:c_6919ed25"), "predicate_id", "maps a thing to itself"),
        (COLUMNS, f"{ROW}\tmore", "", "5 cells under 4 column names"),
    ],
)
def test_a_mistake_names_its_row_column_and_reason(
    columns: str, row: str, column: str, reason: str, tmp_path: Path, read_source: Read
) -> None:
    header = HEADER + STRENGTH
    _, log = read_source("sssom", mapping_set(tmp_path, columns, row, header=header))
    (problem,) = log.problems
    assert problem.where.file == "mine.sssom.tsv"
    assert problem.where.row == len(header.splitlines()) + 2
    assert problem.where.column == column
    assert reason in problem.reason


def test_every_mistake_is_listed_and_good_rows_are_still_read(
    tmp_path: Path, read_source: Read
) -> None:
    bad = ROW.replace("qdr:", "nqf:")
    _, log = read_source("sssom", mapping_set(tmp_path, COLUMNS, bad, ROW, ROW, bad))
    header = len(HEADER.splitlines())
    assert [problem.where.row for problem in log.problems] == [
        header + 2,
        header + 4,
        header + 5,
    ]
    assert "repeats the mapping of mine.sssom.tsv, row" in log.problems[1].reason
    assert (log.read, log.kept) == (4, 1)


def test_a_slot_given_for_the_set_and_in_a_column_is_refused(
    tmp_path: Path, read_source: Read
) -> None:
    path = mapping_set(
        tmp_path,
        f"{COLUMNS}\tmapping_date",
        f"{ROW}\t2026-01-31",
        header=HEADER + "# mapping_date: 2020-01-01\n",
    )
    _, log = read_source("sssom", path)
    (problem,) = log.problems
    assert problem.where.column == "mapping_date"
    assert "keep one of the two" in problem.reason


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "mapping_set_id: is missing"),
        (HEADER.replace("curie_map:", "curie_map: ["), "metadata are wrong"),
        (
            HEADER + STRENGTH + "#     type_hint: xsd:duration\n",
            "'strength' is of type xsd:duration",
        ),
    ],
)
def test_wrong_metadata_make_the_file_unreadable(header: str, reason: str, tmp_path: Path) -> None:
    path = mapping_set(tmp_path, COLUMNS, ROW, header=header)
    with pytest.raises(UnreadableInput, match=reason):
        proposed("sssom", [path], Options())


def test_a_file_without_column_names_is_unreadable(tmp_path: Path, read_source: Read) -> None:
    with pytest.raises(UnreadableInput, match="must name the columns"):
        read_source("sssom", mapping_set(tmp_path))


def test_a_quotation_mark_that_does_not_close_swallows_no_rows(
    tmp_path: Path, read_source: Read
) -> None:
    rows = [f'{ROW}\t"open', ROW.replace("eqf:6", "eqf:7") + "\tclosed"]
    table = mapping_set(tmp_path, f"{COLUMNS}\tcomment", "\n".join(rows), header=HEADER)
    with pytest.raises(UnreadableInput, match="Check the quotation marks"):
        read_source("sssom", table)


def test_a_source_is_one_set(tmp_path: Path) -> None:
    (tmp_path / "other.tsv").write_text(HEADER + COLUMNS + "\n", encoding="utf-8")
    mapping_set(tmp_path, COLUMNS, ROW)
    with pytest.raises(UnreadableInput, match="one file"):
        proposed("sssom", [tmp_path], Options())


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.sssom.tsv"
    path.write_bytes((HEADER + COLUMNS).encode() + "\nдеңгей".encode("cp1251", "replace"))
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        proposed("sssom", [path], Options())


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("#     property: dcterms:source\n", "", "is not in the set's curie_map"),
        ("kqid:document/cpi-sok", "kqid:cpi\x1fsok", "is not an IRI"),
    ],
)
def test_an_extension_that_names_nothing_is_refused(
    before: str, after: str, reason: str, tmp_path: Path, read_source: Read
) -> None:
    (example,) = (shipped("examples") / "templates" / "sssom").glob("*.tsv")
    path = tmp_path / "mine.sssom.tsv"
    path.write_text(example.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    _, log = read_source("sssom", path)
    assert log.problems
    assert {problem.where.column for problem in log.problems} == {"source"}
    assert all(reason in problem.reason for problem in log.problems)
