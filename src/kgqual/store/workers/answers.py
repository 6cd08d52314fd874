"""Small answers that were given before: a snapshot never changes, so they are still right."""

from __future__ import annotations

from cachetools import LRUCache

from kgqual.sparql_text import volatile
from kgqual.store.workers.request import Answering, Request

LONGEST = 16 * 1024
"""Bytes of an answer and what was asked, together, that are kept, at most."""


class Answers:
    """Keeps about ``room`` bytes of answers; what was not asked for longest goes first."""

    def __init__(self, room: int) -> None:
        # Counted by the longest, so that finding the size of each costs nothing.
        self._kept: LRUCache[Request, Answering] = LRUCache(room // LONGEST)

    def get(self, request: Request) -> Answering | None:
        """Return the answer to the same request, None when it is not kept."""
        return self._kept.get(request)

    def keep(self, request: Request, answering: Answering) -> None:
        """Keep an answer that is whole, small, and the same whenever it is asked for."""
        if not self._kept.maxsize or answering.rest is not None:
            return
        small = len(answering.first) + _length(request) <= LONGEST
        if small and not volatile(request.text):
            self._kept[request] = answering


def _length(request: Request) -> int:
    """Return the characters of all that a client may make as long as it likes."""
    graphs = (*(request.dataset.default or ()), *(request.dataset.named or ()))
    return len(request.text) + len(request.base or "") + sum(map(len, graphs))
