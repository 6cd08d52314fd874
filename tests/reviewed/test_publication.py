"""What reviewers state is in the graph after a build; decisions outlive every snapshot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgqual import pipeline
from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial
from kgqual.errors import StorageFailed
from kgqual.namespaces import sparql_prologue
from kgqual.questions import ask
from kgqual.reviewed.publication import LEFT_OUT
from kgqual.sources.adding import Options
from kgqual.store.manifest import GraphEntry
from kgqual.store.snapshot import Snapshot, Snapshots

SKILL = "https://w3id.org/kgqual/id/worldskills/2026/"


@pytest.fixture(scope="session")
def snapshot(reviewed_data: Path) -> Snapshot:
    """What was built after the reviews."""
    return Snapshots(reviewed_data).current()


@pytest.fixture(scope="session")
def reviewed(snapshot: Snapshot) -> GraphEntry:
    """The graph of what was reviewed."""
    [entry] = [one for one in snapshot.manifest.graphs if "/sssom/reviewed-" in one.iri]
    return entry


@pytest.fixture
def own(reviewed_data: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the data directory, for a test that changes it."""
    data = Path(shutil.copytree(reviewed_data, tmp_path / "own"))
    yield data


def decided(data: Path) -> list[tuple[str, str, str]]:
    """Who decided what about which subject, in order."""
    editorial = Editorial(data)
    found = [(o.person, o.verdict.value, o.subject) for o in editorial.reviews.decisions()]
    editorial.close()
    return found


def test_it_is_a_graph_of_its_own_in_a_series_of_its_own(reviewed: GraphEntry) -> None:
    assert reviewed.current
    assert not reviewed.shipped
    assert reviewed.series == reviewed.iri.rpartition("/")[2].rsplit("-", 3)[0].join(("sssom/", ""))
    assert reviewed.title["en"] == "Mappings that people reviewed"
    assert reviewed.issued
    assert reviewed.licence == ""


@pytest.mark.parametrize(
    ("triple", "stated"),
    [
        (f"<{SKILL}05> skos:closeMatch isco:C3119", True),
        (f"<{SKILL}09> skos:broadMatch isco:C2514", False),  # Anna and Болат disagree
        (f"<{SKILL}09> skos:closeMatch isco:C2514", False),
        (f"<{SKILL}17> skos:closeMatch isco:C2513", False),  # rejected
        (f"<{SKILL}34> skos:exactMatch isco:C5120", False),  # the same as two of one scheme
        (f"<{SKILL}34> skos:exactMatch isco:C3434", False),
        (f"<{SKILL}06> skos:closeMatch isco:C9999", False),  # nothing describes it
    ],
)
def test_only_what_nobody_contradicts_is_stated(
    snapshot: Snapshot, reviewed: GraphEntry, triple: str, stated: bool
) -> None:
    query = f"{sparql_prologue()} ASK {{ GRAPH <{reviewed.iri}> {{ {triple} }} }}"
    assert snapshot.open().query(query).boolean() is stated


@pytest.mark.parametrize(
    "described",
    [
        f"?m owl:annotatedSource <{SKILL}05> ; sssom:reviewer_label 'Anna' ; "
        "kq:strength <https://w3id.org/kgqual/id/strength/editorial> ; "
        "kq:suggestedConfidence 0.8e0 ; sssom:review_date ?day",
        f"?m owl:annotatedSource <{SKILL}09> ; owl:annotatedProperty skos:broadMatch ; "
        "sssom:reviewer_label 'Anna' ; kq:disputed true",
        f"?m owl:annotatedSource <{SKILL}09> ; owl:annotatedProperty skos:closeMatch ; "
        "sssom:reviewer_label 'Болат' ; kq:disputed true ; "
        "sssom:predicate_modifier sssom:NegatedPredicate",
        f"?m owl:annotatedSource <{SKILL}04> ; owl:annotatedTarget sssom:NoTermFound",
        f"?m owl:annotatedSource <{SKILL}17> ; sssom:predicate_modifier sssom:NegatedPredicate",
    ],
)
def test_who_said_what_is_described(
    snapshot: Snapshot, reviewed: GraphEntry, described: str
) -> None:
    query = f"{sparql_prologue()} ASK {{ GRAPH <{reviewed.iri}> {{ {described} }} }}"
    assert snapshot.open().query(query).boolean()


def test_what_contradicts_the_graph_is_left_out_and_named(reviewed: GraphEntry) -> None:
    [finding] = reviewed.findings
    assert finding.rule == LEFT_OUT
    assert finding.count == 3
    assert sorted(example.split()[2] for example in finding.examples) == [
        "<http://data.europa.eu/esco/isco/C3434>",
        "<http://data.europa.eu/esco/isco/C5120>",
        "<http://data.europa.eu/esco/isco/C9999>",
    ]
    assert any("(Anna; decision 8)" in example for example in finding.examples)
    assert reviewed.kept == 5


def test_a_step_of_an_answer_rests_on_the_review(snapshot: Snapshot) -> None:
    with OpenSnapshot.of(snapshot) as opened:
        answer = ask(opened.on(None), "worldskills-for-occupation", {"occupation": "ISCO 3119"})
    steps = [step for step in answer.steps if step.subject == f"{SKILL}05"]
    assert [step.strength for step in steps if step.object.endswith("C3119")] == ["editorial"]


def test_a_mapping_that_is_denied_keeps_its_other_grounds_and_gains_none(
    snapshot: Snapshot,
) -> None:
    """The curated set states what Anna denies: the step is the curated set's alone."""
    with OpenSnapshot.of(snapshot) as opened:
        answer = ask(opened.on(None), "worldskills-for-occupation", {"occupation": "ISCO 2513"})
    [step] = [one for one in answer.steps if one.subject == f"{SKILL}17"]
    assert step.strength == "official"


def test_building_again_changes_nothing(own: Path) -> None:
    before = Snapshots(own).current()
    built = pipeline.build(own)
    assert built.unchanged
    assert built.snapshot == before


def test_decisions_outlive_a_rollback_and_the_removal_of_sources(own: Path, tmp_path: Path) -> None:
    before = decided(own)
    assert len(before) == 8
    table = tmp_path / "groups.csv"
    table.write_text("code,title_ru\n2,Группа\n", encoding="utf-8")
    pipeline.add(own, "nco", [table], Options(version="2024"))
    pipeline.remove(own, "nco", None)
    Snapshots(own).make_current(None)
    shutil.rmtree(own / "snapshots")
    shutil.rmtree(own / "converted")
    assert decided(own) == before


def test_a_database_that_cannot_be_read_stops_the_build(own: Path) -> None:
    before = Snapshots(own).current()
    (own / "editorial.sqlite").write_bytes(b"damaged" * 1000)
    with pytest.raises(StorageFailed, match="file is not a database"):
        pipeline.build(own)
    assert Snapshots(own).current() == before


def test_without_any_review_there_is_no_such_graph_and_no_database(served_data: Path) -> None:
    graphs = Snapshots(served_data).current().manifest.graphs
    assert not [entry for entry in graphs if "reviewed" in entry.iri]
    assert not (served_data / "editorial.sqlite").exists()
