"""Recording what translators ask for, and seeing what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgqual.editorial import Person
from kgqual.editorial.translations import Request, Saved
from kgqual.translation.workbench import Workbench
from kgqual.web.translating.visit import TranslatingVisit


def record(
    visit: TranslatingVisit, person: Person, requests: Sequence[Request], batch: str = ""
) -> list[Saved]:
    """Record requests, all or none; what they made is on the disk when this returns.

    Errors are those of ``Workbench.record``.
    """
    return workbench(visit).record(person, requests, batch)


def workbench(visit: TranslatingVisit) -> Workbench:
    """Return the door through which translations are changed."""
    return Workbench(visit.units, visit.translations)


def afresh(visit: TranslatingVisit) -> TranslatingVisit:
    """Return the same request as it sees what has been recorded meanwhile."""
    return replace(visit)
