"""What is asked for around a translation: who makes it, what to say of it, what may pass."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.editorial.people import Person
from kgqual.editorial.translations.changes import Act, Waived
from kgqual.editorial.translations.requests import Made
from kgqual.editorial.translations.standing import Translation
from kgqual.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Assignment:
    """A concept to be given to somebody, or to nobody; ``person`` is a name."""

    key: str
    language: str
    concept: str
    person: str | None
    comment: str = ""
    version: None = None

    def content(self) -> object:
        """Return what must be the same when it is asked for again."""
        return ["assign", self.person]

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may do this: translators take what is free, and give it back."""
        own = {self.person, before.assignee} <= {None, person.name}
        return person.reviews_translations or (person.translates and own)

    def made(self, before: Translation) -> Made | None:
        """Return whom the concept is given to."""
        if before.assignee == self.person:
            return None
        return Made(Act.ASSIGN, assignee=self.person)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said about a concept."""

    key: str
    language: str
    concept: str
    comment: str
    version: None = None

    def content(self) -> object:
        """Return what must be the same when it is asked for again."""
        return ["comment"]

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may do this."""
        return person.translates

    def made(self, before: Translation) -> Made:
        """Return the comment. Raises BadUsage for an empty one."""
        if not self.comment.strip():
            raise BadUsage("A comment says something.")
        return Made(Act.COMMENT)


@dataclass(frozen=True, slots=True)
class Pass:
    """A finding of a check about the present texts of a field that is to pass; say why."""

    key: str
    language: str
    concept: str
    waived: Waived
    comment: str
    version: None = None

    def content(self) -> object:
        """Return what must be the same when it is asked for again."""
        return ["waive", self.waived.field, self.waived.check, self.waived.texts_hash]

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may do this: only reviewers."""
        return person.reviews_translations

    def made(self, before: Translation) -> Made | None:
        """Return what is waived. Raises BadUsage without a reason, or for texts no more there."""
        if not self.comment.strip():
            raise BadUsage("Say why the finding may pass.")
        entry = before.entries.get(self.waived.field)
        if entry is None or entry.texts_hash != self.waived.texts_hash:
            raise BadUsage(f"The {self.waived.field} has other texts by now: look at it again.")
        if before.waives(self.waived.field, self.waived.check):
            return None
        return Made(Act.WAIVE, waived=self.waived)
