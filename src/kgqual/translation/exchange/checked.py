"""The rows of an import held against the checks, as they would stand after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kgqual.editorial.translations import By, Entry, Field, Translation
from kgqual.translation.checking import Checking
from kgqual.translation.checks import Finding
from kgqual.translation.exchange.aim import Aim
from kgqual.translation.exchange.outcome import Outcome, Row, Text
from kgqual.translation.glossary import Glossary
from kgqual.translation.units import Units

_NOBODY = By("", datetime.min.replace(tzinfo=UTC), 0)
"""Who has written what is not written yet; no check asks."""


@dataclass(frozen=True)
class Checked:
    """What checks are held against: the units, what stands, and what the rows are to become."""

    units: Units
    language: str
    standing: Mapping[str, Translation]
    aim: Aim
    glossary: Glossary

    def rows(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows; one whose text a check objects to is told so.

        It is refused where a check blocks it and it is to be more than a draft: then what it would
        have replaced stays, and the others are held against that. A draft is saved all the same:
        nobody loses work because it is not finished. Drafts are compared with each other only.
        """
        told = self._told(rows, blocking=False)
        while _changing(told) < _changing(rows):
            rows, told = told, self._told(told, blocking=True)
        return told

    def _told(self, rows: Sequence[Row], *, blocking: bool) -> Sequence[Row]:
        after = self._after(rows)
        if self.aim is not Aim.DRAFT:
            after = {**self.standing, **after}
        found: dict[tuple[str, Field | None], list[Finding]] = defaultdict(list)
        checking = Checking(self.units, self.language, after, self.glossary, blocking=blocking)
        for judged in checking.all():
            if not judged.waived:
                found[judged.finding.concept, judged.finding.field].append(judged.finding)
        return [self._held(row, found[row.concept, row.field]) if row.text else row for row in rows]

    def _held(self, row: Row, found: Sequence[Finding]) -> Row:
        blocking = tuple(one for one in found if one.blocks)
        warnings = tuple(one for one in found if not one.blocks)
        if blocking and self.aim is not Aim.DRAFT:
            row = row.turned(Outcome.REFUSED, "")
        return replace(row, blocking=blocking or row.blocking, warnings=warnings or row.warnings)

    def _after(self, rows: Sequence[Row]) -> Mapping[str, Translation]:
        """Return what would stand of the concepts that rows change."""
        texts: dict[str, dict[Field, Text]] = defaultdict(dict)
        for row in rows:
            if row.field and row.text:
                texts[row.concept][row.field] = row.text
        return {concept: self._translation(concept, made) for concept, made in texts.items()}

    def _translation(self, concept: str, made: Mapping[Field, Text]) -> Translation:
        before = self.standing.get(concept) or Translation(self.language, concept)
        entries = {
            field: Entry(
                text.texts, self.aim.state, False, text.source_hash, _NOBODY.at, written=_NOBODY
            )
            for field, text in made.items()
        }
        published = entries if self.aim is Aim.APPROVED else {}
        return replace(
            before,
            entries={**before.entries, **entries},
            published={**before.published, **published},
        )


def _changing(rows: Iterable[Row]) -> int:
    """Return how many rows would be saved."""
    return sum(1 for row in rows if row.text)
