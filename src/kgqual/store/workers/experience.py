"""What experience says of a query: whether those of its shape took the engine long.

Two queries have the same shape when they differ only in IRIs, literals, numbers, names of
variables, spaces and comments. The very text counts before its shape, because the same shape can
be cheap for one IRI and dear for another.
"""

from __future__ import annotations

from collections import OrderedDict
from enum import IntEnum
from functools import lru_cache

from kgqual.sparql_text import tokens
from kgqual.store.workers.request import Request

SHORT = 0.025
"""Seconds of processor time of the longest query that counts as short."""
LONG = 0.1
"""Seconds of processor time from which on a query counts as long."""
ROOM = 4096
"""Texts, and shapes, that are remembered."""
LONGEST_SHAPE = 4096
"""Characters of the longest text whose shape is looked for; a longer one has its own."""
_CONSTANTS = frozenset({"string", "iri", "language", "name"})
_NOTHING = frozenset({"space", "comment"})


class Standing(IntEnum):
    """What is known of a query: it rises by one with each short run, and falls with longer ones."""

    LONG = 0
    UNKNOWN = 1
    SHORT = 2


class Experience:
    """Remembers how queries fared."""

    def __init__(self) -> None:
        self._texts, self._shapes = _Memory(), _Memory()

    def standing(self, request: Request) -> Standing:
        """Return what is known of the query of ``request``; who asks others may wait long."""
        if request.services:
            return Standing.LONG
        known = self._texts.get(_key(request.text, request))
        if known is None:
            known = self._shapes.get(_key(shape(request.text), request))
        return Standing.UNKNOWN if known is None else known

    def learn(self, request: Request, seconds: float) -> None:
        """Remember that the query took ``seconds`` of processor time, or more."""
        text = _key(request.text, request)
        before = self._texts.get(text)
        if before is not None and before is _after(before, seconds):
            return
        self._texts.learn(text, seconds)
        self._shapes.learn(_key(shape(request.text), request), seconds)


def _after(before: Standing, seconds: float) -> Standing:
    """Return the standing of a query that had one before and then took so long."""
    if seconds > SHORT:
        return Standing.LONG if seconds > LONG else Standing.UNKNOWN
    return Standing(min(before + 1, Standing.SHORT))


class _Memory:
    """Standings by key; what was longest not asked for is forgotten."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, Standing] = OrderedDict()

    def get(self, key: int) -> Standing | None:
        """Return the standing of what has that key, None when nothing is known of it."""
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
        return known

    def learn(self, key: int, seconds: float) -> None:
        """Remember that what has that key took so long."""
        self._known[key] = _after(self._known.get(key, Standing.UNKNOWN), seconds)
        self._known.move_to_end(key)
        if len(self._known) > ROOM:
            self._known.popitem(last=False)


def _key(text: str, request: Request) -> int:
    # Texts are not kept, they may be long; nobody outside can make two with the same hash.
    return hash((text, request.dataset))


def shape(text: str) -> str:
    """Return what queries that differ only in constants, names and layout have in common."""
    return text if len(text) > LONGEST_SHAPE else _shape(text)


@lru_cache(maxsize=64)  # asked before a query and after it
def _shape(text: str) -> str:
    parts: list[str] = []
    variables: dict[str, str] = {}
    for token in tokens(text):
        kind, piece = token.kind, token.text
        if kind in _NOTHING:
            continue
        if kind in _CONSTANTS or piece[0].isdigit():
            if not parts or parts[-1] != "<>":
                parts.append("<>")
        elif kind == "variable":
            parts.append(variables.setdefault(piece[1:], f"?{len(variables)}"))
        else:
            parts.append(piece.upper())
    return " ".join(parts)
