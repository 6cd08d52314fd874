"""Mappings as triples: the match itself and a node that says what it rests on.

The ``sssom`` importer and the ``correspondences`` table of the ``framework`` template both
come through here, so that a mapping looks the same whichever way it came in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.model import Strength
from kgqual.namespaces import DCTERMS, EQF, KQ, OWL, QDR, RDF, SKOS, SSSOM, prefixes, thing

NO_TERM_FOUND = SSSOM.NoTermFound
"""Stands for the subject or object where a source states that there is none."""

EQUALITIES = frozenset({SKOS.exactMatch, OWL.sameAs, OWL.equivalentClass})
OWN_LEVEL = re.compile(re.escape(prefixes()["kqid"]) + r".+/(level|cycle)/[^/]+")


@dataclass(frozen=True)
class Mapping:
    """One mapping, read from subject to object, in the set that lists it.

    ``details`` are further statements about the mapping: property and value. ``negated`` says
    that the source denies the mapping, ``disputed`` that those who reviewed it disagree.
    """

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    justification: NamedNode
    mapping_set: NamedNode
    sources: tuple[NamedNode, ...] = ()
    strength: Strength | None = None
    details: tuple[tuple[NamedNode, NamedNode | Literal], ...] = ()
    negated: bool = False
    disputed: bool = False

    @property
    def node(self) -> NamedNode:
        """The IRI of the mapping, made from what it maps, the set and its sources."""
        ends = (self.subject, self.predicate, self.object)
        parts: list[NamedNode | Literal] = [*ends, self.mapping_set, *self.sources]
        if self.negated:
            parts.append(SSSOM.NegatedPredicate)
        if self.absent:  # in what there is none is a part of what is said
            targets = SSSOM.subject_source, SSSOM.object_source
            parts += (value for term, value in self.details if term in targets)
        text = "|".join(part.value for part in parts)
        return thing("mapping", hashlib.sha256(text.encode()).hexdigest()[:16])

    @property
    def absent(self) -> bool:
        """Whether it says that one of its ends has nothing that corresponds."""
        return NO_TERM_FOUND in (self.subject, self.object)

    def fault(self) -> str | None:
        """Return why the mapping cannot be accepted, or None."""
        if self.subject == self.object:
            return "maps a thing to itself."
        if self.predicate in EQUALITIES and is_level(self.subject) and is_level(self.object):
            return (
                "levels of two frameworks correspond, they are never the same: use "
                "skos:closeMatch, skos:broadMatch, skos:narrowMatch or skos:relatedMatch."
            )
        return None

    def triples(self) -> Iterator[Triple]:
        """Yield the mapping's node and, unless it is denied, disputed or one-sided, the match."""
        if not (self.negated or self.disputed or self.absent):
            yield Triple(self.subject, self.predicate, self.object)
        node = self.node
        yield Triple(node, RDF.type, SSSOM.Mapping)
        yield Triple(node, OWL.annotatedSource, self.subject)
        yield Triple(node, OWL.annotatedProperty, self.predicate)
        yield Triple(node, OWL.annotatedTarget, self.object)
        yield Triple(node, SSSOM.mapping_justification, self.justification)
        yield Triple(node, SSSOM.mapping_set, self.mapping_set)
        if self.negated:
            yield Triple(node, SSSOM.predicate_modifier, SSSOM.NegatedPredicate)
        if self.disputed:
            yield Triple(node, KQ.disputed, Literal(True))
        for source in self.sources:
            yield Triple(node, DCTERMS.source, source)
        if self.strength:
            yield Triple(node, KQ.strength, thing("strength", self.strength))
        for term, value in self.details:
            yield Triple(node, term, value)


def is_level(node: NamedNode) -> bool:
    """Tell whether the IRI is that of a level of a qualification framework."""
    iri = node.value
    return iri.startswith((EQF.iri, QDR.iri)) or OWN_LEVEL.fullmatch(iri) is not None
