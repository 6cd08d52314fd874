"""Which sources there are, which of them count, and what a snapshot says of each.

What kgqual ships and what was added, side by side: a source that was added takes the place of a
shipped one, a version that of the one before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from kgqual import __version__, versions
from kgqual.model import OWN_LICENCE, Source
from kgqual.namespaces import CATALOG
from kgqual.sources.conversion import GraphFile, fingerprint, write_sorted
from kgqual.sources.kinds import importer
from kgqual.sources.registry import Registry
from kgqual.sources.shipped import shipped_sources
from kgqual.store.catalog import catalog_triples
from kgqual.store.manifest import CATALOG_KIND, FileEntry, GraphEntry
from kgqual.validation.shapes import shapes_digest


def all_sources(data: Path) -> list[Source]:
    """Return what kgqual ships and what was added, in the order of their graphs.

    A source that was added takes the place of a shipped one of the same kind and version. What
    is shipped of a document that was itself added gives way to it.
    """
    return _with_shipped(Registry(data).sources())


def _with_shipped(added: Sequence[Source]) -> list[Source]:
    documents = {iri: day for source in _current(added) for iri, day in source.documents.items()}
    sources = {source.graph: _giving_way(source, documents) for source in shipped_sources()}
    sources |= {source.graph: source for source in added}
    return [sources[graph] for graph in sorted(sources)]


def _giving_way(source: Source, documents: Mapping[str, str]) -> Source:
    return replace(source, superseded=documents) if importer(source.kind).gives_way else source


def _current(sources: Sequence[Source]) -> list[Source]:
    forced = frozenset(f"{s.series}@{s.version}" for s in sources if s.forced_current)
    return versions.current(sources, forced)


def side_by_side(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Yield the sources, those together that are versions of different things."""
    by_series: dict[str, list[Source]] = {}
    for source in sources:
        by_series.setdefault(source.series, []).append(source)
    for some in zip_longest(*by_series.values()):
        yield [source for source in some if source]


def beside(data: Path, new: Sequence[Source]) -> list[Source]:
    """Return what would be current with ``new``, without it and other versions of it."""
    registry = Registry(data)
    gone = {old.name for source in new for old in displaced(registry, source)}
    kept = [source for source in registry.sources() if source.name not in gone]
    series = {source.series for source in new}
    current = _current(_with_shipped([*kept, *new]))
    return [source for source in current if source.series not in series]


def displaced(registry: Registry, source: Source) -> list[Source]:
    """Return the registered sources whose place ``source`` would take: by name or by graph."""
    return [
        old
        for old in registry.sources()
        if (old.name == source.name or old.graph == source.graph)
        and (old.name, _digests(old)) != (source.name, _digests(source))
    ]


def _digests(source: Source) -> set[str]:
    return {file.sha256 for file in source.files}


def graph_entries(sources: Sequence[Source], graphs: Mapping[str, GraphFile]) -> list[GraphEntry]:
    """Return what the manifest says of each source's graph; ``graphs`` is by graph IRI."""
    current = {source.graph for source in _current(sources)}
    return [_entry(source, graphs[source.graph], source.graph in current) for source in sources]


def _entry(source: Source, graph: GraphFile, current: bool) -> GraphEntry:
    files = sorted((file.name, file.sha256, file.size) for file in source.files)
    return GraphEntry(
        iri=source.graph,
        kind=source.kind,
        version=source.version,
        series=source.series,
        sha256=graph.sha256,
        triples=graph.triples,
        current=current,
        complete=source.complete,
        shipped=source.shipped,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        landing_page=source.landing_page,
        issued=source.issued,
        valid_from=source.valid_from,
        valid_until=source.valid_until,
        read=graph.read,
        kept=graph.kept,
        files=tuple(FileEntry(*file) for file in files),
        findings=graph.findings,
        gaps=source.gaps,
    )


def catalog_graph(entries: Sequence[GraphEntry], scratch: Path) -> tuple[GraphEntry, Path]:
    """Write the catalogue of ``entries`` into ``scratch``; return its own entry, and its file."""
    sha256, triples = write_sorted(CATALOG, catalog_triples(entries), scratch)
    described = Source(
        kind=CATALOG_KIND,
        version=__version__,
        graph=CATALOG.value,
        series="catalog",
        files=(),
        title={"en": "Catalogue", "ru": "Каталог", "kk": "Каталог"},
        publisher="kgqual",
        licence=OWN_LICENCE,
        shipped=True,
    )
    path = scratch / "graph.nq"
    return _entry(described, GraphFile(path, sha256, triples, 0, 0, ()), current=True), path


def inputs_digest(sources: Sequence[Source]) -> str:
    """Return a digest of everything that a snapshot of these sources is made from."""
    digest = hashlib.sha256(f"{__version__} {shapes_digest()}".encode())
    for source in sources:
        described = replace(source, files=())
        digest.update(f"{fingerprint(source)} {described!r}\n".encode())
    return digest.hexdigest()
