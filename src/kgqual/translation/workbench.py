"""The one door through which translations are changed: it holds what the checks find against them.

A draft can always be saved, so that no work is lost. What a check that blocks finds, unless a
reviewer lets it pass, stops a text from being offered for review, reviewed and approved. What
an undo brings back is held against what others have got since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgqual.editorial import Person, UnknownItem
from kgqual.editorial.translations import (
    Assignment,
    Change,
    Edit,
    Pass,
    Request,
    Saved,
    Standing,
    Translations,
)
from kgqual.editorial.translations.fields import SOURCE_LANGUAGE
from kgqual.errors import BadUsage
from kgqual.translation.barrier import held_back
from kgqual.translation.checks import CHECKS, Finding
from kgqual.translation.units import Units

_TOLD = 5
"""Findings that a message tells; the error has them all."""


class Blocked(BadUsage):
    """Checks find what must not be published; nothing was recorded. ``findings`` says what."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        told = [f"{one.field} of <{one.concept}>: {one.message('en')}" for one in findings[:_TOLD]]
        more = len(findings) - len(told)
        super().__init__(
            " ".join(told)
            + (f" And {more:,} more." if more else "")
            + " Nothing was recorded. Save it as a draft, or repair it; a reviewer can let a "
            "finding pass."
        )
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Workbench:
    """The translations of the concepts of a release; cheap to make."""

    units: Units
    translations: Translations

    def record(self, person: Person, requests: Sequence[Request], batch: str = "") -> list[Saved]:
        """Record requests, all or none; see ``Translations.record``, whose errors these are.

        Raises Blocked where a check blocks what should be submitted, reviewed or approved,
        UnknownItem for texts of a concept that is neither in the release nor translated, BadUsage
        for translations into the language of the source, or a check that there is not.
        """
        for request in requests:
            if request.language == SOURCE_LANGUAGE:
                raise BadUsage("Translations are made from English: name another language.")
            if isinstance(request, Edit | Assignment):
                self._refuse_unknown(request)
            if isinstance(request, Pass) and request.waived.check not in CHECKS:
                raise BadUsage(f"There is no check {request.waived.check!r}: {', '.join(CHECKS)}.")
        return self.translations.record(person, requests, batch, self._refuse_blocked)

    def undo(self, person: Person, key: str, change: int, comment: str = "") -> Saved:
        """Take back a change; see ``Translations.undo``, whose errors these are.

        Raises Blocked where a check blocks what would be further than a draft again.
        """
        return self.translations.undo(person, key, change, comment, self._refuse_blocked)

    def undo_all(self, person: Person, key: str, batch: str, comment: str = "") -> list[Saved]:
        """Take back all changes of a batch, or none; errors are those of ``undo``."""
        return self.translations.undo_all(person, key, batch, comment, self._refuse_blocked)

    def _refuse_unknown(self, request: Edit | Assignment) -> None:
        if request.concept in self.units.concepts:
            return
        if not self.translations.concept(request.language, request.concept).version:
            raise UnknownItem(
                f"ESCO {self.units.release} has no concept <{request.concept}> with English texts."
            )

    def _refuse_blocked(self, changes: Sequence[Change], before: Standing, after: Standing) -> None:
        """Raise Blocked where changes bring texts further than the checks let them."""
        if found := held_back(self.units, changes, before, after):
            raise Blocked(found)
