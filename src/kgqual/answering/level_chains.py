"""Chains of correspondences between levels, as the queries of several questions return them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal as Choice
from typing import NamedTuple

from kgqual.answering.evidence import Link
from kgqual.answering.graph import Row
from kgqual.namespaces import SKOS, thing

Scope = Choice["higher-education"]
"""What a chain of levels may be limited to."""
_QF_EHEA = thing("qf-ehea", "").value


def scope_of(passed: Iterable[str]) -> Scope | None:
    """Return for what a chain holds that passes these things, where not for everything.

    A cycle of the QF-EHEA corresponds to a level of the EQF, which also has qualifications that
    are no degrees: a master craftsman is at EQF level 6 and in no cycle.
    """
    return "higher-education" if any(iri.startswith(_QF_EHEA) for iri in passed) else None


class LevelChain(NamedTuple):
    """Levels that follow from one another by close matches, from the first to the last.

    ``framework`` is that of the last. ``until`` is the last day of the one that ends first of
    those that no longer hold, or ''.
    """

    levels: tuple[str, ...]
    framework: str
    links: tuple[Link, ...]
    until: str

    @property
    def scope(self) -> Scope | None:
        """For what it holds, where not for everything at the levels."""
        return scope_of(self.levels)

    @classmethod
    def of(cls, row: Row) -> LevelChain:
        """Read a row with ``?level ?d1 ?l1 ?d2 ?l2 ?d3 ?l3 ?in`` and ``?u0`` to ``?u3``.

        ``d`` is ``along`` or ``against`` the direction in which the correspondence is stated.
        """
        levels = tuple(row[key] for key in ("level", "l1", "l2", "l3") if key in row)
        ends = [row[key] for key in ("u0", "u1", "u2", "u3") if key in row]
        return cls(levels, row["in"], tuple(_links(levels, row)), min(ends, default=""))


def _links(levels: Sequence[str], row: Row) -> Iterator[Link]:
    for number, (start, end) in enumerate(pairwise(levels), 1):
        if row[f"d{number}"] == "along":
            yield Link(start, SKOS.closeMatch, end)
        else:
            yield Link(end, SKOS.closeMatch, start, against=True)
