"""What of a graph LOQ has a place for: the things of its classes, with the properties it knows.

Nothing is added but what the rest of the snapshot says of the things named: that they are
concepts. What LOQ has no place for is counted, never dropped silently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import ELM, KQ, RDF, SKOS
from kgqual.sources.kinds.elm.profile import loq

Value = NamedNode | Literal
IsConcept = Callable[[set[NamedNode]], set[NamedNode]]
"""Given IRIs, returns those that the snapshot describes as concepts or concept schemes."""

BELOW_QUALIFICATION = (KQ.TvetQualification, KQ.MicroQualification)
"""Our classes below ``elm:Qualification``: what is of them is one."""
VOCABULARY = (SKOS.Concept, SKOS.ConceptScheme)


@dataclass
class Excerpt:
    """Things by class, what is said of them, and how often a property was left out."""

    classes: dict[NamedNode, NamedNode] = field(default_factory=dict)
    said: dict[NamedNode, dict[NamedNode, list[Value]]] = field(default_factory=dict)
    left_out: Counter[NamedNode] = field(default_factory=Counter)

    def of(self, cls: NamedNode) -> list[NamedNode]:
        """Return the things of a class in the order of their IRIs."""
        return sorted((n for n, c in self.classes.items() if c == cls), key=lambda n: n.value)

    def values(self, node: NamedNode, path: NamedNode) -> list[Value]:
        """Return the values of a property of a thing, in order."""
        return self.said.get(node, {}).get(path, [])

    def triples(self) -> list[Triple]:
        """Return the excerpt as triples."""
        types = [Triple(node, RDF.type, cls) for node, cls in self.classes.items()]
        return types + [
            Triple(node, path, value)
            for node, paths in self.said.items()
            for path, values in paths.items()
            for value in values
        ]


def excerpt(triples: Iterable[Triple], concepts: IsConcept) -> Excerpt:
    """Return what of the triples of a graph can be written as ELM."""
    about: dict[NamedNode, dict[NamedNode, set[Value]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            about[subject][triple.predicate].add(value)
    found = Excerpt()
    for node, said in about.items():
        if (cls := _class(said)) and cls not in VOCABULARY:
            _take(found, node, cls, said)
    _take_concepts(found, about, concepts)
    return found


def _class(said: Mapping[NamedNode, set[Value]]) -> NamedNode | None:
    """Return the class of LOQ that a thing is of; of several, the first by name."""
    types = said.get(RDF.type, set())
    if types & set(BELOW_QUALIFICATION):
        return ELM.Qualification
    known = [cls for cls in types if isinstance(cls, NamedNode) and cls in loq()]
    return min(known, key=lambda cls: (cls in VOCABULARY, cls.value), default=None)


def _take(
    found: Excerpt, node: NamedNode, cls: NamedNode, said: Mapping[NamedNode, set[Value]]
) -> None:
    found.classes[node] = cls
    forms = loq()[cls]
    for path, values in said.items():
        if path in forms:
            found.said.setdefault(node, {})[path] = sorted(values, key=str)
        elif path != RDF.type:
            found.left_out[path] += len(values)


def _take_concepts(
    found: Excerpt, about: Mapping[NamedNode, Mapping[NamedNode, set[Value]]], concepts: IsConcept
) -> None:
    """Add the concepts that the things name, then the schemes that the concepts name."""
    for cls in VOCABULARY:
        named = {
            value
            for node, paths in found.said.items()
            for path, values in paths.items()
            if loq()[found.classes[node]][path].classes == {cls}
            for value in values
            if isinstance(value, NamedNode) and value not in found.classes
        }
        here = {node for node in named if cls in about.get(node, {}).get(RDF.type, ())}
        for node in here | concepts(named - here):
            _take(found, node, cls, about.get(node, {}))
