"""A mapping set that is written and read again is the same, in every form of SSSOM."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from curies import Reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sssom_pydantic.api import MappingSetRecord
from sssom_pydantic.models import Record, Slot

from kgqual.mapping.reading import ReadSet, files_at, read
from kgqual.model import Strength
from kgqual.namespaces import XSD
from kgqual.resources import shipped
from kgqual.sources.kinds.sssom.document import Document, extension
from kgqual.sources.kinds.sssom.vocabulary import ENTITY_TYPES
from kgqual.sources.kinds.sssom.writing import FORMATS, save, save_apart, written

TEXT = (
    st.text(
        st.one_of(
            st.sampled_from('|\\"\t\n\r#:'),
            st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")),
        ),
        max_size=12,
    )
    .map(str.strip)
    .filter(bool)
)
CURIE = st.builds(
    "{}:{}".format,
    st.sampled_from(("kqid", "isco", "esco-skill", "eqf")),
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_/-]{0,6}[A-Za-z0-9]", fullmatch=True),
)
ADDRESS = st.from_regex(r"https://example\.org/[a-z]{1,5}", fullmatch=True)
DATE = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1))
SHARE = st.floats(0, 1)
KINDS = st.sampled_from(sorted(ENTITY_TYPES))


def lists(of: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(of, min_size=1, max_size=3, unique=True)


EXTENSIONS = st.fixed_dictionaries(
    {},
    optional={
        "locator": TEXT.map(lambda text: extension("locator", text)),
        "source": CURIE.map(lambda curie: extension("source", curie)),
        "strength": st.sampled_from(Strength).map(lambda one: extension("strength", one)),
        "valid_until": DATE.map(
            lambda day: Slot(predicate=Reference.from_curie("schema:validThrough"), value=day)
        ),
        "disputed": st.booleans().map(
            lambda one: Slot(predicate=Reference.from_curie("kq:disputed"), value=one)
        ),
    },
).map(lambda slots: slots or None)
SLOTS: dict[str, st.SearchStrategy[Any]] = {
    **{f"{end}_{slot}": TEXT for end in ("subject", "object") for slot in ("label",)},
    **dict.fromkeys(("subject_type", "object_type", "predicate_type"), KINDS),
    **dict.fromkeys(("mapping_date", "publication_date", "review_date"), DATE),
    **dict.fromkeys(("confidence", "similarity_score", "reviewer_agreement"), SHARE),
    **{slot: lists(CURIE) for slot in ("author_id", "reviewer_id", "derived_from")},
    **{slot: lists(TEXT) for slot in ("author_label", "match_string", "curation_rule_text")},
    **dict.fromkeys(("subject_source", "mapping_source", "mapping_tool_id"), CURIE),
    **dict.fromkeys(("comment", "mapping_tool", "similarity_measure", "other"), TEXT),
    "predicate_modifier": st.just("Not"),
    "mapping_cardinality": st.sampled_from(("1:1", "1:n", "n:1", "n:n")),
    "license": ADDRESS,
    "mapping_provider": ADDRESS,
    "see_also": lists(ADDRESS),
    "extensions": EXTENSIONS,
}
REQUIRED = {
    "subject_id": CURIE,
    "predicate_id": st.sampled_from(("skos:exactMatch", "skos:closeMatch", "skos:broadMatch")),
    "object_id": st.one_of(CURIE, st.just("sssom:NoTermFound")),
    "mapping_justification": st.just("semapv:ManualMappingCuration"),
}
RECORDS = st.lists(
    st.fixed_dictionaries(REQUIRED, optional=SLOTS).map(Record.model_validate), max_size=4
)
ABOUT = st.fixed_dictionaries(
    {"mapping_set_id": st.just("https://example.org/mappings/mine"), "license": ADDRESS},
    optional={
        "mapping_set_title": TEXT,
        "mapping_set_description": TEXT,
        "mapping_set_version": st.one_of(TEXT, st.just("2026-11-22"), st.just("1.0")),
        "mapping_set_confidence": SHARE,
        "mapping_set_source": lists(ADDRESS),
        "creator_id": lists(CURIE),
        "creator_label": lists(TEXT),
        "publication_date": DATE,
        "comment": TEXT,
        "other": TEXT,
    },
).map(MappingSetRecord.model_validate)


def read_again(path: Path) -> ReadSet:
    again = read(files_at([path])[0])
    assert (again.problems, again.notes) == ((), ())
    return again


def with_values(quad: ox.Quad) -> ox.Quad:
    """A statement whose numbers are written alike: 0, 0.0 and 0E0 are one."""
    value = quad.object
    if isinstance(value, ox.Literal) and value.datatype == XSD.double:
        value = ox.Literal(float(value.value))
    return ox.Quad(quad.subject, quad.predicate, value)


def meaning(text: str, format: ox.RdfFormat) -> set[ox.Quad]:
    triples = ox.Dataset(map(with_values, ox.parse(text, format=format)))
    triples.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(triples)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ABOUT, RECORDS)
def test_what_is_written_is_read_again_as_it_was(
    about: MappingSetRecord, records: list[Record]
) -> None:
    document = Document.of(about, records)
    with tempfile.TemporaryDirectory() as folder:
        for format in FORMATS:
            path = Path(folder, f"mine.sssom.{format}")
            save(document, path, format)
            assert read_again(path).document() == document, format
        apart = Path(folder, "apart.sssom.tsv")
        beside = save_apart(document, apart)
        again = read(files_at([apart, beside])[0])
        assert again.document() == document


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ABOUT, RECORDS)
def test_json_ld_and_turtle_mean_the_same(about: MappingSetRecord, records: list[Record]) -> None:
    document = Document.of(about, records)
    turtle = meaning(written(document, "ttl"), ox.RdfFormat.TURTLE)
    assert meaning(written(document, "jsonld"), ox.RdfFormat.JSON_LD) == turtle


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", sorted(path.name for path in shipped("mappings").glob("*.tsv")))
def test_shipped_sets_survive_every_form(name: str, format: str, tmp_path: Path) -> None:
    document = read_again(shipped("mappings") / name).document()
    path = tmp_path / f"again.sssom.{format}"
    save(document, path, format)
    assert read_again(path).document() == document


def test_a_table_is_canonical_but_for_the_order_of_its_rows() -> None:
    record = {
        "subject_id": "eqf:6",
        "predicate_id": "skos:closeMatch",
        "object_id": "kqid:nqf/2016/level/6",
        "mapping_justification": "semapv:ManualMappingCuration",
        "mapping_date": "2026-11-22",
        "match_string": ["a|b", "c\\d"],
    }
    about = MappingSetRecord.model_validate(
        {"mapping_set_id": "https://example.org/m", "mapping_set_version": "2026-11-22"}
    )
    document = Document.of(about, [Record.model_validate(record)])
    assert written(document, "tsv") == (
        "#curie_map:\n"
        "#  eqf: http://data.europa.eu/snb/eqf/\n"
        "#  kqid: https://w3id.org/kgqual/id/\n"
        "#mapping_set_id: https://example.org/m\n"
        '#mapping_set_version: "2026-11-22"\n'
        '#mapping_date: "2026-11-22"\n'
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmatch_string\n"
        "eqf:6\tskos:closeMatch\tkqid:nqf/2016/level/6\tsemapv:ManualMappingCuration\t"
        "a\\|b|c\\\\d\n"
    )
