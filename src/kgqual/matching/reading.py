"""The things of a snapshot as terms, and the sets that they are in: schemes and classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat

from kgqual.matching.terms import Label, Term
from kgqual.namespaces import DCTERMS, FOAF, RDF, RDFS, SKOS

_PREFERRED = frozenset(
    node.value for node in (SKOS.prefLabel, DCTERMS.title, RDFS.label, FOAF.name)
)
_LABELS = _PREFERRED | {SKOS.altLabel.value, SKOS.hiddenLabel.value}
_DESCRIPTIONS = frozenset(node.value for node in (DCTERMS.description, SKOS.definition))
"""Not skos:scopeNote, which tells as often what a thing is not."""
_SETS = frozenset(node.value for node in (RDF.type, SKOS.inScheme, SKOS.topConceptOf))
_BROADER = SKOS.broader.value


@dataclass
class _Thing:
    """What is stated of a thing."""

    labels: set[Label] = field(default_factory=set)
    descriptions: set[tuple[str, str]] = field(default_factory=set)
    broader: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)

    def names(self) -> list[tuple[str, str]]:
        """Return its preferred labels with their language."""
        return sorted((one.text, one.language) for one in self.labels if one.preferred)


def read(graphs: Iterable[Path]) -> tuple[list[Term], Mapping[str, Sequence[int]]]:
    """Return the things with a label in files of N-Quads, and set → the numbers of its members.

    Both are in the order of their IRIs, so that the same files are read alike each time.
    """
    things: dict[str, _Thing] = {}
    for graph in graphs:
        for subject, predicate, object, _ in ox.parse(path=graph, format=RdfFormat.N_QUADS):
            if isinstance(subject, NamedNode):
                _state(things, subject.value, predicate.value, object)
    named = sorted(iri for iri, thing in things.items() if thing.labels)
    sets: dict[str, list[int]] = {}
    for number, iri in enumerate(named):
        for one in things[iri].sets:
            sets.setdefault(one, []).append(number)
    return [_term(iri, things) for iri in named], dict(sorted(sets.items()))


def _state(things: dict[str, _Thing], iri: str, predicate: str, object: object) -> None:
    if isinstance(object, Literal):
        if predicate in _LABELS:
            label = Label(object.value, intern(object.language or ""), predicate in _PREFERRED)
            _thing(things, iri).labels.add(label)
        elif predicate in _DESCRIPTIONS:
            text = (object.value, intern(object.language or ""))
            _thing(things, iri).descriptions.add(text)
    elif isinstance(object, NamedNode):
        if predicate in _SETS:
            _thing(things, iri).sets.add(intern(object.value))
        elif predicate == _BROADER:
            _thing(things, iri).broader.add(object.value)


def _thing(things: dict[str, _Thing], iri: str) -> _Thing:
    thing = things.get(iri)
    if thing is None:
        thing = things[iri] = _Thing()
    return thing


def _term(iri: str, things: Mapping[str, _Thing]) -> Term:
    """Return the thing as a term; a text that is a preferred label is no other one as well."""
    thing = things[iri]
    labels: dict[tuple[str, str], Label] = {}
    for label in sorted(thing.labels, key=lambda one: (not one.preferred, one.language, one.text)):
        labels.setdefault((label.text, label.language), label)
    broader = (things[one].names() for one in sorted(thing.broader) if one in things)
    context = tuple(dict.fromkeys(name for names in broader for name in names))
    return Term(iri, tuple(labels.values()), tuple(sorted(thing.descriptions)), context)
