"""What the pages of validation reports show: plain data, ready for the template."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.web.report_formats import Part
from kgqual.web.showing import Shown


@dataclass(frozen=True)
class ResultView:
    """One result: of what, by which property, with which value.

    ``demand`` is what was asked for, where its group asks for several things; ``message`` is what
    this result says otherwise than its group.
    """

    focus: Shown
    path: Shown | None
    value: Shown | None
    demand: str
    message: Shown | None


@dataclass(frozen=True)
class GroupView:
    """What one shape found: how bad, how often, what is wrong, how to repair it, some of it.

    ``name`` is the text that names the severity, empty for one that is not of SHACL. ``results``
    are shown, ``more`` on request; the page at ``all_address`` has all.
    """

    severity: str
    name: str
    message: Shown
    hint: Shown | None
    shape: Shown
    demands: tuple[str, ...]
    count: int
    graphs: tuple[tuple[Shown, int], ...]
    results: tuple[ResultView, ...]
    more: tuple[ResultView, ...]
    all_address: str


@dataclass(frozen=True)
class WaivedView:
    """Results that a waiver excuses: the graph whose defect it is, why, and the results."""

    graph: Shown
    reason: Shown | None
    group: GroupView


@dataclass(frozen=True)
class ReportView:
    """Everything that a report's page shows; ``totals`` are of the whole report."""

    totals: tuple[tuple[str, str, int], ...]
    waived_count: int
    clean: bool
    groups: tuple[GroupView, ...]
    waived: tuple[WaivedView, ...]


@dataclass(frozen=True)
class Listing:
    """One page of results: which ``part`` was asked for, how many it has, of how many."""

    groups: tuple[GroupView, ...]
    part: Part
    shown: int
    total: int

    @property
    def previous(self) -> int | None:
        """The offset of the page before, None on the first one."""
        return max(0, self.part.offset - (self.part.limit or 0)) if self.part.offset else None

    @property
    def next(self) -> int | None:
        """The offset of the next page, None on the last one."""
        end = self.part.end or 0
        return end if end < self.total else None
