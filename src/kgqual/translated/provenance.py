"""Who stands behind an approved text: as a ``kq:Translation`` beside the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.editorial.people import Person
from kgqual.editorial.translations.fields import NO_SOURCE, source_hash
from kgqual.namespaces import DCTERMS, FOAF, KQ, PROV, RDF, XSD, thing
from kgqual.translated.approved import Approved
from kgqual.translated.concepts import Described, Releases
from kgqual.translated.labels import PROPERTIES, path_of


def translation(database: str, approved: Approved) -> NamedNode:
    """Return the IRI of the translation of a field: the same as long as there is one."""
    path = path_of(approved.concept)
    return thing("translation", database, approved.language, *path, approved.field)


def told(
    node: NamedNode, approved: Approved, described: Described, releases: Releases
) -> Iterator[Triple]:
    """Yield who wrote and who approved a text, when, and from which source it was made.

    It is stale when the source that it was made from is not what the current release says; a text
    that never had an English one beside it is not.
    """
    yield Triple(node, RDF.type, KQ.Translation)
    yield Triple(node, KQ.translationOf, NamedNode(approved.concept))
    yield Triple(node, KQ.translatedProperty, PROPERTIES[approved.field])
    yield Triple(node, DCTERMS.created, _moment(approved.written))
    yield Triple(node, DCTERMS.dateAccepted, _moment(approved.approved))
    yield Triple(node, PROV.wasAttributedTo, NamedNode(approved.writer.iri))
    yield Triple(node, KQ.approvedBy, NamedNode(approved.approver.iri))
    yield Triple(node, KQ.readByAnother, _boolean(approved.read_by_another))
    yield Triple(node, KQ.sourceHash, Literal(approved.source_hash))
    yield Triple(node, KQ.textHash, Literal(source_hash(approved.texts)))
    stale = described.hashes.get(approved.field, NO_SOURCE) != approved.source_hash
    yield Triple(node, KQ.stale, _boolean(stale))
    if graph := releases.made_from(approved.concept, approved.field, approved.source_hash):
        yield Triple(node, PROV.wasDerivedFrom, NamedNode(graph))


def named(person: Person) -> Iterator[Triple]:
    """Yield what a person is called."""
    node = NamedNode(person.iri)
    yield Triple(node, RDF.type, FOAF.Agent)
    yield Triple(node, FOAF.name, Literal(person.name))


def _moment(moment: datetime) -> Literal:
    """Return a moment to the second, which is what people can tell apart."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Literal(text, datatype=XSD.dateTime)


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=XSD.boolean)
