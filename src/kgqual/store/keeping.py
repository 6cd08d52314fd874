"""Which snapshots are kept: the newest, but not only those between which little changed.

Each publication of translations makes a snapshot, many a day. If they all counted, what was built
last week and cited since would be gone after an hour of translating.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgqual.store.snapshot import Snapshot

KEPT = 5
"""Snapshots kept: the current one and those published before it."""
ALIKE = 3
"""Of those among them that differ only in what is published alone: translations."""


def surplus(snapshots: Iterable[Snapshot]) -> Iterator[Snapshot]:
    """Yield which of the snapshots, the most important first, are kept no more."""
    alike: Counter[str] = Counter()
    kept = 0
    for snapshot in snapshots:
        foundation = snapshot.manifest.foundation
        if kept == KEPT or alike[foundation] == ALIKE:
            yield snapshot
        else:
            kept, alike[foundation] = kept + 1, alike[foundation] + 1
