"""Finding things by their labels and codes: an embedded index built into each snapshot.

It holds the current graphs, as the default dataset does; older versions are found by SPARQL with
``as-of``. :func:`build` writes it, :class:`Index` asks it.
"""

from kgqual.search.building import build, readable
from kgqual.search.hits import Hit, Hits, Label
from kgqual.search.index import Index, NoIndex
from kgqual.search.stages import Match

__all__ = ["Hit", "Hits", "Index", "Label", "Match", "NoIndex", "build", "readable"]
