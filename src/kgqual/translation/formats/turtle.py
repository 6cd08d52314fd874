"""Turtle: translations as SKOS and SKOS-XL labels, as ESCO models them and as they are published.

Beside the labels there is a node for each field that says which source its texts were made from
(``kq:sourceHash``), what they were when the file was written (``kq:textHash``) and how far they
have come (``iso-thes:status``). It says nothing of people: what is published, with who stands
behind it, is a graph of the snapshot (:mod:`kgqual.translated`).

Files without such nodes are read too: any RDF with labels of concepts in some language, as literals
or as SKOS-XL labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kgqual.editorial.translations.fields import Field, State
from kgqual.errors import BadUsage, UnreadableInput
from kgqual.model import SourceFile
from kgqual.namespaces import DCTERMS, ISO_THES, KQ, SKOSXL, prefixes
from kgqual.sources.archives import Member
from kgqual.sources.kinds.rdf import read_quads
from kgqual.translated.labels import LABEL_PROPERTIES, PROPERTIES, label, stated
from kgqual.translation.record import Heading, Record, Unread

OCCUPATION = "http://data.europa.eu/esco/occupation/"
"""How the addresses of concepts begin whose labels have roles."""
_PREFIXES = ("dcterms", "esco", "iso-thes", "kq", "skos", "skosxl")
_EXPORTED = ("exported", "label")
"""Where labels in files are: not those that are published, of which people are told."""
_FIELDS = {node: field for field, node in PROPERTIES.items()}
_LABELED = {node: field for field, node in LABEL_PROPERTIES.items()}
Key = tuple[str, str, Field]
"""Concept, language, field."""


class Turtle:
    """SKOS and SKOS-XL in Turtle; nothing in it keeps the order of terms."""

    name = "turtle"
    suffix = ".ttl"

    def write(self, heading: Heading, records: Iterable[Record], file: BinaryIO) -> None:
        """Write the records that have a text; the file stays open.

        Raises BadUsage for an address or a text that RDF cannot hold.
        """
        named = {prefix: prefixes()[prefix] for prefix in _PREFIXES}
        triples = (
            triple for number, made in enumerate(records) for triple in _stated(number, made)
        )
        pyoxigraph.serialize(triples, file, RdfFormat.TURTLE, prefixes=named)

    def read(self, path: Path) -> Iterator[Record | Unread]:
        """Yield the texts of a file, those of a concept together. Raises UnreadableInput."""
        if not path.is_file():
            raise UnreadableInput(f"{path}: there is no such file.")
        found = _Found()
        for quad in read_quads(Member(SourceFile(path.name, str(path), "", path.stat().st_size))):
            found.add(quad.triple)
        yield from found.records()


def _stated(number: int, record: Record) -> Iterator[Triple]:
    if not record.target:
        return
    occupation = record.concept.startswith(OCCUPATION)
    texts = {record.field: record.target}
    try:
        yield from stated(
            record.concept, record.language, texts, occupation=occupation, place=_EXPORTED
        )
    except (ValueError, UnicodeEncodeError) as error:
        raise BadUsage(f"RDF cannot hold {record.field} of {record.concept}: {error}.") from error
    node = BlankNode(f"t{number}")
    for text in record.target if record.field.is_term else ():
        named = label(record.concept, record.language, text, _EXPORTED)
        yield Triple(named, KQ.ofTranslation, node)
    yield Triple(node, KQ.translationOf, NamedNode(record.concept))
    yield Triple(node, KQ.translatedProperty, PROPERTIES[record.field])
    yield Triple(node, DCTERMS.language, Literal(record.language))
    yield Triple(node, ISO_THES.status, Literal(record.state))
    for property, value in ((KQ.sourceHash, record.source_hash), (KQ.textHash, record.base)):
        if value:
            yield Triple(node, property, Literal(value))


@dataclass
class _Found:
    """What a file states, until it is read whole: RDF has no order."""

    texts: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: list[tuple[str, Field, object]] = field(default_factory=list)
    forms: dict[object, list[Literal]] = field(default_factory=lambda: defaultdict(list))
    about: dict[object, dict[NamedNode, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, triple: Triple) -> None:
        """Take what a triple states of a text, a label or where a text comes from."""
        subject, property, value = triple.subject, triple.predicate, triple.object
        if property in _FIELDS:
            if isinstance(subject, NamedNode) and isinstance(value, Literal):
                self._text(subject.value, _FIELDS[property], value)
        elif property in _LABELED:
            if isinstance(subject, NamedNode):
                self.labels.append((subject.value, _LABELED[property], value))
        elif property == SKOSXL.literalForm:
            if isinstance(value, Literal):
                self.forms[subject].append(value)
        elif property in _ABOUT and isinstance(value, Literal | NamedNode):
            self.about[subject][property] = value.value

    def _text(self, concept: str, name: Field, literal: Literal) -> None:
        if literal.language and literal.value:
            self.texts[concept, literal.language, name].add(literal.value)

    def records(self) -> Iterator[Record]:
        """Yield a record for each concept, language and field that has texts, or had some."""
        for concept, name, node in self.labels:
            for form in self.forms.get(node, ()):
                self._text(concept, name, form)
        origins = dict(_origins(self.about.values()))
        for key in sorted(self.texts.keys() | origins.keys()):
            concept, language, name = key
            origin, texts = origins.get(key, {}), tuple(sorted(self.texts.get(key, ())))
            state = origin.get(ISO_THES.status, "")
            yield Record(
                concept=concept,
                field=name,
                language=language,
                source=(),
                source_hash=origin.get(KQ.sourceHash, ""),
                target=texts,
                state=State(state) if texts and state in [*State] else State.UNTRANSLATED,
                base=origin.get(KQ.textHash, ""),
                where=f"{name} of {concept}",
            )


_ABOUT = frozenset(
    (
        KQ.translationOf,
        KQ.translatedProperty,
        DCTERMS.language,
        KQ.sourceHash,
        KQ.textHash,
        ISO_THES.status,
    )
)
"""The properties of the nodes that say where a text comes from."""


def _origins(
    about: Iterable[Mapping[NamedNode, str]],
) -> Iterator[tuple[Key, Mapping[NamedNode, str]]]:
    """Yield what says where the texts of a field come from, with their concept and language."""
    for said in about:
        name = _FIELDS.get(NamedNode(said.get(KQ.translatedProperty, "urn:none")))
        concept, language = said.get(KQ.translationOf), said.get(DCTERMS.language)
        if name and concept and language:
            yield (concept, language, name), said


FORMAT = Turtle()
