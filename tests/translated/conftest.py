"""A small graph that keeps the shapes, with two releases like ESCO's, and people who translate."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kgqual import __version__
from kgqual.editorial import Editorial, Person, Role
from kgqual.editorial.translations import Edit, Field, State, source_hash
from kgqual.inventory import catalog_graph, graph_entries
from kgqual.model import Source
from kgqual.namespaces import graph, sparql_prologue
from kgqual.sources.conversion import GraphFile, write_sorted
from kgqual.staged import INDEXES, check
from kgqual.store.manifest import Manifest
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.validation.shapes import shapes_digest

OCCUPATION = "http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1"
SKILL = "http://data.europa.eu/esco/skill/19a8293b-8e95-4de3-983f-77484079c389"
OTHER = "http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d"
GONE = "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab"
SCHEME = "https://example.org/skills"
_SHARED = f"""
<{SCHEME}> a skos:ConceptScheme ; skos:prefLabel "Skills"@en .
isco:C2512 a skos:Concept, kq:OccupationGroup ; skos:notation "2512" ; skos:inScheme <{SCHEME}> ;
  skos:prefLabel "Software developers"@en .
<{OCCUPATION}> a skos:Concept, esco:Occupation ; skos:prefLabel "software developer"@en ;
  skos:altLabel "programmer"@en ; skos:broader isco:C2512 ; esco:memberOfISCOGroup isco:C2512 ;
  skos:notation "2512.4" .
"""
_SKILL = """
<{}> a skos:Concept, esco:Skill ; skos:prefLabel "{}"@en ; skos:inScheme <{}> ;
  esco:skillType <http://data.europa.eu/esco/skill-type/skill> ;
  esco:skillReuseLevel <http://data.europa.eu/esco/skill-reuse-level/cross-sector> .
"""


def _skills(*named: tuple[str, str]) -> str:
    return "".join(_SKILL.format(skill, name, SCHEME) for skill, name in named)


_PROGRAMMING = OTHER, "computer programming"
_RELEASES = {
    "1.0": _skills(_PROGRAMMING, (SKILL, "Java"), (GONE, "fax")),
    "1.1": _skills(_PROGRAMMING, (SKILL, "Java (computer programming)")),
}
SOURCES = {
    OCCUPATION: ("software developer",),
    SKILL: ("Java (computer programming)",),
    OTHER: ("computer programming",),
    GONE: ("fax",),
}
"""The preferred terms that are translated."""


@dataclass
class Bureau:
    """A data directory with a snapshot, and its people."""

    data: Path
    editorial: Editorial
    aigul: Person
    bolat: Person
    keys: Iterator[int] = field(default_factory=itertools.count)

    def approve(
        self,
        concept: str,
        *texts: str,
        by: Person | None = None,
        source: tuple[str, ...] = (),
        field: Field = Field.PREFERRED,
        language: str = "kk",
    ) -> None:
        """Aigul writes texts, and Bolat or ``by`` approves them; no texts: that is approved."""
        made_from = source or SOURCES[concept]
        hashes, sources = {field: source_hash(made_from)}, {field: made_from}
        steps = ((self.aigul, State.DRAFT), (by or self.bolat, State.APPROVED))
        for person, state in steps:
            version = self.editorial.translations.concept(language, concept).version
            key = f"edit-{next(self.keys):08}"
            written = {field: texts}
            self.editorial.translations.save(
                person, Edit(key, language, concept, version, written, hashes, sources, state)
            )

    def draft(self, concept: str, text: str) -> Edit:
        """Return an edit that writes a preferred term."""
        version = self.editorial.translations.concept("kk", concept).version
        made_from = SOURCES[concept]
        hashes = {Field.PREFERRED: source_hash(made_from)}
        texts, sources = {Field.PREFERRED: (text,)}, {Field.PREFERRED: made_from}
        key = f"edit-{next(self.keys):08}"
        return Edit(key, "kk", concept, version, texts, hashes, sources)

    @property
    def snapshots(self) -> Snapshots:
        """The snapshots in the data directory."""
        return Snapshots(self.data)


def build(data: Path, scratch: Path) -> Snapshot:
    """Publish the small graph, validated and indexed as a build does it."""
    sources, graphs = [], {}
    stated: Mapping[str, str] = {version: _SHARED + some for version, some in _RELEASES.items()}
    for version, turtle in stated.items():
        iri, folder = graph("esco", version), scratch / version
        folder.mkdir(parents=True)
        sha256, count = write_sorted(iri, _triples(turtle), folder)
        graphs[iri.value] = GraphFile(folder / "graph.nq", sha256, count, count, count, ())
        sources.append(Source("esco", version, iri.value, "esco", (), issued=f"202{version[-1]}"))
    entries = graph_entries(sources, graphs)
    catalog, file = catalog_graph(entries, scratch)
    manifest = Manifest(__version__, (*entries, catalog), shapes_digest())
    files = [*(graphs[entry.iri].path for entry in entries), file]
    return Snapshots(data).publish(
        *(manifest, files, "built", lambda step: None), check=check, indexes=INDEXES
    )


def _triples(turtle: str) -> Iterator[Triple]:
    for quad in parse(sparql_prologue() + turtle, RdfFormat.TURTLE):
        yield quad.triple


@pytest.fixture(scope="session")
def small_data(made_once: Callable[..., Path]) -> Path:
    """A data directory with a snapshot of the small graph; tests must not change it."""
    return made_once("small", lambda folder: build(folder / "data", folder / "made")) / "data"


@pytest.fixture
def bureau(small_data: Path, tmp_path: Path) -> Iterator[Bureau]:
    """A copy of the small data directory: Aigul translates, Bolat reviews."""
    data = Path(shutil.copytree(small_data, tmp_path / "data"))
    with closing(Editorial(data)) as editorial:
        aigul, _ = editorial.people.add("Aigul", Role.REVIEWER)
        bolat, _ = editorial.people.add("Болат", Role.REVIEWER)
        yield Bureau(data, editorial, aigul, bolat)
