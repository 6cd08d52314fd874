"""Which worklist is asked for: from which release of ESCO to which, and what of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kgqual.store.manifest import GraphEntry
from kgqual.translation.units import Units
from kgqual.translation.worklist import Item, Outcome, Worklist, worklist
from kgqual.web.links import with_query
from kgqual.web.translating.addresses import WORKLIST
from kgqual.web.translating.visit import TranslatingVisit

_KIND = "esco"


@dataclass(frozen=True)
class WorklistAsked:
    """A worklist as an address asks for it; ``old`` and ``new`` are versions.

    ``only`` are the outcomes that are asked for; none: all but what carried over by itself.
    """

    visit: TranslatingVisit
    old: str
    new: str
    only: tuple[Outcome, ...]

    @cached_property
    def worklist(self) -> Worklist:
        """The worklist. Raises BadUsage where there are no such releases."""
        visit = self.visit
        return worklist(visit.graph, visit.translations, visit.target, self.old, self.new)

    @cached_property
    def items(self) -> Sequence[Item]:
        """What is asked for of it, in the order of the work."""
        wanted = self.only or tuple(one for one in Outcome if one is not Outcome.CARRIED)
        return [item for item in self.worklist.items if item.outcome in wanted]

    @property
    def address(self) -> str:
        """Where all of it is listed."""
        return self._at(WORKLIST)

    @property
    def adopting(self) -> str:
        """Where one takes over what is offered."""
        return self._at(WORKLIST + "/adopt")

    @property
    def comparable(self) -> bool:
        """Whether two releases are named; nothing is compared where there is but one."""
        return bool(self.old and self.new)

    def _at(self, address: str) -> str:
        return with_query(address, to=self.visit.target, **{"from": self.old}, upto=self.new)


def asked(visit: TranslatingVisit, old: str, new: str, only: Sequence[Outcome]) -> WorklistAsked:
    """Return what is asked for: by default the way to the current release from the one before."""
    versions = [entry.version for entry in releases(visit)]
    new = new or Units.of(visit.graph).release
    if not old and new in versions:
        place = versions.index(new)
        old = versions[place - 1] if place else ""
    return WorklistAsked(visit, old, new, tuple(dict.fromkeys(only)))


def releases(visit: TranslatingVisit) -> list[GraphEntry]:
    """Return the releases of ESCO that there are, the oldest first."""
    found = (one for one in visit.graph.snapshot.manifest.graphs if one.kind == _KIND)
    return sorted(found, key=lambda one: (one.issued, one.version))
