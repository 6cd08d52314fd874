"""What a text finds, in order: exact matches, stage by stage those less sure, the similar ones.

The stages know how many things they have without looking at them, so that a page far down the list
costs no more than the first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kgqual.folding import label_key
from kgqual.search.hits import Found
from kgqual.search.layouts import slips
from kgqual.search.reader import Reader
from kgqual.search.similar import similar
from kgqual.search.stages import Match, matching, stages

FEW = 10
"""When fewer things than these match as typed, similar ones are looked for as well."""
MOST = 1_000
"""Things called exactly alike, at most; no source has as many."""
_MUCH_LIKE = 0.8
_SLIPPED = 0.9
"""What a match counts for when the text was read in another keyboard layout."""


@dataclass(frozen=True)
class Asked:
    """What is looked for: a text, among which types, and the language that is preferred."""

    text: str
    types: Collection[str] = ()
    language: str = ""


class Finding:
    """All that is found for a text.

    Another keyboard layout is tried when nothing matches as typed; similar labels are looked for
    when nothing matches exactly and little in another way.
    """

    def __init__(self, reader: Reader, asked: Asked) -> None:
        self._similar: list[Found] = []
        readings = [asked.text]
        self._reading = _Reading(reader, asked)
        for meant in slips(asked.text) if label_key(asked.text) else ():
            if self._reading.total:
                break
            readings.append(meant)
            self._reading = _Reading(reader, replace(asked, text=meant), _SLIPPED)
        if self._reading.total < FEW and not self._reading.exact:
            taken = {one.number for one in self._reading.slice(0, FEW)}
            self._similar = _like(reader, readings, asked.types, taken)

    @property
    def total(self) -> int:
        """How many things there are."""
        return self._reading.total + len(self._similar)

    def slice(self, first: int, last: int) -> list[Found]:
        """Return what was found from place ``first`` to before ``last``, the best first."""
        """Return those from ``first`` up to and without ``last``."""
        matching = self._reading.slice(first, last)
        end = self._reading.total
        return matching + self._similar[max(first - end, 0) : max(last - end, 0)]


def exactly(reader: Reader, asked: Asked) -> list[Found]:
    """Return the things whose label, code or IRI is the text, in order.

    Where labels are alike but for what folding drops, the one just as typed comes first, then the
    one in the language preferred, then that of the more central thing.
    """
    found: list[Found] = []
    for match, query in stages(reader.schema, asked.text, asked.types):
        if match.exact:
            _, numbers = reader.page(query, 0, MOST)
            same = [_found(number, asked.text, match) for number in numbers]
            found += sorted(same, key=lambda one: _rank(reader, one, asked.language))
    return found


class _Reading:
    """What matches a text as it is read."""

    def __init__(self, reader: Reader, asked: Asked, weight: float = 1.0) -> None:
        self._reader = reader
        self._asked = asked
        self._weight = weight
        self.total = reader.count(matching(reader.schema, asked.text, asked.types))
        found = exactly(reader, asked) if self.total else []
        self.exact = [replace(one, score=one.score * weight) for one in found]

    def slice(self, first: int, last: int) -> list[Found]:
        """Return those from ``first`` up to and without ``last``, way of matching by way."""
        found = self.exact[first:last]
        last = min(last, self.total)
        begin = len(self.exact)
        for match, query in stages(self._reader.schema, self._asked.text, self._asked.types):
            if match.exact:
                continue
            if last <= begin:
                break
            here, numbers = self._reader.page(query, max(first - begin, 0), last - begin)
            found += [_found(n, self._asked.text, match, self._weight) for n in numbers]
            begin += here
        return found


def _like(
    reader: Reader, readings: Sequence[str], types: Collection[str], taken: Collection[int]
) -> list[Found]:
    """Return the things with labels like one of ``readings``, the first of which was typed.

    The others count where no label is much like the first.
    """
    best: dict[int, Found] = {}
    for place, text in enumerate(readings):
        weight = _SLIPPED if place else 1.0
        found = similar(reader, label_key(text), types)
        for number, like in found.items():
            one = _found(number, text, Match.SIMILAR, like * weight)
            if number not in taken and (number not in best or best[number].score < one.score):
                best[number] = one
        if max(found.values(), default=0.0) >= _MUCH_LIKE:
            break
    return sorted(best.values(), key=lambda one: (-one.score, one.number))


def _found(number: int, text: str, match: Match, weight: float = 1.0) -> Found:
    return Found(number, text, match, match.score * weight)


def _rank(reader: Reader, found: Found, language: str) -> tuple[int, bool, int]:
    closeness, wanted = reader.thing(found.number).closeness(found, language)
    return -closeness, not wanted, found.number
