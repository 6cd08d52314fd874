"""The catalogue graph: every graph of a snapshot in DCAT-AP, with PROV and file hashes.

What depends on where the snapshot is served — the endpoint, the dumps — is not here: the service
adds it when it is asked for the catalogue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kgqual import __version__
from kgqual.model import OWN_LICENCE
from kgqual.namespaces import (
    CATALOG,
    DATA_THEME,
    DCAT,
    DCTERMS,
    FOAF,
    KQ,
    PROV,
    RDF,
    RDFS,
    SKOS,
    SPDX,
    VOID,
    XSD,
    thing,
)
from kgqual.store.catalog_texts import Texts, description, say, series_title
from kgqual.store.manifest import FileEntry, GraphEntry

_SOFTWARE = thing("software", "kgqual", __version__)
_PUBLISHER = "kgqual"
_THEMES = {
    "EDUC": "elm esco framework he isced-f qualification programme standard tvet worldskills",
    "SOCI": "esco isco nco onet profession standard",
}
"""The EU's data themes and the kinds of source that are about them: education, and society,
which work is part of."""


def catalog_triples(entries: Iterable[GraphEntry]) -> Iterator[Triple]:
    """Yield the catalogue of ``entries``: titles, licences, dates, counts, files, gaps."""
    yield Triple(CATALOG, RDF.type, DCAT.Catalog)
    yield from _texts(CATALOG, DCTERMS.title, say("catalog.title"))
    yield from _texts(CATALOG, DCTERMS.description, say("catalog.description"))
    yield from _published(CATALOG, _PUBLISHER)
    yield from _licensed(CATALOG, OWN_LICENCE)
    yield Triple(_SOFTWARE, RDF.type, PROV.SoftwareAgent)
    yield Triple(_SOFTWARE, FOAF.name, Literal(f"kgqual {__version__}"))
    series: dict[str, list[GraphEntry]] = defaultdict(list)
    for entry in entries:
        series[entry.series].append(entry)
        graph = NamedNode(entry.iri)
        yield Triple(CATALOG, DCAT.dataset, graph)
        yield from _described(graph, entry)
        yield from _attributed(graph, entry)
        yield from _dated(graph, entry)
        yield from _made(graph, entry)
        yield from _lacking(graph, entry)
    for name, versions in series.items():
        yield from _series(name, versions)


def _described(graph: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    yield Triple(graph, RDF.type, DCAT.Dataset)
    yield Triple(graph, RDF.type, VOID.Dataset)
    for lang, title in entry.title.items():
        yield Triple(graph, DCTERMS.title, Literal(title, language=lang))
    if not entry.title:  # it is called by its name, here as on the pages
        yield Triple(graph, DCTERMS.title, Literal(entry.name))
    yield from _texts(graph, DCTERMS.description, description(entry))
    yield Triple(graph, DCTERMS.identifier, Literal(entry.name))
    yield Triple(graph, DCAT.version, Literal(entry.version))
    yield Triple(graph, DCAT.inSeries, _series_iri(entry.series))
    yield Triple(graph, KQ.current, _boolean(entry.current))
    yield Triple(graph, KQ.complete, _boolean(entry.complete))
    yield Triple(graph, VOID.triples, Literal(str(entry.triples), datatype=XSD.integer))
    for theme, kinds in _THEMES.items():
        if entry.kind in kinds.split():
            yield Triple(graph, DCAT.theme, DATA_THEME[theme])


def _attributed(graph: NamedNode, entry: GraphEntry) -> Iterator[Triple]:
    if entry.publisher:
        yield from _published(graph, entry.publisher)
    if entry.licence:
        yield from _licensed(graph, entry.licence)
    else:
        statement = NamedNode(f"{entry.iri}#rights")
        yield Triple(graph, DCTERMS.rights, statement)
        yield Triple(statement, RDF.type, DCTERMS.RightsStatement)
        yield from _texts(statement, RDFS.label, say("no_licence"))
    if entry.landing_page:
        page = NamedNode(entry.landing_page)
        yield Triple(graph, DCAT.landingPage, page)
        yield Triple(page, RDF.type, FOAF.Document)


def _published(node: NamedNode, publisher: str) -> Iterator[Triple]:
    agent = thing("agent", re.sub(r"\W+", "-", publisher.lower()).strip("-"))
    yield Triple(node, DCTERMS.publisher, agent)
    yield Triple(agent, RDF.type, FOAF.Agent)
    yield Triple(agent, FOAF.name, Literal(publisher))


def _licensed(node: NamedNode, licence: str) -> Iterator[Triple]:
    document = NamedNode(licence)
    yield Triple(node, DCTERMS.license, document)
    yield Triple(document, RDF.type, DCTERMS.LicenseDocument)


def _series_iri(name: str) -> NamedNode:
    return thing("series", *name.split("/"))


def _series(name: str, versions: Sequence[GraphEntry]) -> Iterator[Triple]:
    node = _series_iri(name)
    yield Triple(node, RDF.type, DCAT.DatasetSeries)
    yield from _texts(node, DCTERMS.title, series_title(versions))
    yield from _texts(node, DCTERMS.description, say("series.description", count=len(versions)))


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


def _texts(node: NamedNode, property: NamedNode, texts: Texts) -> Iterator[Triple]:
    for language, text in texts.items():
        yield Triple(node, property, Literal(text, language=language))


def _boolean(value: bool) -> Literal:
    return Literal(str(value).lower(), datatype=XSD.boolean)


def _date(text: str) -> Literal:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    return Literal(text, datatype=XSD[kind])
