"""Where every statement about a thing comes from."""

from __future__ import annotations

from collections.abc import Callable

from kgqual.answering import AnyAnswer, OpenSnapshot

Asking = Callable[..., AnyAnswer]
KQG = "https://w3id.org/kgqual/graph/"
KQID = "https://w3id.org/kgqual/id/"


def test_every_statement_has_its_graph_file_licence_document_and_place(asking: Asking) -> None:
    answer = asking("provenance", iri=f"{KQID}worldskills/2026/17/section/3")
    assert answer.answer is not None
    (weight,) = [o for o in answer.answer if o.predicate.iri.endswith("#weight")]
    assert weight.value.label == {"": "25"}
    assert (weight.graph.iri, weight.version) == (f"{KQG}worldskills/2026", "2026")
    assert weight.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert "sections.csv" in {file.name for file in weight.files}
    assert all(len(file.sha256) == 64 and file.size for file in weight.files)
    (index,) = weight.steps
    assert answer.steps[index].source.iri == f"{KQID}document/wsc2026-td17"
    assert answer.steps[index].source.locator == "§2.2"


def test_no_statement_is_left_out(asking: Asking, shipped_snapshot: OpenSnapshot) -> None:
    level = f"{KQID}nqf/2016/level/6"
    answer = asking("provenance", iri=level)
    stated = shipped_snapshot.store.query(f"SELECT ?g ?p ?o {{ GRAPH ?g {{ <{level}> ?p ?o }} }}")
    found = sum(origin.triples for origin in answer.answer or ())
    assert found + len(answer.leads) == len(list(stated.rows()))
    (lead,) = answer.leads
    assert lead.answer.value.iri == "http://data.europa.eu/snb/eqf/6"


def test_many_values_of_one_property_are_one_item_with_their_number(asking: Asking) -> None:
    answer = asking("provenance", iri=f"{KQID}worldskills/2026/skills")
    counted = {
        o.predicate.iri.rpartition("#")[2]: (o.triples, o.value) for o in answer.answer or ()
    }
    assert counted["hasTopConcept"] == (64, None)


def test_what_is_only_referred_to_is_described_by_nothing(asking: Asking) -> None:
    onet = "https://www.onetonline.org/link/summary/15-1134.00"
    answer = asking("provenance", iri=onet)
    assert (
        answer.reason
        == "No graph of the snapshot describes “onet:15-1134.00”: it is only referred to."
    )
