"""What is inferred as SSSOM: a set like any other, which says what it was derived from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.mapping.inference.conftest import Inferring

from kgqual.answering import OpenSnapshot
from kgqual.mapping.checks import check
from kgqual.mapping.inference import Asked, infer
from kgqual.mapping.inference.mapping_set import as_document
from kgqual.mapping.reading import files_at, read
from kgqual.namespaces import expand
from kgqual.sources.kinds.sssom.document import Document
from kgqual.sources.kinds.sssom.writing import save


@pytest.fixture
def levels(shipped_snapshot: OpenSnapshot) -> Document:
    """The levels of Kazakhstan's framework mapped to those of Germany's."""
    return as_document(
        infer(shipped_snapshot.on(), Asked.model_validate({"from": "NQF", "to": "DQR"}))
    )


def test_a_record_says_how_it_was_made_and_from_what(
    levels: Document, shipped_snapshot: OpenSnapshot
) -> None:
    first = levels.records[0]
    assert (first.subject_id, first.subject_label) == ("kqid:nqf/2016/level/6", "NQF level 6")
    assert (first.object_id, first.object_label) == ("qdr:c_6919ed25", "DQR Level 6")
    assert first.mapping_justification == "semapv:MappingChaining"
    assert (first.subject_source, first.object_source) == ("kqid:nqf/2016", "qdr:c_ef113b94")
    assert first.comment == (
        "Follows from: kqid:nqf/2016/level/6 skos:closeMatch kqid:qf-ehea/2005/cycle/first "
        "(editorial); kqid:qf-ehea/2005/cycle/first skos:closeMatch eqf:6 (official); "
        "qdr:c_6919ed25 skos:closeMatch eqf:6 (official). It holds for higher education only."
    )
    assert first.extensions
    assert first.extensions["strength"].value == "editorial"
    for curie in first.derived_from or []:
        stated = f"ASK {{ GRAPH ?g {{ <{expand(curie).value}> a sssom:Mapping }} }}"
        prologue = "PREFIX sssom: <https://w3id.org/sssom/> "
        assert shipped_snapshot.store.query(prologue + stated).boolean()


def test_leads_are_left_out(levels: Document, inferring: Inferring) -> None:
    assert len(levels.records) == 3
    assert as_document(inferring("f")).records == ()


def test_a_confidence_is_kept(inferring: Inferring) -> None:
    (record,) = as_document(inferring("c")).records
    assert record.confidence == pytest.approx(0.72)


def test_the_set_can_be_added_as_it_is(
    levels: Document, shipped_snapshot: OpenSnapshot, tmp_path: Path
) -> None:
    file = tmp_path / "levels.sssom.tsv"
    save(levels, file)
    (files,) = files_at([file])
    again = read(files)
    assert again.problems == ()
    assert [record for _, record in again.rows] == list(levels.records)
    assert check([files], shipped_snapshot.on()).errors == 0


def test_what_the_prefix_list_does_not_name_gets_a_prefix(inferring: Inferring) -> None:
    found = inferring("c")
    elsewhere = found.mappings[0].object.model_copy(update={"iri": "https://example.org/x#y"})
    mapping = found.mappings[0].model_copy(update={"object": elsewhere})
    document = as_document(found.model_copy(update={"mappings": (mapping,)}))
    assert document.records[0].object_id == "ns1:y"
    assert document.about.curie_map
    assert document.about.curie_map["ns1"] == "https://example.org/x#"
