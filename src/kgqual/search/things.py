"""What is found: the things of the graphs that have a label, with their labels, codes and types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.namespaces import DCAT, DCTERMS, FOAF, KQ, OWL, PROV, RDF, RDFS, SKOS, SKOSXL, SSSOM

_PREFERRED = (SKOS.prefLabel, DCTERMS.title, RDFS.label, FOAF.name)
_OTHER = (SKOS.altLabel, SKOS.hiddenLabel)
_NOTATION, _TYPE, _SCHEME = SKOS.notation.value, RDF.type.value, SKOS.inScheme.value
_TEXTS = {node.value: node in _PREFERRED for node in (*_PREFERRED, *_OTHER, SKOS.notation)}
"""Properties of labels and codes, and whether they name a thing as it is called first."""
_OF_LABELS = frozenset(
    node.value for node in (SKOSXL.prefLabel, SKOSXL.altLabel, SKOSXL.hiddenLabel, KQ.translationOf)
)
"""Properties that relate a thing to what only describes its labels."""
_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{3,}")
"""The last part of an IRI that is a code of its own: C2513, V2300032800."""
_ABOUT_THE_GRAPH = frozenset(
    node.value
    for node in (
        *(DCAT.Catalog, DCAT.Dataset, DCAT.DatasetSeries, DCTERMS.BibliographicResource),
        *(FOAF.Agent, KQ.ClaimConflict, KQ.KnownGap, OWL.AnnotationProperty, OWL.Class),
        *(OWL.DatatypeProperty, OWL.ObjectProperty, OWL.Ontology, PROV.Entity, RDF.Property),
        *(PROV.SoftwareAgent, SSSOM.MappingSet),
    )
)
"""Classes of what describes the graph and its sources."""


@dataclass
class Thing:
    """A thing with its labels: (text, language, whether it is a preferred one).

    ``degree`` says how central it is: the number of triples that link it with another thing, in
    either direction and other than by its class or its labels; 0 for what only describes the graph.
    """

    iri: str
    labels: list[tuple[str, str, bool]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    degree: int = 0

    @property
    def about_the_graph(self) -> bool:
        """Whether it describes the graph and its sources, not education or work."""
        return not _ABOUT_THE_GRAPH.isdisjoint(self.classes)


def read(graphs: Iterable[Path]) -> list[Thing]:
    """Return the things that have a label in these files of N-Quads, the most central first.

    Of equally central ones the order is that of their IRIs, so that it is the same each time.
    """
    things: dict[str, Thing] = {}
    degrees: Counter[str] = Counter()
    for graph in graphs:
        for subject, predicate, object, _ in ox.parse(path=graph, format=RdfFormat.N_QUADS):
            if isinstance(object, Literal):
                if predicate.value in _TEXTS and isinstance(subject, NamedNode):
                    _add_text(_thing(things, subject.value), predicate.value, object)
            elif predicate.value == _TYPE:
                if isinstance(subject, NamedNode) and isinstance(object, NamedNode):
                    _thing(things, subject.value).classes.append(intern(object.value))
            elif isinstance(object, NamedNode) and predicate.value not in _OF_LABELS:
                degrees[object.value] += 1
                if isinstance(subject, NamedNode):
                    degrees[subject.value] += 1
                    if predicate.value == _SCHEME:
                        _thing(things, subject.value).schemes.append(intern(object.value))
    found = [thing for thing in things.values() if thing.labels]
    for thing in found:
        _complete(thing, degrees[thing.iri])
    return sorted(found, key=lambda thing: (-thing.degree, thing.iri))


def _thing(things: dict[str, Thing], iri: str) -> Thing:
    thing = things.get(iri)
    if thing is None:
        thing = things[iri] = Thing(iri)
    return thing


def _add_text(thing: Thing, property: str, text: Literal) -> None:
    if property == _NOTATION:
        thing.codes.append(text.value)
    else:
        label = (text.value, intern(text.language or ""), _TEXTS[property])
        thing.labels.append(label)


def _complete(thing: Thing, degree: int) -> None:
    """Add what is known only when everything is read; what several graphs state counts once."""
    last = thing.iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]
    own = [last] if _CODE.fullmatch(last) else []
    thing.codes = list(dict.fromkeys([*sorted(thing.codes), *own]))
    thing.labels = sorted(set(thing.labels))
    thing.classes = sorted(set(thing.classes))
    thing.schemes = sorted(set(thing.schemes))
    thing.degree = 0 if thing.about_the_graph else degree
