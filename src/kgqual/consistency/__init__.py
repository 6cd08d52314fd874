"""Consistency: what is validated, together with what, and what its waivers excuse.

A snapshot is validated as it is served: the current graphs as one. A user's file, or a new source,
is validated in the context of the graph that it would become a part of, and only the results on
what it speaks of itself are its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kgqual import versions
from kgqual.consistency.changed import validate_changed
from kgqual.consistency.checked import Checked
from kgqual.consistency.confinement import judge_files, judge_graphs, judged
from kgqual.consistency.context import Surroundings, surroundings
from kgqual.consistency.graph_files import load_default
from kgqual.namespaces import KQ
from kgqual.sources.adding import gather
from kgqual.sources.conversion import convert
from kgqual.sources.shipped import shipped_sources
from kgqual.store.snapshot import Snapshot
from kgqual.validation.data import Data
from kgqual.validation.engines import validate
from kgqual.validation.report import Report
from kgqual.validation.shapes import shipped_shapes
from kgqual.validation.waivers import apply, shipped_waivers

__all__ = [
    "Checked",
    "Surroundings",
    "surroundings",
    "validate_changed",
    "validate_files",
    "validate_graphs",
    "validate_snapshot",
]


def validate_snapshot(
    snapshot: Snapshot, engine: str = "auto", as_of: date | None = None
) -> Checked:
    """Validate the default graph of a snapshot, or what was valid on a day, afresh.

    Raises BadUsage for an unknown engine and EngineError when the engine fails.
    """
    entries = {entry.iri: index for index, entry in enumerate(snapshot.manifest.graphs)}
    chosen = {entry.iri for entry in snapshot.manifest.current}
    store = snapshot.open().engine
    data = Data.stored(store)
    if as_of and chosen != (
        valid := {entry.iri for entry in versions.as_of(snapshot.manifest.graphs, as_of)}
    ):
        chosen = valid
        data = _loaded([snapshot.graph_path(entries[iri]) for iri in sorted(chosen)])
    return Checked.of(validate(data, shipped_shapes(), engine), store, chosen)


def _loaded(graphs: Sequence[Path]) -> Data:
    store = ox.Store()
    for path in graphs:
        with path.open("rb") as lines:
            load_default(store, lines)
    return Data.stored(store)


def validate_files(
    paths: Sequence[Path],
    shapes: Sequence[Path] | None = None,
    engine: str = "auto",
    snapshot: Snapshot | None = None,
) -> Checked:
    """Validate RDF files by the shipped shapes, in the context of ``snapshot``.

    Without a snapshot what is shipped is the context. With ``shapes`` the files are judged by
    those alone, and without any context. Raises UnreadableInput for files or shapes that cannot
    be read, EngineError when the engine fails, ValidationStopped at the limits.
    """
    files = gather(paths)
    name = ", ".join(file.name for file in files)
    with TemporaryDirectory() as scratch:
        if shapes is not None:
            around, own = Surroundings(), gather(shapes)
        else:
            around = _snapshot_around(snapshot) if snapshot else _shipped_around(Path(scratch))
            own = None
        function = partial(judge_files, files=files, shapes=own, engine=engine, around=around)
        found = judged(function, name)
    return Checked(tuple(file.name for file in files), found.report, found.shapes, found.origins)


def validate_graphs(graphs: Mapping[str, Path], around: Surroundings) -> Checked:
    """Validate the graph files of new sources, by graph IRI, in the context of ``around``.

    Raises EngineError when the engine fails, ValidationStopped at the limits.
    """
    function = partial(judge_graphs, graphs=tuple(graphs.values()), around=around)
    found = judged(function, ", ".join(graphs))
    waived = apply(found.report, shipped_waivers(), graphs)
    # A waiver may count what shows only in the whole graph: whether it fits is for that to tell.
    fits = (one for one in waived.report.results if one.component != KQ.WaiverConstraintComponent)
    report = Report.of(fits, found.report.engine, found.report.reason)
    return Checked(tuple(graphs), report, found.shapes, found.origins, waived.waived)


def _snapshot_around(snapshot: Snapshot) -> Surroundings:
    return surroundings(
        (entry.kind, snapshot.graph_path(index))
        for index, entry in enumerate(snapshot.manifest.graphs)
        if entry.current
    )


def _shipped_around(scratch: Path) -> Surroundings:
    current = versions.current(shipped_sources())
    return surroundings((source.kind, convert(source, scratch).path) for source in current)
