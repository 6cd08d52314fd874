"""What a text finds, in parts that follow each other: exact matches, stage by stage, the similar.

Each part knows how many things it has without looking at them, so that a page far down costs no
more than the first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from tantivy import Query

from kgqual.search.folding import label_key
from kgqual.search.hits import Found
from kgqual.search.layouts import slips
from kgqual.search.reader import Reader
from kgqual.search.similar import similar
from kgqual.search.stages import Match, stages

FEW = 10
"""When fewer things than these match as typed, similar ones are looked for as well."""
MOST = 1_000
"""Things called exactly alike, at most; no source has as many."""
_SLIPPED = 0.9
"""What a match counts for when the text was read in another keyboard layout."""


class Part(Protocol):
    """Things found one way, in order."""

    @property
    def total(self) -> int:
        """How many there are."""
        ...

    def slice(self, first: int, last: int) -> list[Found]:
        """Return those from ``first`` up to and without ``last``."""
        ...


@dataclass(frozen=True)
class Listed:
    """Things that have been put in order one by one."""

    found: list[Found]

    @property
    def total(self) -> int:
        """See ``Part.total``."""
        return len(self.found)

    def slice(self, first: int, last: int) -> list[Found]:
        """See ``Part.slice``."""
        return self.found[first:last]


@dataclass(frozen=True)
class Staged:
    """Things that match in one way and not in a better one, the most central first."""

    reader: Reader
    query: Query
    text: str
    match: Match
    weight: float

    @cached_property
    def total(self) -> int:
        """See ``Part.total``."""
        return self.reader.count(self.query)

    def slice(self, first: int, last: int) -> list[Found]:
        """See ``Part.slice``."""
        last = min(last, self.total)
        numbers = self.reader.numbers(self.query, first, last) if first < last else []
        return [_found(number, self.text, self.match, self.weight) for number in numbers]


def parts(reader: Reader, text: str, types: Collection[str], language: str) -> list[Part]:
    """Return everything that ``text`` finds.

    Another keyboard layout is tried when nothing matches as typed; similar labels are looked for
    when nothing matches exactly and little in another way.
    """
    readings = [text, *(meant for meant in slips(text) if label_key(text))]
    for place, reading in enumerate(readings):
        weight = _SLIPPED if place else 1.0
        exact = exactly(reader, reading, types, language)
        known: list[Part] = [
            Listed([replace(one, score=one.score * weight) for one in exact]),
            *_inexactly(reader, reading, types, weight),
        ]
        total = sum(part.total for part in known)
        if exact or total >= FEW:
            return known
        if total:
            break
    taken = {one.number for part in known for one in part.slice(0, part.total)}
    return [*known, _like(reader, readings[: place + 1], types, taken)]


def exactly(reader: Reader, text: str, types: Collection[str], language: str) -> list[Found]:
    """Return the things whose label, code or IRI is ``text``, in order.

    Where labels are alike but for what folding drops, the one just as typed comes first, then the
    one in ``language``, then that of the more central thing.
    """
    found: list[Found] = []
    for match, query in stages(reader.schema, text, types):
        if match.exact:
            numbers = reader.numbers(query, 0, MOST)
            same = [_found(number, text, match) for number in numbers]
            found += sorted(same, key=lambda one: _rank(reader, one, language))
    return found


def _inexactly(reader: Reader, text: str, types: Collection[str], weight: float) -> list[Staged]:
    return [
        Staged(reader, query, text, match, weight)
        for match, query in stages(reader.schema, text, types)
        if not match.exact
    ]


def _like(
    reader: Reader, readings: Collection[str], types: Collection[str], taken: Collection[int]
) -> Part:
    """Return the things with labels like one of ``readings``, the first of which was typed."""
    best: dict[int, Found] = {}
    for place, text in enumerate(readings):
        weight = _SLIPPED if place else 1.0
        for number, like in similar(reader, label_key(text), types).items():
            one = _found(number, text, Match.SIMILAR, like * weight)
            if number not in taken and (number not in best or best[number].score < one.score):
                best[number] = one
    return Listed(sorted(best.values(), key=lambda one: (-one.score, one.number)))


def _found(number: int, text: str, match: Match, weight: float = 1.0) -> Found:
    return Found(number, text, match, match.score * weight)


def _rank(reader: Reader, found: Found, language: str) -> tuple[int, bool, int]:
    closeness, wanted = reader.thing(found.number).closeness(found, language)
    return -closeness, not wanted, found.number
