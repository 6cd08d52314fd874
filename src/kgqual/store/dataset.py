"""Which graphs a query sees: the current ones, those valid on a day, or those it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kgqual import versions
from kgqual.store.manifest import Manifest


@dataclass(frozen=True)
class Dataset:
    """The RDF dataset of a query (SPARQL 1.1 §13).

    ``default`` lists the graphs merged into the default graph; None means the current graphs.
    ``named`` lists the graphs that ``GRAPH`` reaches; None means every graph of the snapshot.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


CURRENT = Dataset()


def as_of(manifest: Manifest, day: date) -> Dataset:
    """Return the dataset whose default graph is what was valid on ``day``.

    Every graph stays reachable by ``GRAPH``. When these are the current graphs, the dataset is
    ``CURRENT``, which is the faster one to query.
    """
    chosen = {entry.iri for entry in versions.as_of(manifest.graphs, day)}
    if chosen == {entry.iri for entry in manifest.current}:
        return CURRENT
    return Dataset(default=tuple(sorted(chosen)))
