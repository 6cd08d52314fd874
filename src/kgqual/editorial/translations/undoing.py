"""Taking back a change: its fields become what they were before it, if nobody went on from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgqual.editorial.errors import Outdated
from kgqual.editorial.people import Person
from kgqual.editorial.translations.changes import Act, Change
from kgqual.editorial.translations.requests import Made
from kgqual.editorial.translations.standing import Translation
from kgqual.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Undo:
    """A change that is not to count."""

    key: str
    change: Change
    comment: str = ""
    version: None = None

    @property
    def language(self) -> str:
        """The language of the change."""
        return self.change.language

    @property
    def concept(self) -> str:
        """The concept that was changed."""
        return self.change.concept

    def content(self) -> object:
        """Return what must be the same when it is asked for again."""
        return ["undo", self.change.id]

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may do this: reviewers, and whoever made the change."""
        own = person.name == self.change.person
        return person.reviews_translations or (person.translates and own)

    def made(self, before: Translation) -> Made:
        """Return the undo. Raises BadUsage for an undo of an undo."""
        if self.change.act is Act.UNDO:
            raise BadUsage("An undo cannot be undone: save again.")
        return Made(Act.UNDO, undoes=self.change)

    def refuse_covered(self, history: Sequence[Change]) -> None:
        """Raise BadUsage where it is undone already, Outdated where others went on from it."""
        undone = {one.undoes: one for one in history if one.undoes}
        if by := undone.get(self.change.id):
            raise BadUsage(f"Change {self.change.id} is undone already, by {by.person}.")
        for one in history:
            later = one.id > self.change.id and one.id not in undone
            same_fields = one.fields.keys() & self.change.fields.keys()
            if later and (same_fields or one.act is self.change.act is Act.ASSIGN):
                raise Outdated(
                    f"{one.person} has changed this since (change {one.id}): undo that first, or "
                    "save the texts that you want. Nothing was recorded."
                )
