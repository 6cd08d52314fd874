"""What the graph says of the things that a reviewer compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kgqual.answering import OpenSnapshot
from kgqual.model import Strength
from kgqual.store.snapshot import Snapshot
from kgqual.web.reviewing.terms import LADDERS, described

ISCO = "http://data.europa.eu/esco/isco/"
SKILL = "https://w3id.org/kgqual/id/worldskills/2026/17"
"""Web Technologies."""


def test_a_thing_has_its_names_its_code_and_its_place(shipped_snapshot: OpenSnapshot) -> None:
    found = described(shipped_snapshot.on(), [f"{ISCO}C2513"])[f"{ISCO}C2513"]
    assert found.code == "2513"
    assert set(found.label) >= {"en", "ru"}
    [ladder] = found.ladders
    assert [step.code for step in ladder] == ["2", "25", "251"]
    assert all(step.label["en"] for step in ladder)


def test_a_part_stands_below_the_standard_that_has_it(shipped_snapshot: OpenSnapshot) -> None:
    found = described(shipped_snapshot.on(), [SKILL, f"{SKILL}/section/3"])
    [[skill]] = found[f"{SKILL}/section/3"].ladders
    assert skill.iri == SKILL
    assert found[SKILL].narrower_count == 5
    assert f"{SKILL}/section/3" in {one.iri for one in found[SKILL].narrower}


def test_mappings_that_are_there_say_what_they_rest_on(shipped_snapshot: OpenSnapshot) -> None:
    skill, group = described(shipped_snapshot.on(), [SKILL, f"{ISCO}C2513"]).values()
    [mapping] = [m for m in skill.mappings if m.object.iri == group.iri]
    assert mapping in group.mappings
    assert mapping.predicate.iri.endswith("#closeMatch")
    assert mapping.strength is Strength.OFFICIAL
    assert [source.iri.rpartition("/")[2] for source in mapping.sources] == ["wsc2026-td17"]
    assert mapping.date and mapping.set and not mapping.denied
    strengths = [m.strength.rank for m in group.mappings if m.strength]
    assert strengths == sorted(strengths)


def test_of_what_the_graph_does_not_know_nothing_is_said(shipped_snapshot: OpenSnapshot) -> None:
    found = described(shipped_snapshot.on(), ["urn:x-nobody"])["urn:x-nobody"]
    assert (found.label, found.kinds, found.ladders, found.mappings) == ({}, (), (), ())
    assert described(shipped_snapshot.on(), []) == {}


@pytest.fixture
def tangled(publish_releases: Callable[..., Snapshot], tmp_path: Path) -> Iterator[OpenSnapshot]:
    """A hierarchy with several ways up, one of them in a circle, and a thing with two texts."""
    turtle = """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix ex: <https://example.org/> .
        ex:low skos:broader ex:a , ex:b , ex:c , ex:d ; skos:prefLabel "low"@en ;
            skos:scopeNote "for cooks"@en ; skos:definition "what is low"@en , "төмен"@kk ;
            skos:altLabel "z"@en , "B"@en , "a"@en .
        ex:a skos:broader ex:top . ex:b skos:broader ex:b2 . ex:b2 skos:broader ex:b .
    """
    triples = [quad.triple for quad in parse(turtle, RdfFormat.TURTLE)]
    made = publish_releases(tmp_path, {("rdf", "1"): ("", triples)})
    with OpenSnapshot.of(made) as opened:
        yield opened


def test_ways_up_are_few_and_end_where_they_would_go_in_circles(tangled: OpenSnapshot) -> None:
    [low] = described(tangled.on(), ["https://example.org/low"]).values()
    ways = [[step.iri.rpartition("/")[2] for step in ladder] for ladder in low.ladders]
    assert len(ways) == LADDERS
    assert ways == [["top", "a"], ["b2", "b"], ["c"]]


def test_the_definition_comes_before_a_note_and_names_are_sorted(tangled: OpenSnapshot) -> None:
    [low] = described(tangled.on(), ["https://example.org/low"]).values()
    assert low.texts == ({"en": "what is low", "kk": "төмен"}, {"en": "for cooks"})
    assert low.other_names == {"en": ("a", "B", "z")}
