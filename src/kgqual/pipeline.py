"""Read this first: sources → graphs → snapshot, on one screen.

``add`` reads a source completely and registers a copy of it. ``build`` takes what kgqual ships
and what was added, makes one named graph of each, describes them all in the catalogue, and
publishes a snapshot with one atomic rename.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from kgqual import __version__, versions
from kgqual.atomic import clear_unfinished, unfinished_folder
from kgqual.errors import BadUsage, StorageFailed
from kgqual.limits import DEFAULT, Limits, holding
from kgqual.model import Source
from kgqual.namespaces import CATALOG
from kgqual.sources.adding import Options, proposed
from kgqual.sources.conversion import GraphFile, convert, fingerprint, write_sorted
from kgqual.sources.kinds import importer
from kgqual.sources.registry import Registry
from kgqual.sources.shipped import OWN_LICENCE, shipped_sources
from kgqual.store.catalog import catalog_triples
from kgqual.store.manifest import FileEntry, GraphEntry, Manifest
from kgqual.store.snapshot import NoSnapshot, Snapshot, Snapshots

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and of how many."""


def no_progress(step: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Added:
    """A source that is now registered, and what reading it found."""

    source: Source
    graph: GraphFile
    already: bool


@dataclass(frozen=True)
class Built:
    """The snapshot that is now served; ``unchanged`` when it was served before."""

    snapshot: Snapshot
    unchanged: bool


def add(
    data: Path,
    kind: str,
    paths: Sequence[Path],
    options: Options,
    *,
    replace_old: bool = False,
    limits: Limits = DEFAULT,
) -> list[Added]:
    """Read the files at ``paths`` completely, within ``limits``, and register a copy of them.

    Raises BadSource, UnreadableInput, BadUsage or StorageFailed; then nothing is registered.
    """
    registry = Registry(data)
    with holding(limits):
        sources = proposed(kind, paths, options)
    with _lock(data), holding(limits):
        if not replace_old:
            for source in sources:
                _refuse_overwriting(registry, source)
        graphs = [convert(source, registry.converted) for source in sources]
        kept = [replace(source, files=registry.keep(source.files)) for source in sources]
        already = [registry.find(source.kind, source.version) == source for source in kept]
        for source in kept:
            _register(registry, source)
        registry.discard_unused()
    return [Added(*one) for one in zip(kept, graphs, already, strict=True)]


def _register(registry: Registry, source: Source) -> None:
    """Register ``source`` in the place of what it displaces; only the last one forced is current.

    The new description is written before an old one goes, so that a kill loses neither.
    """
    displaced = _displaced(registry, source)
    registry.register(source)
    for old in displaced:
        if old.name != source.name:
            registry.forget(old)
    if source.forced_current:
        for other in registry.sources():
            if other.series == source.series and other.name != source.name:
                registry.register(replace(other, forced_current=False))


def _displaced(registry: Registry, source: Source) -> list[Source]:
    """Return the registered sources whose place ``source`` would take: by name or by graph."""
    return [
        old
        for old in registry.sources()
        if (old.name == source.name or old.graph == source.graph)
        and (old.name, _digests(old)) != (source.name, _digests(source))
    ]


def _refuse_overwriting(registry: Registry, source: Source) -> None:
    for old in _displaced(registry, source):
        raise BadUsage(
            f"{old.name} is already registered with other files "
            f"({', '.join(file.name for file in old.files)}) for <{old.graph}>. Give all files "
            "of one version in one command; with --replace the new files take the place of the "
            "old."
        )


def _digests(source: Source) -> set[str]:
    return {file.sha256 for file in source.files}


def remove(data: Path, kind: str, version: str | None) -> list[Source]:
    """Forget a registered source; the next build leaves it out. Raises BadUsage if unknown."""
    with _lock(data):
        return Registry(data).remove(kind, version)


def all_sources(data: Path) -> list[Source]:
    """Return what kgqual ships and what was added, in the order of their graphs.

    A source that was added takes the place of a shipped one of the same kind and version. What
    is shipped of a document that was itself added gives way to it.
    """
    added = Registry(data).sources()
    documents = {iri: day for source in _current(added) for iri, day in source.documents.items()}
    sources = {source.graph: _giving_way(source, documents) for source in shipped_sources()}
    sources |= {source.graph: source for source in added}
    return [sources[graph] for graph in sorted(sources)]


def _giving_way(source: Source, documents: Mapping[str, str]) -> Source:
    return replace(source, superseded=documents) if importer(source.kind).gives_way else source


def _current(sources: Sequence[Source]) -> list[Source]:
    forced = frozenset(f"{s.series}@{s.version}" for s in sources if s.forced_current)
    return versions.current(sources, forced)


def build(data: Path, progress: Progress = no_progress, limits: Limits = DEFAULT) -> Built:
    """Publish a snapshot of everything shipped and added; reuse the current one if it is that.

    Raises BadSource when a source cannot be read, StorageFailed when the snapshot cannot be
    written; then the old snapshot goes on serving.
    """
    snapshots = Snapshots(data)
    with _lock(data), holding(limits):
        sources = all_sources(data)
        inputs = _inputs(sources)
        served = _served(snapshots)
        if served and served.inputs == inputs and not served.damage():
            return Built(served, unchanged=True)
        steps = len(sources) + 2
        graphs: dict[str, GraphFile] = {}
        for number, source in enumerate(sources):
            progress(f"reading {source.name}", number, steps)
            graphs[source.graph] = convert(source, Registry(data).converted)
        progress("describing the graphs", steps - 2, steps)
        with unfinished_folder(data) as scratch:
            entries = graph_entries(sources, graphs)
            catalog, file = _catalog(entries, scratch)
            manifest = Manifest(__version__, (*entries, catalog))
            files = [*(graphs[entry.iri].path for entry in entries), file]
            snapshot = snapshots.publish(
                manifest, files, inputs, lambda step: progress(step, steps - 1, steps)
            )
        return Built(snapshot, unchanged=False)


def graph_entries(sources: Sequence[Source], graphs: dict[str, GraphFile]) -> list[GraphEntry]:
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


def _catalog(entries: Sequence[GraphEntry], scratch: Path) -> tuple[GraphEntry, Path]:
    sha256, triples = write_sorted(CATALOG, catalog_triples(entries), scratch)
    described = Source(
        kind="catalog",
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


def _inputs(sources: Sequence[Source]) -> str:
    digest = hashlib.sha256(__version__.encode())
    for source in sources:
        described = replace(source, files=())
        digest.update(f"{fingerprint(source)} {described!r}\n".encode())
    return digest.hexdigest()


def _served(snapshots: Snapshots) -> Snapshot | None:
    try:
        return snapshots.current()
    except NoSnapshot:
        return None


@contextmanager
def _lock(data: Path) -> Iterator[None]:
    try:
        data.mkdir(parents=True, exist_ok=True)
        with FileLock(data / "lock", timeout=0):
            clear_unfinished(data, *(path for path in data.iterdir() if path.is_dir()))
            yield
    except Timeout:
        raise BadUsage(
            f"Another kgqual is changing {data}. Wait until it has finished, then try again."
        ) from None
    except OSError as error:
        raise StorageFailed(
            f"{data} cannot be used: {error}. What was there is still there. Free some space or "
            "see to its rights, then try again."
        ) from error
