"""What the catalogue says of a snapshot where it is served: its endpoint, its dumps.

It completes the catalogue graph to DCAT-AP 3.0. The vocabularies that DCAT-AP refers to are not
fetched by who validates, so what the catalogue uses of them is said to be what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from kgqual.namespaces import (
    CATALOG,
    DATA_THEME,
    DCAT,
    DCTERMS,
    FILE_TYPE,
    FOAF,
    MEDIA_TYPE,
    RDF,
    SKOS,
    SPDX,
    VOID,
    XSD,
    Namespace,
)
from kgqual.store.dumps import COMPRESSIONS, Dump, Made, dumps
from kgqual.store.snapshot import Snapshot
from kgqual.web.links import with_query
from kgqual.web.negotiation import LANGUAGES
from kgqual.web.wording import say

_FILE_TYPES = {RdfFormat.N_QUADS: "RDF_N_QUADS", RdfFormat.TURTLE: "RDF_TURTLE"}
_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")


def served_triples(
    base: str, snapshot: Snapshot, dumped: Mapping[str, Made], *, pinned: bool
) -> Iterator[Triple]:
    """Yield what is added to the catalogue graph of ``snapshot``, served at the address ``base``.

    ``base`` has no slash at its end; ``dumped`` are the dumps that have been made, by name.
    Addresses of dumps are those of this very snapshot if it is to be ``pinned``, else of the
    current one.
    """
    yield Triple(CATALOG, RDF.type, DCAT.Dataset)  # as a graph, it is one of those that are served
    home = NamedNode(f"{base}/")
    yield Triple(CATALOG, FOAF.homepage, home)
    yield Triple(home, RDF.type, FOAF.Document)
    yield Triple(CATALOG, DCTERMS.modified, _published(snapshot))
    yield from _service(base, snapshot)
    yield from _whole(base, snapshot)
    for dump in dumps(snapshot.manifest):
        address = NamedNode(dump_address(base, dump.name, snapshot if pinned else None))
        yield from _distribution(base, address, dump, dumped.get(dump.name))
    yield from _themes()
    yield from _values()


def whole_snapshot(base: str) -> NamedNode:
    """Return what the whole snapshot served at ``base`` is called."""
    return NamedNode(f"{base}/.well-known/void#snapshot")


def dump_address(base: str, name: str, snapshot: Snapshot | None) -> str:
    """Return where a dump is: that of ``snapshot``, or where that is None of the current one."""
    return with_query(f"{base}/dump/{name}", snapshot=snapshot.id if snapshot else None)


def _published(snapshot: Snapshot) -> Literal:
    written = (snapshot.path / "manifest.json").stat().st_mtime
    when = datetime.fromtimestamp(written, UTC).isoformat(timespec="seconds")
    return Literal(when, datatype=XSD.dateTime)


def _service(base: str, snapshot: Snapshot) -> Iterator[Triple]:
    service, endpoint = NamedNode(f"{base}/sparql#service"), NamedNode(f"{base}/sparql")
    yield Triple(CATALOG, DCAT.service, service)
    yield Triple(service, RDF.type, DCAT.DataService)
    yield from _said(service, DCTERMS.title, "dcat.service.title")
    yield from _said(service, DCTERMS.description, "dcat.service.description")
    yield Triple(service, DCAT.endpointURL, endpoint)
    yield Triple(service, DCAT.endpointDescription, endpoint)
    yield Triple(service, DCTERMS.conformsTo, _PROTOCOL)
    yield Triple(_PROTOCOL, RDF.type, DCTERMS.Standard)
    for entry in snapshot.manifest.graphs:
        yield Triple(service, DCAT.servesDataset, NamedNode(entry.iri))


def _whole(base: str, snapshot: Snapshot) -> Iterator[Triple]:
    whole = whole_snapshot(base)
    yield Triple(CATALOG, DCAT.dataset, whole)
    yield Triple(whole, RDF.type, DCAT.Dataset)
    yield from _said(whole, DCTERMS.title, "dcat.snapshot.title", id=snapshot.id)
    yield from _said(whole, DCTERMS.description, "dcat.snapshot.description")
    yield Triple(whole, DCTERMS.identifier, Literal(snapshot.id))
    yield Triple(whole, DCAT.version, Literal(snapshot.id))
    yield Triple(whole, DCTERMS.modified, _published(snapshot))
    rights = NamedNode(f"{whole.value}-rights")
    yield Triple(whole, DCTERMS.rights, rights)
    yield Triple(rights, RDF.type, DCTERMS.RightsStatement)
    yield from _said(rights, DCTERMS.description, "dcat.snapshot.rights")
    for entry in snapshot.manifest.graphs:
        yield Triple(whole, DCTERMS.hasPart, NamedNode(entry.iri))


def _distribution(base: str, address: NamedNode, dump: Dump, file: Made | None) -> Iterator[Triple]:
    dataset = NamedNode(dump.entry.iri) if dump.entry else whole_snapshot(base)
    node = NamedNode(f"{base}/catalog#{dump.name}")
    yield Triple(dataset, DCAT.distribution, node)
    yield Triple(node, RDF.type, DCAT.Distribution)
    yield Triple(node, DCTERMS.title, Literal(dump.name))
    yield from _said(
        node,
        DCTERMS.description,
        "dcat.dump",
        syntax=dump.format.name,
        compression=dump.media_type.rpartition("/")[2],
    )
    yield Triple(node, DCAT.accessURL, address)
    yield Triple(node, DCAT.downloadURL, address)
    yield Triple(dataset, VOID.dataDump, address)
    yield Triple(node, DCTERMS["format"], FILE_TYPE[_FILE_TYPES[dump.format]])
    yield Triple(node, DCAT.mediaType, MEDIA_TYPE[dump.format.media_type])
    yield Triple(node, DCAT.compressFormat, MEDIA_TYPE[dump.media_type])
    if dump.entry and dump.entry.licence:
        yield Triple(node, DCTERMS.license, NamedNode(dump.entry.licence))
    else:
        rights = f"{dump.entry.iri}#rights" if dump.entry else f"{dataset.value}-rights"
        yield Triple(node, DCTERMS.rights, NamedNode(rights))
    if file:
        yield from _measured(node, file)


def _measured(node: NamedNode, file: Made) -> Iterator[Triple]:
    size = Literal(str(file.size), datatype=XSD.nonNegativeInteger)
    yield Triple(node, DCAT.byteSize, size)
    checksum = NamedNode(f"{node.value}-checksum")
    yield Triple(node, SPDX.checksum, checksum)
    yield Triple(checksum, RDF.type, SPDX.Checksum)
    yield Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    yield Triple(checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary))


def _themes() -> Iterator[Triple]:
    themes = _scheme(DATA_THEME)
    yield Triple(CATALOG, DCAT.themeTaxonomy, themes)
    yield Triple(themes, RDF.type, SKOS.ConceptScheme)
    yield from _said(themes, DCTERMS.title, "dcat.themes")
    for code, key in (("EDUC", "dcat.theme.education"), ("SOCI", "dcat.theme.society")):
        theme = DATA_THEME[code]
        yield Triple(theme, RDF.type, SKOS.Concept)
        yield Triple(theme, SKOS.inScheme, themes)
        yield from _said(theme, SKOS.prefLabel, key)


def _values() -> Iterator[Triple]:
    """Yield what the values of other vocabularies are that describe the dumps."""
    for file_type in _FILE_TYPES.values():
        yield Triple(FILE_TYPE[file_type], RDF.type, DCTERMS.MediaTypeOrExtent)
        yield Triple(FILE_TYPE[file_type], SKOS.inScheme, _scheme(FILE_TYPE))
    for media_type in (*(f.media_type for f in _FILE_TYPES), *COMPRESSIONS.values()):
        yield Triple(MEDIA_TYPE[media_type], RDF.type, DCTERMS.MediaType)
    yield Triple(SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm)


def _scheme(list_of_the_eu: Namespace) -> NamedNode:
    return NamedNode(list_of_the_eu.iri.removesuffix("/"))


def _said(node: NamedNode, property: NamedNode, key: str, **values: object) -> Iterator[Triple]:
    for language in LANGUAGES:
        yield Triple(node, property, Literal(say(language, key, **values), language=language))
