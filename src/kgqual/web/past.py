"""What older snapshots, as long as they are kept, say of things that are gone from the newest."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import NamedNode

from kgqual.errors import EngineError, KgqualError
from kgqual.namespaces import DCTERMS
from kgqual.store.embedded import EmbeddedStore
from kgqual.store.snapshot import Snapshot, Snapshots
from kgqual.web.description import EVERYTHING, exists
from kgqual.web.queries import page_query

LOG = logging.getLogger(__name__)


class Gone(KgqualError):
    """An older snapshot describes the thing at ``earlier``; ``replacements`` are in its place."""

    def __init__(self, message: str, earlier: str, replacements: tuple[str, ...]) -> None:
        super().__init__(message)
        self.earlier, self.replacements = earlier, replacements


@dataclass(frozen=True)
class Earlier:
    """The newest of the older snapshots that knows a thing, and what it says replaces it."""

    snapshot: str
    replacements: tuple[str, ...]


class Past:
    """Looks things up in older snapshots; their stores stay open from the first look."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._stores: dict[str, EmbeddedStore] = {}
        self._lock = threading.Lock()

    def last_known(self, thing: NamedNode, now: Snapshot) -> Earlier | None:
        """Return the last snapshot before ``now`` that mentions ``thing``; None if none does."""
        with self._lock:
            for snapshot, store in self._before(now):
                try:
                    if exists(store, thing):
                        return Earlier(snapshot.id, _replacements(store, thing))
                except EngineError as error:  # it may be pruned at any moment
                    LOG.warning("Snapshot %s cannot be searched: %s", snapshot.id, error)
        return None

    def close(self) -> None:
        """Close the stores that were opened."""
        with self._lock:
            for store in self._stores.values():
                store.close()
            self._stores.clear()

    def _before(self, now: Snapshot) -> Iterator[tuple[Snapshot, EmbeddedStore]]:
        kept = self._snapshots.all()
        for pruned in self._stores.keys() - {snapshot.id for snapshot in kept}:
            self._stores.pop(pruned).close()
        older = kept[kept.index(now) + 1 :] if now in kept else []
        for snapshot in older:
            if snapshot.id not in self._stores:
                try:
                    self._stores[snapshot.id] = snapshot.open()
                except EngineError as error:
                    LOG.warning("Snapshot %s cannot be opened: %s", snapshot.id, error)
                    continue
            yield snapshot, self._stores[snapshot.id]


def _replacements(store: EmbeddedStore, thing: NamedNode) -> tuple[str, ...]:
    bindings = {"thing": thing, "property": DCTERMS.isReplacedBy}
    rows = store.query(page_query("outgoing"), EVERYTHING, bindings=bindings).rows()
    return tuple(sorted({value.value for _, _, value, _ in rows if isinstance(value, NamedNode)}))


def past(request: Request) -> Past:
    """Return the service's memory of older snapshots."""
    found = request.app.state.past
    assert isinstance(found, Past)
    return found
