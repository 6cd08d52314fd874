"""ISCED-F 2013: 220 fields with official IRIs, and their match with ESCO's copy."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import ISCED_F, KQ, SEMAPV, SKOS, SSSOM, Namespace, thing
from kgqual.resources import shipped
from kgqual.sources.kinds.isced_f import FIELDS, SCHEME
from kgqual.sources.log import Log

ReadSource = Callable[..., tuple[set[Triple], Log]]
TABLES = shipped("ontology") / "tables" / "isced-f" / "2013"
MAPPINGS = shipped("mappings") / "isced-f.sssom.tsv"
ESCO_ISCED_F = Namespace("esco-isced-f")


@pytest.fixture
def fields(read_source: ReadSource) -> set[Triple]:
    triples, log = read_source("isced-f", TABLES)
    assert (log.refused, log.findings) == (0, {})
    return triples


def test_has_every_broad_narrow_and_detailed_field(fields: set[Triple]) -> None:
    assert Counter(len(code) for code in codes(fields)) == {2: 12, 3: 58, 4: 150}


def test_a_field_lies_below_the_one_its_code_begins_with(fields: set[Triple]) -> None:
    assert Triple(ISCED_F["0613"], SKOS.broader, ISCED_F["061"]) in fields
    assert Triple(ISCED_F["061"], SKOS.broader, ISCED_F["06"]) in fields
    assert Triple(ISCED_F["06"], SKOS.topConceptOf, SCHEME) in fields


def test_hierarchy_is_complete(fields: set[Triple]) -> None:
    typed = {t.subject for t in fields if t.object == KQ.StudyField}
    placed = {t.subject for t in fields if t.predicate in (SKOS.broader, SKOS.topConceptOf)}
    above = {t.object for t in fields if t.predicate == SKOS.broader}
    assert above < typed == placed


def test_notations_are_text_with_their_leading_zero(fields: set[Triple]) -> None:
    assert Triple(ISCED_F["0613"], SKOS.notation, Literal("0613")) in fields


def test_uses_the_scheme_iri_of_the_official_vocabulary(shared_data: Path) -> None:
    official = (shared_data / "eu" / "isced-f.xsd").read_text(encoding="utf-8")
    assert f'targetNamespace="{SCHEME.value}"' in official


def test_agrees_with_the_official_vocabulary(fields: set[Triple], shared_data: Path) -> None:
    with (shared_data / "eu" / "isced_f_2013_en.csv").open(encoding="utf-8") as file:
        official = {
            (NamedNode(row["uri"]), Literal(row["title_en"], language="en"))
            for row in csv.DictReader(file)
        }
    ours = {
        (t.subject, t.object)
        for t in fields
        if t.predicate == SKOS.prefLabel and t.subject != SCHEME
    }
    assert ours == official


def test_users_add_titles_in_other_languages(read_source: ReadSource, tmp_path: Path) -> None:
    titles = tmp_path / "titles.csv"
    titles.write_text("code,language,title\n0841,ru,Ветеринария\n", encoding="utf-8")
    triples, log = read_source("isced-f", TABLES, titles)
    assert log.refused == 0
    label = Literal("Ветеринария", language="ru")
    assert Triple(ISCED_F["0841"], SKOS.prefLabel, label) in triples


def test_titles_of_codes_that_no_table_has_are_refused(
    read_source: ReadSource, tmp_path: Path
) -> None:
    titles = tmp_path / "titles.csv"
    titles.write_text("code,language,title\n841,ru,Ветеринария\n", encoding="utf-8")
    _, log = read_source("isced-f", TABLES, titles)
    assert [str(p) for p in log.problems] == [
        "titles.csv, row 2, column code: '841' is in no table of these files."
    ]


@given(st.text("0123456789٠", max_size=6))
def test_codes_are_two_to_four_ascii_digits(code: str) -> None:
    good = code.isascii() and 2 <= len(code) <= 4
    assert (FIELDS.by_name["code"].fault(code) is None) == good


def test_every_field_of_esco_matches_the_same_field(
    read_source: ReadSource, fields: set[Triple], shared_data: Path
) -> None:
    triples, log = read_source("sssom", MAPPINGS)
    assert log.refused == 0
    matches = {t.subject: t.object for t in triples if t.predicate == SKOS.exactMatch}
    same = {ESCO_ISCED_F[code]: ISCED_F[code] for code in codes(fields)}
    assert matches == same
    assert set(matches) == esco_fields(shared_data)


def codes(fields: set[Triple]) -> set[str]:
    """Return the codes of the fields."""
    notations = {t.object for t in fields if t.predicate == SKOS.notation}
    return {notation.value for notation in notations if isinstance(notation, Literal)}


def esco_fields(shared_data: Path) -> set[NamedNode]:
    """Return the fields that ESCO 1.1.1 lists among its skill groups."""
    archive = shared_data / "esco" / "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    with zipfile.ZipFile(archive) as esco:
        text = esco.read("skillGroups_en.csv").decode("utf-8-sig")
    uris = (row["conceptUri"] for row in csv.DictReader(io.StringIO(text)))
    return {NamedNode(uri) for uri in uris if uri.startswith(ESCO_ISCED_F.iri)}


def test_matches_say_what_they_rest_on(read_source: ReadSource) -> None:
    triples, _ = read_source("sssom", MAPPINGS)
    mappings = {t.subject for t in triples if t.object == SSSOM.Mapping}
    assert len(mappings) == 220
    for term, value in (
        (KQ.strength, thing("strength", "computed")),
        (SSSOM.mapping_justification, SEMAPV.LexicalMatching),
        (SSSOM.subject_source, thing("document", "esco-1.1.1")),
    ):
        assert {t.subject for t in triples if t == Triple(t.subject, term, value)} == mappings
