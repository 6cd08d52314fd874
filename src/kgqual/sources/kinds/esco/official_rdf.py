"""The official ESCO RDF dumps: their triples as they are, made to answer the same queries as CSV.

The dumps state three things otherwise than the official dictionary maps the CSV files: a text
is a node with the text and its language, a relation to a skill is stated from the skill's side
or as an association object, and a label role may be the text of its IRI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCTERMS, ESCO
from kgqual.sources.archives import Member
from kgqual.sources.blank_nodes import without_blank_nodes
from kgqual.sources.kinds.esco import rules
from kgqual.sources.kinds.rdf import read_quads
from kgqual.sources.log import Log

NODE_LITERAL = "http://data.europa.eu/esco/node-literal/"
FORWARD = {
    ESCO.isEssentialSkillFor: ESCO.relatedEssentialSkill,
    ESCO.isOptionalSkillFor: ESCO.relatedOptionalSkill,
}
RELATIONSHIP_TYPE = "http://data.europa.eu/esco/relationship-type/"
RELATIONSHIP_TYPES = {
    NamedNode(RELATIONSHIP_TYPE + "essential-skill"): ESCO.relatedEssentialSkill,
    NamedNode(RELATIONSHIP_TYPE + "optional-skill"): ESCO.relatedOptionalSkill,
}
PARTS_OF_ASSOCIATION = frozenset({ESCO.isAssociationFor, ESCO.target, DCTERMS.type})


def triples(files: Iterable[Member], graph: NamedNode, log: Log) -> Iterator[Triple]:
    """Yield the triples of RDF dumps, with texts as literals and relations in both directions.

    Raises UnreadableInput for what :func:`read_quads` and :func:`without_blank_nodes` refuse.
    """
    texts, associations = _Texts(log), _Associations(log)
    yield from without_blank_nodes(_restated(files, texts, associations, log), graph)


def _restated(
    files: Iterable[Member], texts: _Texts, associations: _Associations, log: Log
) -> Iterator[Triple]:
    for member in files:
        for quad in read_quads(member):
            log.read += 1
            log.kept += 1
            triple = quad.triple
            if texts.hold(triple):
                continue
            yield from associations.forward(triple)
            yield from _forward(triple, log)
            yield _label_role(triple, log)
    yield from texts.stated()


def _forward(triple: Triple, log: Log) -> Iterator[Triple]:
    forward = FORWARD.get(triple.predicate)
    if forward and isinstance(triple.object, NamedNode):
        log.note(rules.FORWARD, triple.object.value)
        yield Triple(triple.object, forward, triple.subject)


def _label_role(triple: Triple, log: Log) -> Triple:
    if triple.predicate == ESCO.hasLabelRole and isinstance(triple.object, Literal):
        log.note(rules.LABEL_ROLE, triple.object.value)
        return Triple(triple.subject, triple.predicate, NamedNode(triple.object.value))
    return triple


class _Texts:
    """Texts given as nodes, held until all is read: the node may come before or after its use."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._uses: list[tuple[Triple, NamedNode]] = []
        self._about: dict[NamedNode, list[Triple]] = defaultdict(list)

    def hold(self, triple: Triple) -> bool:
        """Keep a triple that uses or describes a text node; return whether it is one."""
        subject, object_ = triple.subject, triple.object
        if isinstance(object_, NamedNode) and object_.value.startswith(NODE_LITERAL):
            self._uses.append((triple, object_))
        elif isinstance(subject, NamedNode) and subject.value.startswith(NODE_LITERAL):
            self._about[subject].append(triple)
        else:
            return False
        return True

    def stated(self) -> Iterator[Triple]:
        """Yield each use with the text in place of its node; what has no text stays as it is."""
        used: set[NamedNode] = set()
        for use, node in self._uses:
            if text := self._text(node):
                used.add(node)
                self._log.note(rules.NODE_LITERAL, node.value)
                yield Triple(use.subject, use.predicate, text)
            else:
                yield use
        for node, about in self._about.items():
            if node not in used:
                yield from about

    def _text(self, node: NamedNode) -> Literal | None:
        stated = {
            triple.predicate: triple.object.value
            for triple in self._about.get(node, ())
            if isinstance(triple.object, Literal)
        }
        text, language = stated.get(ESCO.nodeLiteral), stated.get(ESCO.language)
        return Literal(text, language=language) if text and language else None


class _Associations:
    """Relations given as objects of their own, put together from their three triples."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._parts: dict[NamedNode, dict[NamedNode, NamedNode]] = defaultdict(dict)

    def forward(self, triple: Triple) -> Iterator[Triple]:
        """Yield the relation that a triple completes, from its subject to the skill."""
        subject, predicate, object_ = triple
        if predicate not in PARTS_OF_ASSOCIATION:
            return
        if not isinstance(subject, NamedNode) or not isinstance(object_, NamedNode):
            return
        parts = self._parts[subject]
        parts[predicate] = object_
        if len(parts) < len(PARTS_OF_ASSOCIATION):
            return
        del self._parts[subject]
        if relation := RELATIONSHIP_TYPES.get(parts[DCTERMS.type]):
            self._log.note(rules.FORWARD, subject.value)
            yield Triple(parts[ESCO.isAssociationFor], relation, parts[ESCO.target])
