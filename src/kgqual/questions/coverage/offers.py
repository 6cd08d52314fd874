"""What may cover a standard: the skills that ESCO lists for an occupation, or modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kgqual.answering import Graph, Link, Query, Thing
from kgqual.namespaces import DCTERMS, ELM, ESCO, KQ, SKOS
from kgqual.store.interface import Term as RdfTerm

_PREFERRED, _DESCRIBING = SKOS.prefLabel, frozenset({DCTERMS.description, SKOS.definition})
_NEEDS = {ESCO.relatedEssentialSkill: "essential", ESCO.relatedOptionalSkill: "optional"}
_PARTS = {KQ.hasModule: "module", ELM.learningOutcome: "outcome"}


@dataclass
class Unit:
    """One thing that may cover a part of a standard: a skill, a module, a learning outcome.

    ``kind`` says what it is in the whole that offers it, ``links`` that it belongs there.
    ``labels`` are texts with their language and whether they are preferred. ``sections`` are
    those that it is said to be built on.
    """

    iri: str
    kind: str
    links: tuple[Link, ...]
    labels: dict[tuple[str, str], bool] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], None] = field(default_factory=dict)
    sections: dict[str, None] = field(default_factory=dict)

    def take(self, property: RdfTerm, text: RdfTerm) -> None:
        """Take one of its labels or descriptions."""
        assert isinstance(text, Literal)
        words = (text.value, text.language or "")
        if property in _DESCRIBING:
            self.descriptions[words] = None
        else:
            self.labels[words] = self.labels.get(words, False) or property == _PREFERRED


def skills_of(graph: Graph, query: Query, occupation: Thing) -> list[Unit]:
    """Return the skills that ESCO lists for an occupation: none when it lists none."""
    units: dict[str, Unit] = {}
    for row in graph.solutions(query, occupation=occupation):
        relation, iri = _node(row["relation"]), _node(row["unit"]).value
        if iri not in units or units[iri].kind != _NEEDS[relation] == "essential":
            known = units.get(iri)
            units[iri] = Unit(iri, _NEEDS[relation], (Link(occupation.iri, relation, iri),))
            if known:
                units[iri].labels, units[iri].descriptions = known.labels, known.descriptions
        units[iri].take(row["property"], row["text"])
    return list(units.values())


def modules_of(graph: Graph, query: Query, programme: Thing) -> list[Unit]:
    """Return the modules and learning outcomes of a programme: none when it has none."""
    units: dict[str, Unit] = {}
    modules: Mapping[str, Link] = {
        _node(row["unit"]).value: Link(programme.iri, KQ.hasModule, _node(row["unit"]).value)
        for row in graph.solutions(query, programme=programme)
        if row["relation"] == KQ.hasModule
    }
    for row in graph.solutions(query, programme=programme):
        iri, of, relation = _node(row["unit"]).value, _node(row["of"]).value, _node(row["relation"])
        above = (modules[of],) if of in modules else ()
        unit = units.setdefault(iri, Unit(iri, _PARTS[relation], (*above, Link(of, relation, iri))))
        unit.take(row["property"], row["text"])
        if "section" in row:
            unit.sections[_node(row["section"]).value] = None
    return list(units.values())


def _node(term: RdfTerm) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term
