"""Which version of each source counts: the current one, or the ones valid on a day.

The rules are those of the interface contract (docs/sources.md, Versions). Dates are as precise
as a source states them: a beginning counts from its first possible day, an end and a
publication from their last.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Versioned(Protocol):
    """What the rules look at: a source, or a graph of a snapshot."""

    @property
    def series(self) -> str:
        """What this is a version of."""
        ...

    @property
    def version(self) -> str:
        """The version, as published."""
        ...

    @property
    def complete(self) -> bool:
        """False for a release that lacks parts."""
        ...

    @property
    def issued(self) -> str:
        """When it was published."""
        ...

    @property
    def valid_from(self) -> str:
        """The first day it holds."""
        ...

    @property
    def valid_until(self) -> str:
        """The last day it holds."""
        ...


V = TypeVar("V", bound=Versioned)

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def first_day(text: str) -> date:
    """Return the first day of ``2016``, ``2016-03`` or ``2016-03-16``.

    Raises ValueError for anything else.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date")
    return date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))


def last_day(text: str) -> date:
    """Return the last day of ``2016``, ``2016-03`` or ``2016-03-16``.

    Raises ValueError for anything else.
    """
    if len(text) == 10:
        return first_day(text)
    month = first_day(f"{text}-12" if len(text) == 4 else text)
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _order(source: Versioned) -> tuple[bool, list[tuple[int, int, str]]]:
    """Sort whole versions after partial ones, then by number: 1.1.10 after 1.1.9."""
    parts = re.findall(r"\d+|[^\d.]+", source.version)
    numbered = [(1, int(p), "") if p.isdigit() else (0, 0, p) for p in parts]
    return source.complete, numbered


def _by_series(sources: Iterable[V]) -> list[list[V]]:
    groups: dict[str, list[V]] = defaultdict(list)
    for source in sources:
        groups[source.series].append(source)
    return list(groups.values())


def current(sources: Iterable[V], forced: frozenset[str] = frozenset()) -> list[V]:
    """Return the current version of each series.

    It is the newest whole version (the newest partial one when there is no whole one), or the
    version named ``series@version`` in ``forced``.
    """
    return [
        max(group, key=lambda s: (f"{s.series}@{s.version}" in forced, _order(s)))
        for group in _by_series(sources)
    ]


def as_of(sources: Iterable[V], day: date) -> list[V]:
    """Return, for each series, the newest version known to hold on ``day``.

    A version with dates of validity holds between them; one without holds from its
    publication on; one without any date holds only where no dated version of its series does.
    """
    chosen: list[V] = []
    for group in _by_series(sources):
        holding = [s for s in group if _holds(s, day)] or [s for s in group if _undated(s)]
        if holding:
            chosen.append(max(holding, key=_order))
    return chosen


def _undated(source: Versioned) -> bool:
    return not (source.issued or source.valid_from or source.valid_until)


def _holds(source: Versioned, day: date) -> bool:
    if _undated(source):
        return False
    if source.valid_until and day > last_day(source.valid_until):
        return False
    if source.valid_from:
        return day >= first_day(source.valid_from)
    return not source.issued or day >= last_day(source.issued)
