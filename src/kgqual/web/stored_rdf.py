"""A stored query in RDF: a dataset (DCAT) whose versions are the answers of snapshots."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual.namespaces import DCAT, DCTERMS, PROV, RDF, SPDX, XSD
from kgqual.store.stored_queries import Record
from kgqual.web.stored_view import StoredView


def triples(view: StoredView) -> Iterator[Triple]:
    """Yield the description of a stored query and its answers."""
    query = NamedNode(view.address)
    yield Triple(query, RDF.type, DCAT.Dataset)
    yield Triple(query, RDF.type, PROV.Plan)
    yield Triple(query, DCTERMS.identifier, Literal(view.question.id))
    yield Triple(query, PROV.value, Literal(view.question.query))
    if view.title:
        yield Triple(query, DCTERMS.title, Literal(view.title))
    for record in view.stored.records:
        answer = NamedNode(view.record_address(record))
        yield Triple(query, DCAT.hasVersion, answer)
        yield Triple(answer, DCAT.isVersionOf, query)
        yield from _answer(view, answer, record)


def _answer(view: StoredView, answer: NamedNode, record: Record) -> Iterator[Triple]:
    distribution = NamedNode(view.answer_address(record.snapshot))
    asked = Literal(record.asked, datatype=XSD.dateTime)
    yield Triple(answer, RDF.type, DCAT.Dataset)
    yield Triple(answer, DCAT.version, Literal(record.snapshot))
    yield Triple(answer, DCTERMS.created, asked)
    yield Triple(answer, DCTERMS.bibliographicCitation, Literal(view.line_of(record)))
    yield Triple(answer, DCAT.distribution, distribution)
    yield Triple(distribution, RDF.type, DCAT.Distribution)
    yield Triple(distribution, DCAT.accessURL, distribution)
    if record.answer.sha256:
        checksum = NamedNode(f"{answer.value}#checksum")
        value = Literal(record.answer.sha256, datatype=XSD.hexBinary)
        yield Triple(distribution, SPDX.checksum, checksum)
        yield Triple(checksum, RDF.type, SPDX.Checksum)
        yield Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
        yield Triple(checksum, SPDX.checksumValue, value)
