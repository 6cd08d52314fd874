"""What a validation came to, once waivers are taken into account."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kgqual.errors import Inconsistent
from kgqual.store.snapshot import VALIDATION_JSON, VALIDATION_TURTLE
from kgqual.validation.origins import UNKNOWN, Origins, origins
from kgqual.validation.records import as_json
from kgqual.validation.report import Report, Result, as_turtle
from kgqual.validation.shapes import ShapesGraph, shipped_shapes
from kgqual.validation.summary import Summary, summarize
from kgqual.validation.waivers import Waiver, apply, shipped_waivers


@dataclass(frozen=True, eq=False)
class Checked:
    """A validation: ``validated`` names the files, or the graphs by their IRIs.

    ``report`` holds what counts: not what ``waived`` excuses, but a warning for each waiver that
    no longer fits. ``shapes`` are those it was judged by, ``origins`` say where each result is
    from.
    """

    validated: tuple[str, ...]
    report: Report
    shapes: ShapesGraph
    origins: Origins = UNKNOWN
    waived: Sequence[tuple[Waiver, Sequence[Result]]] = ()

    @classmethod
    def of(cls, report: Report, store: ox.Store, graphs: Collection[str]) -> Checked:
        """Return what a report by the shipped shapes on some graphs of a store comes to."""
        waived = apply(report, shipped_waivers(), graphs)
        results = [*waived.report.results, *(one for _, some in waived.waived for one in some)]
        return cls(
            validated=tuple(sorted(graphs)),
            report=waived.report,
            shapes=shipped_shapes(),
            origins=origins(store, results, graphs),
            waived=waived.waived,
        )

    @property
    def engine(self) -> str:
        """Which engine validated."""
        return self.report.engine

    @property
    def publishable(self) -> bool:
        """Whether there is no violation but waived ones."""
        return not self.report.violations

    @cached_property
    def summary(self) -> Summary:
        """The same in groups, for people."""
        return summarize(self.report, self.shapes, self.waived, self.origins)

    def refuse_violations(self, name: str, consequence: str) -> None:
        """Raise Inconsistent, which names what is refused and says what follows, if it must be."""
        if count := len(self.report.violations):
            many = "1 violation" if count == 1 else f"{count:,} violations"
            raise Inconsistent(f"{name}: {many} of what must hold; {consequence}.", self)

    def files(self) -> Mapping[str, bytes]:
        """Return what a snapshot carries of its validation: a SHACL report, and a summary."""
        summary = as_json(self.summary, validated=list(self.validated))
        return {VALIDATION_TURTLE: as_turtle(self.report), VALIDATION_JSON: summary.encode()}
