"""Recording what translators ask for, and seeing what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgqual.editorial import Person
from kgqual.editorial.translations import Act, Change, Request, Saved
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


def own_batch(visit: TranslatingVisit, key: str, act: Act) -> list[Change]:
    """Return what the reader has recorded under the key of a batch, where all of it is ``act``."""
    if visit.person is None or not visit.editorial.exists():
        return []
    found = visit.translations.of_batch(key)
    asked = visit.name, visit.target, act
    return found if all((one.person, one.language, one.act) == asked for one in found) else []


def afresh(visit: TranslatingVisit) -> TranslatingVisit:
    """Return the same request as it sees what has been recorded meanwhile."""
    return replace(visit)
