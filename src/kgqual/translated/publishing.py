"""Publishing what was approved since, between two builds: only the graphs of translations change.

Everything else is taken from the snapshot that is current, so what was added or reviewed after it
waits for the next build. The snapshot is the one that a build makes of the same graphs and texts:
it has the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kgqual import __version__
from kgqual.atomic import unfinished_folder
from kgqual.errors import BadUsage, Inconsistent
from kgqual.inventory import catalog_graph, graph_entries
from kgqual.limits import DEFAULT, Limits, holding
from kgqual.store.changing import changing
from kgqual.store.manifest import CATALOG_KIND, TRANSLATION_KIND, GraphEntry, Manifest
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.translated.approved import approvals, inputs_with
from kgqual.translated.concepts import releases
from kgqual.translated.publication import Publication
from kgqual.validation.shapes import shapes_digest

Kept = dict[str, tuple[GraphEntry, Path]]
"""The graphs that stay as they are."""


def publish(
    data: Path,
    on_step: Callable[[str], None] = lambda step: None,
    limits: Limits = DEFAULT,
    database: str = "",
) -> Snapshot:
    """Publish the current snapshot anew with the translations that are approved now.

    Returns the current one where nothing changed. Raises NoSnapshot before the first build,
    BadUsage where the current snapshot is damaged or another kgqual made it, Inconsistent when the
    whole violates the shapes for another reason than a translation.
    """
    from kgqual.staged import INDEXES, check  # slow to load, and translators mostly write texts

    snapshots = Snapshots(data)
    with changing(data), holding(limits), unfinished_folder(data) as scratch:
        base = snapshots.current()
        found = approvals(data, database)
        inputs = inputs_with(base.inputs, found)
        if inputs == base.inputs:
            return base
        _refuse_unfit(base)
        kept = {
            iri: (entry, path)
            for iri, (entry, path) in base.graphs.items()
            if entry.kind not in (CATALOG_KIND, TRANSLATION_KIND)
        }
        translated = Publication(found, releases(kept.values()), scratch)
        while True:
            manifest, files = _described(kept, translated, scratch)
            try:
                return snapshots.publish(
                    *(manifest, files, inputs, on_step),
                    check=partial(check, base=base),
                    indexes=INDEXES,
                    base=base,
                )
            except Inconsistent as refused:
                if not translated.leave_out(refused.checked):
                    raise


def _refuse_unfit(base: Snapshot) -> None:
    """Raise BadUsage for a snapshot that a build would not make today."""
    if base.manifest.kgqual != __version__ or base.manifest.shapes != shapes_digest():
        raise BadUsage(
            "The current snapshot was made by another kgqual. Run `kgqual build` once; after that "
            "translations are published without it."
        )
    if damage := base.damage():
        raise BadUsage(f"The current snapshot is damaged: {damage}. Run `kgqual build`.")


def _described(kept: Kept, translated: Publication, scratch: Path) -> tuple[Manifest, list[Path]]:
    """Return the manifest of the graphs that stay and of the translations, and its files."""
    made = translated.graphs()
    entries = [entry for entry, _ in kept.values()] + graph_entries(translated.sources, made)
    entries.sort(key=lambda entry: entry.iri)
    catalog, file = catalog_graph(entries, scratch)
    paths = {iri: path for iri, (_, path) in kept.items()}
    paths |= {iri: graph.path for iri, graph in made.items()}
    manifest = Manifest(__version__, (*entries, catalog), shapes_digest())
    return manifest, [*(paths[entry.iri] for entry in entries), file]
