"""What a new release does to mappings: which of them break, and how each may be repaired.

::

    two releases ──► what happened to each concept (kgqual.releases)
                              │
    mappings ──► ends ──► severity ──► repairs: the successor, the parent, the closest label
    (of the graph, of files)                │
                                            └──► a review queue, as SSSOM

A repair is a proposal. None is ever stated: that is for the people who review them.
"""

from kgqual.mapping.impact.answer import Affected, Impact, Repair, Severity
from kgqual.mapping.impact.impact import impact
from kgqual.mapping.impact.mapping_set import as_mapping_set

__all__ = ["Affected", "Impact", "Repair", "Severity", "as_mapping_set", "impact"]
