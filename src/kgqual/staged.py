"""What every snapshot gets before it is published, whoever makes it: its indexes, its validation.

The indexes are made of the current graphs; the validation is of all that is current together.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgqual import matching, search
from kgqual.consistency import validate_changed, validate_snapshot
from kgqual.store.snapshot import MATCHING, SEARCH, Snapshot
from kgqual.store.staging import index_anew

_INDEXES = {SEARCH: search, MATCHING: matching}
"""What is built into a snapshot beside its database, by folder."""
INDEXES = {folder: index.build for folder, index in _INDEXES.items()}
"""The folder of each index, and what writes it."""


def indexed(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with its indexes; one that an earlier kgqual published may lack some."""
    for folder, index in _INDEXES.items():
        if not index.readable(snapshot.path / folder):
            index_anew(snapshot, folder, index.build)
    return snapshot


def check(staged: Snapshot, base: Snapshot | None = None) -> Mapping[str, bytes]:
    """Return the files that say what validating a snapshot found. Raises Inconsistent.

    Of what was found in ``base``, a validated snapshot, what cannot have changed is not looked for
    again.
    """
    checked = validate_changed(staged, base) if base else validate_snapshot(staged)
    checked.refuse_violations("The graph", "nothing was published, and what was served still is")
    return checked.files()
