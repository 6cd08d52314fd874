"""What differs between two releases of a classification, and what took the place of what is gone.

::

    scheme, two versions ──► pair ──► the triples that differ ──► changes, concept by concept
                          (pairing)        (reading)                (comparing, stating)
                                                                     ├── silence: what a partial
                                                                     │   release cannot say
                                                                     └── succession: what took
                                                                         the place of what is gone

Both releases are named graphs of one snapshot, whatever is current. A change is computed from the
two; the only thing taken from a publisher is a successor that a release itself names.
"""

from kgqual.releases.change import Change, Kind, Value
from kgqual.releases.comparing import Comparison, compare, compare_details
from kgqual.releases.pairing import NoPair, Pair, pair

__all__ = [
    "Change",
    "Comparison",
    "Kind",
    "NoPair",
    "Pair",
    "Value",
    "compare",
    "compare_details",
    "pair",
]
