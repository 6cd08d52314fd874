"""A new release: what carries over by itself, and what the team has to look at."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from tests import little_esco
from tests.little_esco import BAKE, BAKER, SKILL

from kgqual.answering import Graph, OpenSnapshot
from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.translations import Edit, Field, State
from kgqual.errors import BadUsage
from kgqual.store.snapshot import Snapshot
from kgqual.translation.units import Units
from kgqual.translation.workbench import Workbench
from kgqual.translation.worklist import Item, Outcome, Worklist, adoptions, worklist
from kgqual.translation.worklist.report import COLUMNS, as_csv, as_json, difference
from kgqual.translation.worklist.successions import esco_pair

FIRE, GROUP, GROUP_BEFORE = (SKILL + name for name in ("fire", "S1", "group-1"))
PREFERRED, ALTERNATIVE, DESCRIPTION = Field.PREFERRED, Field.ALTERNATIVE, Field.DESCRIPTION
Found = Mapping[tuple[str, Field], Item]


@pytest.fixture(scope="session")
def graph(
    publish_releases: Callable[..., Snapshot], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    """The little ESCO, in whose release 1.0 the skill group S1 has another IRI."""
    releases = little_esco.releases(group="group-1")
    with OpenSnapshot.of(publish_releases(tmp_path_factory.mktemp("worklist"), releases)) as opened:
        yield opened.on()


@pytest.fixture
def editorial(tmp_path: Path) -> Iterator[Editorial]:
    """A database of people's work."""
    with closing(Editorial(tmp_path)) as opened:
        yield opened


@pytest.fixture
def bolat(editorial: Editorial, graph: Graph) -> Person:
    """A reviewer, who translated a baker, a skill group and ``keep a fire`` of release 1.0."""
    person, _ = editorial.people.add("Bolat", Role.REVIEWER)
    before = Units.read(graph, esco_pair(graph, "1.0", "1.1").old)
    for iri, texts in {
        BAKER: {PREFERRED: ("наубайшы",), DESCRIPTION: ("Наубайшы нан пісіреді.",)},
        GROUP_BEFORE: {PREFERRED: ("тағам әзірлеу",)},
        FIRE: {PREFERRED: ("от жағу",)},
    }.items():
        units = before.concepts[iri].units
        hashes = {field: units[field].hash for field in texts}
        sources = {field: units[field].texts for field in texts}
        key = f"save-{iri.rsplit('/')[-1]}"
        edit = Edit(key, "kk", iri, 0, texts, hashes, sources, State.APPROVED)
        editorial.translations.save(person, edit)
    return person


@pytest.fixture
def listed(graph: Graph, editorial: Editorial, bolat: Person) -> Worklist:
    """The worklist for the way from 1.0 to 1.1."""
    assert bolat
    return worklist(graph, editorial.translations, "kk", "1.0", "1.1")


@pytest.fixture
def found(listed: Worklist) -> Found:
    """The items, by concept and field."""
    return {(item.concept.iri, item.field): item for item in listed.items}


def test_a_text_whose_source_is_the_same_carries_over(found: Found) -> None:
    item = found[BAKER, PREFERRED]
    assert item.outcome is Outcome.CARRIED
    assert item.entry and item.entry.texts == ("наубайшы",)


def test_one_whose_source_has_changed_is_stale_with_the_difference(found: Found) -> None:
    item = found[BAKER, DESCRIPTION]
    assert item.outcome is Outcome.STALE
    assert item.before == ("Bakers make bread.",)
    assert item.after == ("Bakers make bread, rolls and baguettes.",)
    assert difference(item) == "Bakers make bread{+, rolls and baguettes+}."


def test_a_concept_with_another_iri_is_offered_what_stood_of_it(found: Found) -> None:
    item = found[GROUP, PREFERRED]
    assert (item.outcome, item.entry) == (Outcome.OFFERED, None)
    assert item.offer
    assert item.offer.predecessor.iri == GROUP_BEFORE
    assert item.offer.entry.texts == ("тағам әзірлеу",)
    assert (item.offer.confidence, item.offer.official) == (0.99, False)
    assert found[GROUP_BEFORE, PREFERRED].successors == (GROUP,)


def test_what_is_gone_is_listed_with_its_translation(found: Found) -> None:
    item = found[FIRE, PREFERRED]
    assert (item.outcome, item.successors) == (Outcome.REMOVED, ())
    assert item.entry and item.entry.texts == ("от жағу",)


def test_what_has_not_changed_and_nobody_has_translated_is_no_work(found: Found) -> None:
    assert (BAKE, PREFERRED) not in found


def test_without_translations_it_lists_what_the_release_changes(
    graph: Graph, editorial: Editorial
) -> None:
    made = worklist(graph, editorial.translations, "tt", "1.0", "1.1")
    assert {item.outcome for item in made.items} == {
        *(Outcome.NEW, Outcome.CHANGED, Outcome.REMOVED)
    }
    assert made.concepts[Outcome.NEW] == made.concepts[Outcome.CHANGED] == 1
    assert made.concepts[Outcome.REMOVED] == 2
    other = worklist(graph, editorial.translations, "ba", "1.0", "1.1")
    for one, same in zip(made.items, other.items, strict=True):
        if one.outcome is Outcome.CHANGED:  # anyone may ask for any language: it is kept once
            assert one is same


def test_comparing_two_releases_leaves_the_units_that_translators_work_with(
    graph: Graph, little: OpenSnapshot
) -> None:
    """Reading them, and checking everything with them, takes long."""
    current = Units.of(little.on())
    for older in (graph, little.on()):  # the two releases 1.0 differ
        Units.of_release(older, esco_pair(older, "1.0", "1.1").old)
    assert Units.of(little.on()) is current


def test_what_is_offered_is_taken_over_as_drafts(
    graph: Graph, editorial: Editorial, bolat: Person, listed: Worklist
) -> None:
    translations = editorial.translations
    edits = adoptions(listed, translations.all("kk"), "adopt-group")
    [saved] = Workbench(Units.of(graph), translations).record(bolat, edits)
    assert saved.translation.concept == GROUP
    assert saved.translation.texts(PREFERRED) == ("тағам әзірлеу",)
    assert saved.change and GROUP_BEFORE in saved.change.comment
    again = worklist(graph, translations, "kk", "1.0", "1.1")
    assert again.counts[Outcome.OFFERED] == 0
    assert again.counts[Outcome.CARRIED] == listed.counts[Outcome.CARRIED] + 1
    assert adoptions(again, translations.all("kk"), "adopt-group-again") == []


def test_it_is_written_for_programs_and_for_spreadsheets(listed: Worklist) -> None:
    document = json.loads(as_json(listed, listed.items))
    assert (document["from"], document["to"], document["fields"]["stale"]) == ("1.0", "1.1", 1)
    stale = next(one for one in document["items"] if one["outcome"] == "stale")
    assert {piece["change"] for piece in stale["difference"]} == {"same", "ins"}
    offered = next(one for one in document["items"] if one["outcome"] == "offered")
    assert offered["offer"]["predecessor"] == GROUP_BEFORE
    rows = list(csv.DictReader(io.StringIO(as_csv(listed.items))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["outcome"] for row in rows] == [item.outcome for item in listed.items]
    assert {row["from"] for row in rows} == {"", GROUP_BEFORE}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0.9", "1.1", r"ESCO 0\.9 is not in this data directory\. There is: .*esco@1\.0"),
        ("1.1", "1.1", "name two"),
    ],
)
def test_only_of_releases_that_are_there(
    graph: Graph, editorial: Editorial, old: str, new: str, message: str
) -> None:
    with pytest.raises(BadUsage, match=message):
        worklist(graph, editorial.translations, "kk", old, new)
