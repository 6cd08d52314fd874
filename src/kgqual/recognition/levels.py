"""From a level of a foreign framework to the Kazakhstan framework: every route, link by link.

Two routes lead on from the EQF, and they are kept apart (ADR on routes and leads):

* **eqf**: the level of the Kazakhstan framework that is compared with the EQF level;
* **qf-ehea**: the cycle of higher education at that EQF level, the self-certification of 2020, and
  the level whose award is that of the cycle. It is for degrees of higher education only, and the
  cycle has to be that of the degree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgqual.answering.envelope import Step, Text
from kgqual.answering.evidence import Link
from kgqual.model import Strength
from kgqual.recognition.outcome import Route, RouteKind, Standing
from kgqual.recognition.register import CYCLES_SCHEME, EQF_SCHEME, Level, Register
from kgqual.recognition.wording import say


@dataclass(frozen=True)
class Way:
    """A chain of links by one route: ``end`` is its Kazakhstan level, '' when it does not arrive.

    ``passed`` are the levels on the way; ``standing`` and ``why`` are set when it does not arrive.
    """

    kind: RouteKind
    links: tuple[Link, ...]
    passed: tuple[str, ...]
    end: str = ""
    standing: Standing = "broken"
    why: str = ""

    def strength(self, steps: Mapping[Link, Step]) -> Strength:
        """Return the strength of its weakest link."""
        return Strength.weakest(steps[link].strength for link in self.links)


def held(level: Level, year: int | None) -> bool:
    """Return whether a level existed in a year, as far as sources state from when until when."""
    if year is None:
        return True
    began = not level.from_ or int(level.from_[:4]) <= year
    return began and (not level.until or year <= int(level.until[:4]))


class Ways:
    """The ways of one qualification: from the links that place it at levels to the NQF."""

    def __init__(self, register: Register, degree: Link | None) -> None:
        self._register = register
        self._degree = degree

    def found(self, starts: Iterable[Link], steps: Mapping[Link, Step]) -> list[Way]:
        """Return the best way of each route to each level, then those that do not arrive."""
        best: dict[tuple[str, str], Way] = {}
        for way in (way for start in starts for way in self._from(start)):
            key = (way.kind, way.end)
            there = best.get(key)
            if there is None or _worth(way, steps) < _worth(there, steps):
                best[key] = way
        arrived = {way.kind for way in best.values() if way.end}
        kept = [way for way in best.values() if way.end or way.kind not in arrived]
        return sorted(kept, key=lambda way: (not way.end, way.kind, way.end))

    def _from(self, start: Link) -> Iterator[Way]:
        level = str(start.object)
        to_eqf = list(self._to_eqf(level))
        if not to_eqf:
            yield Way("eqf", (start,), (level,), why="no-eqf")
            return
        for eqf, links in to_eqf:
            passed = tuple(dict.fromkeys((level, eqf)))
            yield from self._by_eqf((start, *links), passed)
            yield from self._by_cycle((start, *links), passed)

    def _to_eqf(self, level: str) -> Iterator[tuple[str, tuple[Link, ...]]]:
        if self._register.in_framework(level, EQF_SCHEME):
            yield level, ()
        for link in self._register.forth.get(level, ()):
            if self._register.in_framework(str(link.object), EQF_SCHEME):
                yield str(link.object), (link,)

    def _by_eqf(self, links: tuple[Link, ...], passed: tuple[str, ...]) -> Iterator[Way]:
        nationals = [link for link in self._back(passed[-1]) if self._is_national(link)]
        if not nationals:
            yield Way("eqf", links, passed, why="no-nqf")
        for link in nationals:
            yield Way("eqf", (*links, link), passed, link.subject)

    def _by_cycle(self, links: tuple[Link, ...], passed: tuple[str, ...]) -> Iterator[Way]:
        degree = self._degree
        if degree is None:
            yield Way("qf-ehea", links, passed, standing="not-applicable", why="not-higher")
            return
        ways = [
            Way(
                "qf-ehea",
                (*links, degree, cycle, *self._register.certified, national),
                (*passed, cycle.subject),
                national.subject,
            )
            for cycle in self._back(passed[-1])
            if self._register.in_framework(cycle.subject, CYCLES_SCHEME)
            for national in self._back(cycle.subject)
            if self._is_national(national) and self._awards(national.subject, degree)
        ]
        yield from ways or [Way("qf-ehea", links, passed, why="no-nqf")]

    def _back(self, level: str) -> Sequence[Link]:
        return self._register.back.get(level, ())

    def _is_national(self, link: Link) -> bool:
        return self._register.is_national(link.subject)

    def _awards(self, level: str, degree: Link) -> bool:
        return any(
            found.award.iri == degree.object for found in self._register.awards.get(level, ())
        )


def _worth(way: Way, steps: Mapping[Link, Step]) -> tuple[int, int]:
    """Sort the strongest way first, of equals the one that passes a level of its own framework."""
    return way.strength(steps).rank, -len(way.passed)


def route(way: Way, register: Register, steps: Mapping[Link, Step]) -> Route:
    """Return a way as a route of the outcome, with what it is worth in words."""
    strength = way.strength(steps)
    standing = way.standing
    if way.end:
        standing = "lead" if strength is Strength.UNVERIFIED else "answer"
    return Route(
        kind=way.kind,
        standing=standing,
        level=register.names[way.end] if way.end else None,
        strength=strength,
        steps=tuple(steps[link] for link in way.links),
        explanation=_why(way, standing, register),
    )


def _why(way: Way, standing: Standing, register: Register) -> Text:
    if way.end:
        return say(f"route.{standing}")
    return say(f"route.{way.why}", level=register.names[way.passed[-1]])
