"""Two small releases of a classification in which every kind of change happens once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat, Triple

from kgqual.answering import Graph, OpenSnapshot
from kgqual.store.snapshot import Snapshot

Publish = Callable[[Path, Mapping[tuple[str, str], tuple[str, list[Triple]]]], Snapshot]

PREFIXES = """
@prefix : <https://example.org/trade/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
EVERY = "a skos:Concept ; skos:inScheme :all"
SCHEME = ':all a skos:ConceptScheme ; skos:prefLabel "Trades"@en .'
OLD = f"""{SCHEME}
:wood {EVERY} ; skos:notation "1" ; skos:prefLabel "wood"@en .
:metal {EVERY} ; skos:notation "2" ; skos:prefLabel "metal"@en .
:cooper {EVERY} ; skos:prefLabel "cooper"@en ; skos:broader :wood .
:joiner {EVERY} ; skos:prefLabel "joiner"@en, "столяр"@ru ; skos:broader :wood .
:smith {EVERY} ; skos:prefLabel "smith"@en ; skos:broader :metal .
:tinner {EVERY} ; skos:prefLabel "tinner"@en ; skos:broader :metal .
:wright {EVERY} ; skos:prefLabel "wright"@en ; skos:definition "Makes carts."@en .
:turner {EVERY} ; skos:prefLabel "Turner"@en ; skos:notation "5" ; skos:broader :wood .
:bowyer {EVERY} ; skos:prefLabel "bowyer"@en .
:fletcher {EVERY} ; skos:prefLabel "fletcher"@en .
:metals a skos:ConceptScheme ; skos:prefLabel "Metals"@en .
:smith skos:inScheme :metals . :metal skos:inScheme :metals .
:sawyer {EVERY} ; skos:prefLabel "sawyer"@en ; skos:altLabel "pit sawyer"@en .
"""
NEW = f"""{SCHEME}
:timber {EVERY} ; skos:notation "1" ; skos:prefLabel "wood"@en ; dcterms:title "new" .
:metal {EVERY} ; skos:notation "2" ; skos:prefLabel "metal"@en .
:joiner {EVERY} ; skos:prefLabel "joiner and carpenter"@en ; skos:broader :timber .
:smith {EVERY} ; skos:prefLabel "smith"@en ; skos:broader :metal ; owl:deprecated true ;
  dcterms:isReplacedBy :blacksmith .
:blacksmith {EVERY} ; skos:prefLabel "blacksmith"@en ; skos:broader :metal .
:whitesmith {EVERY} ; skos:prefLabel "whitesmith"@en .
:plumber {EVERY} ; skos:prefLabel "plumber"@en ; dcterms:replaces :tinner .
:whitesmith dcterms:replaces :tinner .
:wright {EVERY} ; skos:prefLabel "wright"@en ; skos:definition "Makes wheels and ships."@en .
:turner {EVERY} ; skos:prefLabel "turner"@en ; skos:notation "6" ; skos:broader :metal .
:sawmiller {EVERY} ; skos:prefLabel "sawmill worker"@en ; skos:altLabel "sawyer"@en,
  "pit sawyer"@en .
:fletcher {EVERY} ; skos:prefLabel "fletcher"@en ; skos:altLabel "arrow maker"@en .
:metals a skos:ConceptScheme ; skos:prefLabel "Metals"@en .
:smith skos:inScheme :metals .
:glazier {EVERY} ; skos:prefLabel "glazier"@en .
"""


def triples(turtle: str) -> list[Triple]:
    quads = pyoxigraph.parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


@pytest.fixture(scope="session")
def trades(publish_releases: Publish, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    releases = {
        ("trade", "1"): ("2020", triples(OLD)),
        ("trade", "2"): ("2024", triples(NEW)),
        ("guild", "2021"): ("2021", triples(":guilds a skos:ConceptScheme .")),
    }
    snapshot = publish_releases(tmp_path_factory.mktemp("trades"), releases)
    with OpenSnapshot.of(snapshot) as opened:
        yield opened.on()
