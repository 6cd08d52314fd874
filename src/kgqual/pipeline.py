"""Read this first: sources → graphs → validation → snapshot, on one screen.

``add`` reads a source completely, validates it and registers a copy of it. ``build`` takes what
kgqual ships, what was added, what people reviewed and what they translated, makes one named graph
of each, describes them all in the catalogue, validates the whole, and publishes a snapshot with one
atomic rename. ``translated`` publishes translations between two builds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgqual import __version__
from kgqual.atomic import unfinished_folder
from kgqual.consistency import Checked, surroundings, validate_graphs
from kgqual.errors import BadUsage, Inconsistent
from kgqual.inventory import (
    all_sources,
    beside,
    catalog_graph,
    displaced,
    graph_entries,
    inputs_digest,
    side_by_side,
)
from kgqual.limits import DEFAULT, Limits, holding
from kgqual.model import Source
from kgqual.progress import Progress, no_progress
from kgqual.sources.adding import Options, proposed
from kgqual.sources.conversion import GraphFile, convert
from kgqual.sources.registry import Registry
from kgqual.store.changing import changing
from kgqual.store.manifest import CATALOG_KIND, Manifest
from kgqual.store.snapshot import NoSnapshot, Snapshot, Snapshots
from kgqual.validation.shapes import shapes_digest


@dataclass(frozen=True)
class Added:
    """A source that is now registered, and what reading and validating it found.

    Sources that were added together were validated together: they share ``checked``.
    """

    source: Source
    graph: GraphFile
    checked: Checked
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

    Raises BadSource, UnreadableInput, BadUsage or StorageFailed, Inconsistent when a source
    violates the shapes and ValidationStopped when that takes too long; then nothing is registered.
    """
    registry = Registry(data)
    with holding(limits):
        sources = proposed(kind, paths, options)
    with changing(data), holding(limits):
        if not replace_old:
            for source in sources:
                _refuse_overwriting(registry, source)
        graphs = {source.graph: convert(source, registry.converted) for source in sources}
        checked = _validated(data, sources, graphs)
        kept = [replace(source, files=registry.keep(source.files)) for source in sources]
        already = [registry.find(source.kind, source.version) == source for source in kept]
        for source in kept:
            _register(registry, source)
        registry.discard_unused()
    return [
        Added(source, graphs[source.graph], checked[source.graph], known)
        for source, known in zip(kept, already, strict=True)
    ]


def _validated(
    data: Path, sources: Sequence[Source], graphs: Mapping[str, GraphFile]
) -> dict[str, Checked]:
    """Return the validation of each new source, by its graph. Raises Inconsistent.

    Each is validated beside what is current of all others, never beside another version of itself.
    A partial release is not refused: what it refers to may be in the part that is missing, and it
    is not current unless it is made so.
    """
    checked: dict[str, Checked] = {}
    for some in side_by_side(sources):
        others = beside(data, some)
        known = dict(graphs)
        known |= {source.graph: convert(source, Registry(data).converted) for source in others}
        with unfinished_folder(data) as scratch:
            _, catalog = catalog_graph(graph_entries([*others, *some], known), scratch)
            around = [(source.kind, known[source.graph].path) for source in others]
            found = validate_graphs(
                {source.graph: graphs[source.graph].path for source in some},
                surroundings([*around, (CATALOG_KIND, catalog)]),
            )
        if any(source.complete or source.forced_current for source in some):
            names = ", ".join(source.name for source in some)
            found.refuse_violations(names, "nothing was registered")
        checked |= {source.graph: found for source in some}
    return checked


def _register(registry: Registry, source: Source) -> None:
    """Register ``source`` in the place of what it displaces; only the last one forced is current.

    The new description is written before an old one goes, so that a kill loses neither.
    """
    old_ones = displaced(registry, source)
    registry.register(source)
    for old in old_ones:
        if old.name != source.name:
            registry.forget(old)
    if source.forced_current:
        for other in registry.sources():
            if other.series == source.series and other.name != source.name:
                registry.register(replace(other, forced_current=False))


def _refuse_overwriting(registry: Registry, source: Source) -> None:
    for old in displaced(registry, source):
        raise BadUsage(
            f"{old.name} is already registered with other files "
            f"({', '.join(file.name for file in old.files)}) for <{old.graph}>. Give all files "
            "of one version in one command; with --replace the new files take the place of the "
            "old."
        )


def remove(data: Path, kind: str, version: str | None) -> list[Source]:
    """Forget a registered source; the next build leaves it out. Raises BadUsage if unknown."""
    with changing(data):
        return Registry(data).remove(kind, version)


def build(
    data: Path, progress: Progress = no_progress, limits: Limits = DEFAULT, database: str = ""
) -> Built:
    """Publish a snapshot of all that is shipped, added and people's work; or reuse the current one.

    ``database`` is the URL of people's work, if it is not in ``data``. Raises BadSource when a
    source cannot be read, Inconsistent when the whole violates the shapes, StorageFailed when the
    snapshot cannot be written; then the old snapshot goes on serving.
    """
    from kgqual import reviewed, translated
    from kgqual.staged import INDEXES, check, indexed

    snapshots = Snapshots(data)
    with changing(data), holding(limits), unfinished_folder(data) as scratch:
        sources = all_sources(data)
        mappings = reviewed.Publication.of(data, database, scratch)
        approved = translated.approvals(data, database)
        inputs = inputs_digest([*sources, *mappings.sources])
        inputs = translated.inputs_with(inputs, approved)
        served = _served(snapshots)
        if served and served.inputs == inputs and not served.damage():
            return Built(indexed(served), unchanged=True)
        steps = len(sources) + 2
        graphs: dict[str, GraphFile] = {}
        for number, source in enumerate(sources):
            progress(f"reading {source.name}", number, steps)
            graphs[source.graph] = convert(source, Registry(data).converted)
        releases = translated.releases(
            (entry, graphs[entry.iri].path) for entry in graph_entries(sources, graphs)
        )
        labels = translated.Publication(approved, releases, scratch)
        while True:
            progress("describing the graphs", steps - 2, steps)
            every = [*sources, *mappings.sources, *labels.sources]
            made = graphs | mappings.graphs() | labels.graphs()
            manifest, files = _described(every, made, scratch)
            try:
                snapshot = snapshots.publish(
                    *(manifest, files, inputs, lambda step: progress(step, steps - 1, steps)),
                    check=check,
                    indexes=INDEXES,
                )
            except Inconsistent as refused:
                checked = refused.checked
                if not (labels.leave_out(checked) or mappings.leave_out(checked)):
                    raise
            else:
                return Built(indexed(snapshot), unchanged=False)


def _described(
    sources: Sequence[Source], graphs: Mapping[str, GraphFile], scratch: Path
) -> tuple[Manifest, list[Path]]:
    """Return the manifest of a snapshot of the sources, and its files, the catalogue last."""
    ordered = sorted(sources, key=lambda source: source.graph)
    entries = graph_entries(ordered, graphs)
    catalog, file = catalog_graph(entries, scratch)
    manifest = Manifest(__version__, (*entries, catalog), shapes_digest())
    return manifest, [*(graphs[entry.iri].path for entry in entries), file]


def _served(snapshots: Snapshots) -> Snapshot | None:
    try:
        return snapshots.current()
    except NoSnapshot:
        return None
