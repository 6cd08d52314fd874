"""The catalogue graph: every graph of a snapshot in DCAT, with PROV and file hashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kgqual import __version__
from kgqual.namespaces import (
    CATALOG,
    DCAT,
    DCTERMS,
    FOAF,
    KQ,
    PROV,
    RDF,
    SKOS,
    SPDX,
    VOID,
    XSD,
    thing,
)
from kgqual.store.manifest import FileEntry, GraphEntry

_SOFTWARE = thing("software", "kgqual", __version__)


def catalog_triples(entries: Iterable[GraphEntry]) -> Iterator[Triple]:
    """Yield the catalogue of ``entries``: titles, licences, dates, counts, files, gaps."""
    yield Triple(CATALOG, RDF.type, DCAT.Catalog)
    for lang, title in {
        "en": "Graphs of this kgqual snapshot",
        "ru": "Графы этого снимка kgqual",
        "kk": "Осы kgqual түсіріміндегі графтар",
    }.items():
        yield Triple(CATALOG, DCTERMS.title, Literal(title, language=lang))
    yield Triple(_SOFTWARE, RDF.type, PROV.SoftwareAgent)
    yield Triple(_SOFTWARE, FOAF.name, Literal(f"kgqual {__version__}"))
    for entry in entries:
        graph = NamedNode(entry.iri)
        yield Triple(CATALOG, DCAT.dataset, graph)
        yield from _described(graph, entry)
        yield from _dated(graph, entry)
        yield from _made(graph, entry)
        yield from _lacking(graph, entry)


def _described(graph: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    yield Triple(graph, RDF.type, DCAT.Dataset)
    yield Triple(graph, RDF.type, VOID.Dataset)
    for lang, title in entry.title.items():
        yield Triple(graph, DCTERMS.title, Literal(title, language=lang))
    if not entry.title:  # it is called by its name, here as on the pages
        yield Triple(graph, DCTERMS.title, Literal(entry.name))
    yield Triple(graph, DCTERMS.identifier, Literal(entry.name))
    yield Triple(graph, DCAT.version, Literal(entry.version))
    yield Triple(graph, DCAT.inSeries, thing("series", *entry.series.split("/")))
    yield Triple(graph, KQ.current, _boolean(entry.current))
    yield Triple(graph, KQ.complete, _boolean(entry.complete))
    yield Triple(graph, VOID.triples, Literal(str(entry.triples), datatype=XSD.integer))
    if entry.publisher:
        agent = thing("agent", re.sub(r"\W+", "-", entry.publisher.lower()).strip("-"))
        yield Triple(graph, DCTERMS.publisher, agent)
        yield Triple(agent, RDF.type, FOAF.Agent)
        yield Triple(agent, FOAF.name, Literal(entry.publisher))
    if entry.licence:
        yield Triple(graph, DCTERMS.license, NamedNode(entry.licence))
    if entry.landing_page:
        yield Triple(graph, DCAT.landingPage, NamedNode(entry.landing_page))


def _dated(graph: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    if entry.issued:
        yield Triple(graph, DCTERMS.issued, _date(entry.issued))
    if entry.valid_from or entry.valid_until:
        period = NamedNode(f"{entry.iri}#period")
        yield Triple(graph, DCTERMS.temporal, period)
        yield Triple(period, RDF.type, DCTERMS.PeriodOfTime)
        if entry.valid_from:
            yield Triple(period, DCAT.startDate, _date(entry.valid_from))
        if entry.valid_until:
            yield Triple(period, DCAT.endDate, _date(entry.valid_until))


def _made(graph: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    activity = NamedNode(f"{entry.iri}#import")
    yield Triple(graph, PROV.wasGeneratedBy, activity)
    yield Triple(activity, RDF.type, PROV.Activity)
    yield Triple(activity, PROV.wasAssociatedWith, _SOFTWARE)
    yield from _checksum(graph, entry.sha256)
    for number, file in enumerate(entry.files, start=1):
        node = NamedNode(f"{entry.iri}#file-{number}")
        yield Triple(activity, PROV.used, node)
        yield from _file(node, file)


def _file(node: NamedNode, file: FileEntry) -> Iterator[Triple]:
    yield Triple(node, RDF.type, PROV.Entity)
    yield Triple(node, DCTERMS.title, Literal(file.name))
    yield Triple(node, DCAT.byteSize, Literal(str(file.size), datatype=XSD.nonNegativeInteger))
    yield from _checksum(node, file.sha256)


def _checksum(node: NamedNode, sha256: str) -> Iterator[Triple]:
    separator = "-" if "#" in node.value else "#"
    checksum = NamedNode(f"{node.value}{separator}checksum")
    yield Triple(node, SPDX.checksum, checksum)
    yield Triple(checksum, RDF.type, SPDX.Checksum)
    yield Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    yield Triple(checksum, SPDX.checksumValue, Literal(sha256, datatype=XSD.hexBinary))


def _lacking(graph: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    for gap in entry.gaps:
        node = thing("gap", gap.name)
        yield Triple(node, RDF.type, KQ.KnownGap)
        yield Triple(node, KQ.about, graph)
        for iri in gap.about:
            yield Triple(node, KQ.about, NamedNode(iri))
        for lang, label in gap.label.items():
            yield Triple(node, SKOS.prefLabel, Literal(label, language=lang))


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=XSD.boolean)


def _date(text: str) -> Literal:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    return Literal(text, datatype=XSD[kind])
