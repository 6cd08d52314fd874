"""What becomes of one row of a file that is imported, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kgqual.editorial.translations import Field
from kgqual.translation.checks import Finding
from kgqual.translation.reasons import reason
from kgqual.translation.record import Record


class Outcome(StrEnum):
    """What an import makes of a row."""

    NEW = "new"
    """A translation of what had none."""
    CHANGED = "changed"
    """Other texts than those that are there, or a state further on."""
    STALE = "stale"
    """New or changed, but made from an English text that has changed since."""
    SAME = "same"
    """Nothing to do: it says what is so, or says nothing."""
    CONFLICT = "conflict"
    """Other texts, and somebody has changed those that are there since the file was written."""
    REFUSED = "refused"
    """No translation, or one that cannot be kept."""

    @property
    def changes(self) -> bool:
        """Whether importing it changes something."""
        return self in (Outcome.NEW, Outcome.CHANGED, Outcome.STALE)

    @property
    def stops(self) -> bool:
        """Whether the file is not imported because of it, unless such rows are left out."""
        return self in (Outcome.CONFLICT, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be saved of one field, and the source that it is a translation of."""

    texts: tuple[str, ...]
    source_hash: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: its place, what becomes of it, and why.

    ``why`` is the id of a reason in ``reasons.json``, '' for none, with the ``values`` it names.
    ``record`` is None where the row is none; ``text`` is what is to be saved, None for nothing;
    ``blocking`` are the findings of checks that stop it, or will stop the draft that it becomes;
    ``warnings`` those that stop nothing.
    """

    where: str
    outcome: Outcome
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    record: Record | None = None
    text: Text | None = None
    blocking: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def concept(self) -> str:
        """The IRI of its concept, '' where it names none."""
        return self.record.concept if self.record else ""

    @property
    def field(self) -> Field | None:
        """Its field, where it names one."""
        return self.record.field if self.record else None

    def turned(self, outcome: Outcome, why: str, **values: str) -> Row:
        """Return the row with another outcome, which saves nothing."""
        return replace(self, outcome=outcome, why=why, values=values, text=None)

    def warned(self, language: str) -> tuple[str, ...]:
        """Return what checks say that stop nothing, each sentence once; see ``message``."""
        return tuple(dict.fromkeys(one.message(language) for one in self.warnings))

    def message(self, language: str) -> str:
        """Return why, in a sentence in ``language``: en, kk or ru; '' where nothing is to be said.

        Raises KeyError for another language.
        """
        said = [reason(self.why, language, self.values)] if self.why else []
        if self.blocking:
            checks = ", ".join(dict.fromkeys(one.check for one in self.blocking))
            found = " ".join(dict.fromkeys(one.message(language) for one in self.blocking))
            why = "blocked-draft" if self.text else "blocked"
            said.append(reason(why, language, {"checks": checks, "found": found}))
        return " ".join(said)
