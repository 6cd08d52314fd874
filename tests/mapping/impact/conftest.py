"""Two small releases of trades, and a set that maps crafts to the trades of the older one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kgqual.answering import Graph, OpenSnapshot
from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, RDF, SEMAPV, SKOS, SSSOM
from kgqual.sources.mappings import Mapping as Stated
from kgqual.store.snapshot import Snapshot, Snapshots

Publish = Callable[[Path, Mapping[tuple[str, str], tuple[str, list[Triple]]]], Snapshot]

SET = NamedNode("https://example.org/mappings/crafts")
PREFIXES = """
@prefix : <https://example.org/trade/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
EVERY = "a skos:Concept ; skos:inScheme :all"
CASKS = '"Makes barrels and casks of oak staves."@en'
OLD = f"""
:wood {EVERY} ; skos:prefLabel "working wood"@en .
:hand {EVERY} ; skos:prefLabel "working by hand"@en ; skos:broader :wood .
:cooper {EVERY} ; skos:prefLabel "cooper"@en ; skos:broader :hand ;
    dcterms:description {CASKS} .
:tinner {EVERY} ; skos:prefLabel "tinner"@en .
:sawyer {EVERY} ; skos:prefLabel "sawyer"@en ; skos:altLabel "pit sawyer"@en .
:joiner {EVERY} ; skos:prefLabel "joiner"@en .
:turner {EVERY} ; skos:prefLabel "Turner"@en .
:smith {EVERY} ; skos:prefLabel "smith"@en .
:miller {EVERY} ; skos:prefLabel "sawmill worker"@en .
:carver {EVERY} ; skos:prefLabel "carver"@en .
"""
NEW = f"""
:wood {EVERY} ; skos:prefLabel "working wood"@en .
:barrels {EVERY} ; skos:prefLabel "cooper of barrels"@en ; dcterms:description {CASKS} .
:plumber {EVERY} ; skos:prefLabel "plumber"@en ; dcterms:replaces :tinner .
:whitesmith {EVERY} ; skos:prefLabel "whitesmith"@en ; dcterms:replaces :tinner .
:miller dcterms:replaces :carver .
:miller {EVERY} ; skos:prefLabel "sawmill worker"@en ; skos:altLabel "sawyer"@en, "pit sawyer"@en .
:joiner {EVERY} ; skos:prefLabel "joiner and carpenter"@en .
:turner {EVERY} ; skos:prefLabel "turner"@en .
:smith {EVERY} ; skos:prefLabel "smith"@en .
"""
MAPPED = (
    ("barrels-of-oak", SKOS.exactMatch, "cooper", 0.8),
    ("barrel-like", SKOS.closeMatch, "cooper", None),
    ("oak", SKOS.narrowMatch, "cooper", None),
    ("tins", SKOS.exactMatch, "tinner", None),
    ("saws", SKOS.exactMatch, "sawyer", None),
    ("chairs", SKOS.exactMatch, "joiner", None),
    ("bowls", SKOS.closeMatch, "turner", None),
    ("shoes-of-horses", SKOS.closeMatch, "smith", None),
    ("saws", SKOS.closeMatch, "carver", None),
    ("ships", SKOS.closeMatch, "shipwright", None),
)
"""Craft, relation, trade, confidence."""


def mappings() -> Iterator[Triple]:
    yield Triple(SET, RDF.type, SSSOM.MappingSet)
    yield Triple(SET, DCTERMS.title, Literal("Crafts to trades"))
    for craft, predicate, trade, sure in MAPPED:
        details = ((SSSOM.confidence, Literal(sure)),) if sure else ()
        mapping = Stated(
            NamedNode(f"https://example.org/craft/{craft}"),
            predicate,
            NamedNode(f"https://example.org/trade/{trade}"),
            SEMAPV.ManualMappingCuration,
            SET,
            strength=Strength.OFFICIAL,
            details=details,
        )
        yield from mapping.triples()


def triples(turtle: str) -> list[Triple]:
    quads = pyoxigraph.parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return [quad.triple for quad in quads]


@pytest.fixture(scope="session")
def crafts_data(publish_releases: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with both releases of the trades and the mappings."""
    data = tmp_path_factory.mktemp("crafts")
    releases = {
        ("trade", "1"): ("2020", triples(OLD)),
        ("trade", "2"): ("2024", triples(NEW)),
        ("sssom", "crafts-1"): ("2021", list(mappings())),
    }
    publish_releases(data, releases)
    return data


@pytest.fixture(scope="session")
def crafts(crafts_data: Path) -> Iterator[Graph]:

    with OpenSnapshot.of(Snapshots(crafts_data).current()) as opened:
        yield opened.on()
