"""Which graphs a query sees: the current ones, those valid on a day, or those it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kgqual import versions
from kgqual.store.manifest import Manifest


@dataclass(frozen=True)
class Dataset:
    """The RDF dataset of a query (SPARQL 1.1 §13).

    ``default`` lists the graphs merged into the default graph; None means those that the query
    names by FROM, and without FROM the current graphs. ``named`` lists the graphs that ``GRAPH``
    reaches; None means those of FROM NAMED, and without it every graph of the snapshot.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


CURRENT = Dataset()
MERGED = ""
"""In place of a graph's name: the current graphs, which the store holds merged into one."""
AS_CURRENT = Dataset(default=(MERGED,))
"""The current graphs, whatever the query says by FROM."""


def as_of(manifest: Manifest, day: date) -> Dataset:
    """Return the dataset whose default graph is what was valid on ``day``.

    Every graph stays reachable by ``GRAPH``. A FROM of the query does not count. When these are
    the current graphs, the dataset is ``AS_CURRENT``, which is the faster one to query.
    """
    chosen = {entry.iri for entry in versions.as_of(manifest.graphs, day)}
    if chosen == {entry.iri for entry in manifest.current}:
        return AS_CURRENT
    return Dataset(default=tuple(sorted(chosen)))
