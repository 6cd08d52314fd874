"""Asking from Python: ``Client`` over a service, any SPARQL endpoint, or a snapshot on disk.

::

    query ──► directory (a worker process over the snapshot) ─┐
          └─► endpoint (SPARQLWrapper over HTTP)             ─┴► answers ──► values ──► columns
                                                                 terms       Python      ──► frames

Both ways answer with the same bytes of the SPARQL protocol, read by the same code, so that an
analysis does not depend on which one it used.
"""

from kgqual.client.client import Client
from kgqual.client.columns import MixedColumn

__all__ = ["Client", "MixedColumn"]
