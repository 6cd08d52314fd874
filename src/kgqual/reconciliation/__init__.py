"""Reconciliation: which things of the graph the cells of somebody's table mean.

The protocol is the W3C Community Group report «Reconciliation Service API 0.2», which OpenRefine
speaks. A candidate has a score with the features that it is made of, and is matched only where
nothing else can be meant::

    batch ──► queries ──► hits ──► features, score, match ──► candidates ──► results
            (requests) (retrieval)      (scoring)           (description)  (responses)
                                            ▲
                              values ──► agreement of properties

``schema.toml`` lists the types and the properties.
"""

from kgqual.reconciliation.candidates import reconcile
from kgqual.reconciliation.extension import extend
from kgqual.reconciliation.manifest import manifest
from kgqual.reconciliation.requests import TooMany, read_batch, read_extension, read_query
from kgqual.reconciliation.suggestions import (
    propose_properties,
    suggest_entities,
    suggest_properties,
    suggest_types,
)

__all__ = [
    "TooMany",
    "extend",
    "manifest",
    "propose_properties",
    "read_batch",
    "read_extension",
    "read_query",
    "reconcile",
    "suggest_entities",
    "suggest_properties",
    "suggest_types",
]
