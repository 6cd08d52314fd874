"""What the checks find in all translations of a language, kept up with what is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from threading import Lock

from kgqual.translation.checking.checking import Checking, Judged

MANY = 100
"""Concepts from which on it is sooner to check all of a language than each of them.

One of 18,188 is held against all others in 23 ms of processor time, all are checked in 2.7 s.
"""


@dataclass
class _Known:
    """What was found the last time, and by which checks; ``checking`` says in what."""

    checking: Checking
    judged: dict[str, list[Judged]] = field(default_factory=dict)
    checks: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, checking: Checking) -> _Known:
        """Return what is found in everything."""
        known = cls(checking)
        judged: dict[str, list[Judged]] = defaultdict(list)
        for one in checking.all():
            judged[one.finding.concept].append(one)
        for iri, some in judged.items():
            known.tell(iri, some)
        return known

    def tell(self, iri: str, judged: list[Judged]) -> None:
        """Keep what is found in a concept."""
        self.judged[iri] = judged
        self.checks[iri] = frozenset(one.finding.check for one in judged if not one.waived)


class Found:
    """Which checks find something in which concept; any number of threads may ask.

    The first time everything is checked, and where ``many`` concepts have been changed. Else only
    what has been changed since is, with the concepts that findings about it name, and those whose
    findings name it: another's term may have become the same, or not be so any more.
    """

    def __init__(self, many: int = MANY) -> None:
        self._many = many
        self._known: dict[str, _Known] = {}
        self._lock = Lock()

    def by_concept(self, checking: Checking) -> Mapping[str, frozenset[str]]:
        """Return the checks that find something not waived, by concept."""
        with self._lock:
            return dict(self._now(checking).checks)

    def judged(self, checking: Checking) -> Mapping[str, Sequence[Judged]]:
        """Return what the checks find, by concept."""
        with self._lock:
            return dict(self._now(checking).judged)

    def _now(self, checking: Checking) -> _Known:
        """Return what is found now; who asks holds the lock."""
        known = self._known.get(checking.language)
        changed = _changed(known, checking) if known else set()
        if known is None or len(changed) >= self._many or not _comparable(known, checking):
            known = self._known[checking.language] = _Known.of(checking)
        elif changed:
            _follow(known, checking, changed)
        return known


def _comparable(known: _Known, now: Checking) -> bool:
    before = known.checking
    return before.units is now.units and before.glossary is now.glossary


def _changed(known: _Known, now: Checking) -> set[str]:
    """Return the concepts that have been changed since."""
    before = known.checking.translations
    return {iri for iri, one in now.translations.items() if before.get(iri) is not one}


def _follow(known: _Known, checking: Checking, changed: AbstractSet[str]) -> None:
    """Check what has changed since, and what it is compared with."""
    compared = _compared(known, changed) | checking.called_as_published(changed)
    _check(known, checking, changed)
    _check(known, checking, (compared | _compared(known, changed)) - changed)
    known.checking = checking


def _compared(known: _Known, concepts: AbstractSet[str]) -> set[str]:
    """Return the concepts that findings about some name, and those whose findings name these."""
    found = set()
    for iri, judged in known.judged.items():
        others = {other for one in judged for other in one.finding.others}
        if iri in concepts:
            found |= others
        elif not concepts.isdisjoint(others):
            found.add(iri)
    return found


def _check(known: _Known, checking: Checking, concepts: Iterable[str]) -> None:
    for iri in concepts:
        known.tell(iri, checking.standing(iri) if iri in checking.translations else [])
