"""The rows of an import held against the checks, as they would stand after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgqual.editorial.schema import now
from kgqual.editorial.translations import By, Entry, Field, Translation
from kgqual.translation.checking import Checking
from kgqual.translation.checks import Finding
from kgqual.translation.exchange.aim import Aim
from kgqual.translation.exchange.outcome import Outcome, Row, Text
from kgqual.translation.units import Units

_NOBODY = By("", now(), 0)
"""Who has written what is not written yet."""


@dataclass(frozen=True)
class Checked:
    """What checks are held against: the units, what stands, and what the rows are to become."""

    units: Units
    language: str
    standing: Mapping[str, Translation]
    aim: Aim

    def rows(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield the rows; one whose text a check blocks is told so.

        It is refused where it is to be more than a draft. A draft is saved all the same: nobody
        loses work because it is not finished. Drafts are compared with each other only.
        """
        after = self._after(rows)
        if self.aim is not Aim.DRAFT:
            after = {**self.standing, **after}
        found: dict[tuple[str, Field], list[Finding]] = defaultdict(list)
        for judged in Checking(self.units, self.language, after).all():
            if judged.blocks:
                found[judged.finding.concept, judged.finding.field].append(judged.finding)
        for row in rows:
            blocking = found.get((row.concept, row.field)) if row.field and row.text else None
            yield self._told(row, blocking) if blocking else row

    def _told(self, row: Row, blocking: Sequence[Finding]) -> Row:
        if self.aim is not Aim.DRAFT:
            row = row.turned(Outcome.REFUSED, "")
        return replace(row, blocking=tuple(blocking))

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
        return replace(before, entries={**before.entries, **entries})
