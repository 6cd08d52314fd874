"""How far a translation has come, and that its numbers are those of the question label-coverage."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from tests import little_esco
from tests.little_esco import BAKER, ISCO, SCHEME, SKILL

from kgqual.answering import OpenSnapshot
from kgqual.editorial import Editorial
from kgqual.namespaces import SKOS
from kgqual.questions import ask
from kgqual.store.snapshot import Snapshot
from kgqual.translation.progress import By, Counts, Part, Progress, progress, telling
from kgqual.translation.progress.counts import Tallies
from kgqual.translation.units import Units


@pytest.fixture(scope="module")
def found(little: OpenSnapshot, units: Units, begun: Editorial) -> Progress:
    """The progress of what Aigul and Bolat have begun, of which nothing is published yet."""
    activity = begun.translations.activity("kk")
    return progress(little.on(), units, "kk", begun.translations.all("kk"), activity)


def part(found: Progress, by: By, key: str = "") -> Part:
    (one,) = (part for part in found.by(by) if key in (part.thing.iri, part.thing.code))
    return one


def test_every_concept_is_in_one_state(found: Progress, units: Units) -> None:
    for one in found.parts:
        counts = one.counts
        states = (counts.untranslated, counts.draft, counts.submitted, counts.reviewed)
        assert sum(states) + counts.approved == counts.concepts
    assert part(found, By.ALL).counts == Counts(
        concepts=len(units.concepts),
        untranslated=len(units.concepts) - 4,
        draft=1,
        submitted=1,
        reviewed=1,
        approved=1,
        published=0,
        stale=1,
    )


def test_every_division_has_its_parts(found: Progress) -> None:
    assert part(found, By.KIND, "occupation").counts.concepts == 3
    assert part(found, By.SCHEME, SCHEME + "member-skills").counts.concepts == 5
    assert part(found, By.COLLECTION, little_esco.DIGITAL).counts.concepts == 1
    bakers = part(found, By.MAJOR, ISCO + "C7")
    assert bakers.thing.code == "7"
    assert (bakers.counts.concepts, bakers.counts.approved, bakers.counts.submitted) == (4, 1, 1)
    assert part(found, By.ISCO, ISCO + "C7512").counts.concepts == 3


def test_what_has_changed_is_counted_anew(
    little: OpenSnapshot, units: Units, begun: Editorial
) -> None:
    graph, done = little.on(), dict(begun.translations.all("kk"))
    (before, *_) = progress(graph, units, "kk", done, []).parts
    del done[BAKER]
    (after, *_) = progress(graph, units, "kk", done, []).parts
    assert after.counts.untranslated == before.counts.untranslated + 1


def test_who_did_what_in_which_week(found: Progress) -> None:
    done = {(one.person, one.act): one.changes for one in found.activity}
    assert done == {("Aigul", "save"): 2, ("Bolat", "save"): 2, ("Bolat", "assign"): 1}
    ((week, _), _) = telling.by_person(found)
    assert week == found.activity[0].week


def test_json_and_csv_have_the_same_numbers(found: Progress) -> None:
    told = json.loads(telling.told(found).model_dump_json())
    written = io.StringIO()
    telling.write_csv(found, "kk", written)
    rows = list(csv.DictReader(io.StringIO(written.getvalue())))
    numbers = [[str(one[name]) for name in telling.COUNTED] for one in told["parts"]]
    assert numbers == [[row[name] for name in telling.COUNTED] for row in rows]
    assert {one["person"] for one in told["activity"]} == {"Aigul", "Bolat"}


def test_published_numbers_are_those_of_label_coverage(
    publish_releases: Callable[..., Snapshot], tmp_path: Path, begun: Editorial
) -> None:
    labels = {BAKER: "наубайшы", SKILL + "S1": "тамақ жасау", ISCO + "C7512": "Наубайшылар"}
    published = [
        Triple(NamedNode(iri), SKOS.prefLabel, Literal(text, language="kk"))
        for iri, text in labels.items()
    ]
    releases = little_esco.releases() | {("translation", "kk"): ("2026-11-22", published)}
    with OpenSnapshot.of(publish_releases(tmp_path, releases)) as opened:
        graph = opened.on()
        units = Units.of(graph)
        found = progress(graph, units, "kk", begun.translations.all("kk"), [])
        coverage = ask(graph, "label-coverage", {"lang": "kk"})
    asked = {one.scheme.iri: (one.labelled, one.concepts) for one in coverage.answer or ()}
    counted = {
        one.thing.iri: (one.counts.published, one.counts.concepts)
        for one in found.by(By.SCHEME, By.COLLECTION)
    }
    assert counted == {iri: numbers for iri, numbers in asked.items() if iri in counted}
    assert counted[SCHEME + "occupations"] == (2, 7)
    assert part(found, By.ALL).counts.published == 3
    assert part(found, By.MAJOR, ISCO + "C7").counts.approved == 1, "the database says it"


def test_a_language_that_nobody_began_takes_no_memory(units: Units) -> None:
    """Anyone may ask for any language."""
    baker = units.concepts[BAKER]
    assert Tallies(set()).of(baker, None) is Tallies(set()).of(baker, None)
    assert Tallies({BAKER}).of(baker, None).published
