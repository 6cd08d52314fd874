"""Which qualification a printed title names: across spelling, case, script and known synonyms.

The score of a title is that of the first that holds:

====== =======================================================================================
1.00   a title in the graph, the same but for case, accents, marks, script and empty words
0.97   a synonym of the table, the same way
0.94   a title or synonym, then *of*, *in* … and a subject (*Master of Science*)
≤ 0.92 how alike the words are on average (``words.likeness``), times 0.92
≤ 0.60 the same, when a number differs, a word has no counterpart, a word such as *honorary* makes
       it something else, or ``others.csv`` says that it may be something else in that country
====== =======================================================================================

From ``THRESHOLD`` on a title counts as matched. Below it, and when two qualifications are less
than ``MARGIN`` apart, the best are offered as candidates. The figures are editorial: chosen so that
single misspellings pass and *upper* does not pass for *lower*.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from kgqual.recognition.words import (
    bare,
    likeness,
    numbers,
    opens,
    reserved,
    telling,
    variants,
    words,
)

_TABLES = Path(__file__).parent / "tables"
THRESHOLD = 0.84
MARGIN = 0.02
_SYNONYM, _OPENING, _ALIKE, _UNLIKE = 0.97, 0.94, 0.92, 0.60
_WORST = 0.74
_OFFERED, _FLOOR = 5, 0.35
_KEPT = 4096
"""Printed titles whose matches are kept: a batch has the same ones again and again."""
ANY_COUNTRY = "*"


class Known(NamedTuple):
    """A title of a qualification: its IRI, the title as given, and whether it is a synonym."""

    qualification: str
    title: str
    synonym: bool


class Hit(NamedTuple):
    """A qualification that a printed title may name: by which title, how well, and why."""

    known: Known
    score: float
    features: Mapping[str, float]


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one of the tables beside this module."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def awards() -> Mapping[tuple[str, str], str]:
    """Return (country, name of a qualification) → the award of higher education that it is."""
    return {(row["country"], row["qualification"]): row["award"] for row in table("degrees")}


def synonyms(country: str, local: Mapping[str, str]) -> Iterable[Known]:
    """Yield the synonyms for a country whose qualifications are ``local``: name → IRI."""
    for row in table("synonyms"):
        if row["country"] == country and (iri := local.get(row["qualification"])):
            yield Known(iri, row["title"], synonym=True)
        elif row["country"] == ANY_COUNTRY:
            for name, iri in local.items():
                if awards().get((country, name)) == row["qualification"]:
                    yield Known(iri, row["title"], synonym=True)


class Other(NamedTuple):
    """A title that is, or may be, something else than the one in the graph that it is near to.

    ``more`` says that a title that goes on after it, such as with a subject, is one as well.
    """

    words: tuple[str, ...]
    more: bool

    def names(self, printed: tuple[str, ...]) -> bool:
        """Return whether a printed title is this one."""
        return printed[: len(self.words)] == self.words and (self.more or printed == self.words)


def others(country: str) -> list[Other]:
    """Return the titles that only look like those of a country's qualifications."""
    rows = (row for row in table("others") if row["country"] in (country, ANY_COUNTRY))
    return [Other(words(row["title"]), row["more"] == "yes") for row in rows]


class _Reading(NamedTuple):
    """One way to read a known title, with what is compared of it."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    numbers: frozenset[str]
    known: Known


class Titles:
    """The titles of one country's qualifications, to be matched against printed ones."""

    def __init__(self, known: Iterable[Known], others: Sequence[Other] = ()) -> None:
        self._others = others
        self._exact: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self._readings: list[_Reading] = []
        self._found: LRUCache[tuple[str, ...], tuple[Hit, ...]] = LRUCache(_KEPT)
        self._lock = Lock()
        for one in known:
            for read in sorted(variants(one.title)):
                self._readings.append(_Reading(read, telling(read), numbers(read), one))
                self._exact[telling(read)].append(one)

    def hits(self, printed: str) -> tuple[Hit, ...]:
        """Return what a printed title may name, best first, each qualification once."""
        read = words(printed)
        with self._lock:
            found = self._found.get(read)
        if found is None:
            found = tuple(self._hits(read)) if read else ()
            with self._lock:
                self._found[read] = found
        return found

    def _hits(self, read: tuple[str, ...]) -> list[Hit]:
        best: dict[str, Hit] = {}
        for hit in self._equal(read) or (_compared(read, one) for one in self._readings):
            there = best.get(hit.known.qualification)
            if there is None or hit.score > there.score:
                best[hit.known.qualification] = hit
        hits = list(best.values())
        if any(other.names(read) for other in self._others):
            hits = [_doubted(hit) for hit in hits]
        found = sorted(hits, key=lambda hit: (-hit.score, hit.known.synonym, hit.known))
        return [hit for hit in found if hit.score >= _FLOOR][:_OFFERED]

    def _equal(self, read: tuple[str, ...]) -> list[Hit]:
        return [
            Hit(known, _SYNONYM if known.synonym else 1.0, _features(known, exact=1.0))
            for known in self._exact.get(telling(read), ())
        ]


def _compared(read: tuple[str, ...], reading: _Reading) -> Hit:
    known, printed = reading.known, telling(read)
    average, worst = likeness(bare(printed, reading.telling), bare(reading.telling, printed))
    features = _features(known, words=average, worst_word=worst)
    if reserved(read, reading.words):
        return Hit(known, average * _UNLIKE, {**features, "reservation": 1.0})
    if opens(read, reading.words):
        return Hit(known, _OPENING, {**features, "opening": 1.0})
    if numbers(read) != reading.numbers:
        return Hit(known, average * _UNLIKE, {**features, "other_number": 1.0})
    return Hit(known, average * (_ALIKE if worst >= _WORST else _UNLIKE), features)


def _doubted(hit: Hit) -> Hit:
    return Hit(hit.known, hit.score * _UNLIKE, {**hit.features, "other": 1.0})


def _features(known: Known, **values: float) -> dict[str, float]:
    rounded = {name: round(value, 3) for name, value in values.items()}
    return {**rounded, "synonym": 1.0} if known.synonym else rounded
