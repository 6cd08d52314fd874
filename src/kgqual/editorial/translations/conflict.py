"""Two people who change one translation: what there was, what the other made of it, and ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgqual.editorial.errors import Outdated
from kgqual.editorial.translations.changes import Change
from kgqual.editorial.translations.fields import Field
from kgqual.editorial.translations.requests import Edit
from kgqual.editorial.translations.standing import By, Translation


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that has changed since the person looked: three texts to compare.

    ``before`` is what they saw, ``theirs`` what is there now and ``by`` who last changed it;
    ``ours`` is what they wanted to save, None where they leave the field alone.
    """

    field: Field
    before: tuple[str, ...]
    theirs: tuple[str, ...]
    ours: tuple[str, ...] | None
    by: By

    @property
    def both(self) -> bool:
        """Whether both changed the texts, each otherwise; else the other's can just be taken."""
        return self.ours is not None and self.ours not in (self.before, self.theirs)


class Conflict(Outdated):
    """A translation has another version than the one that somebody saw; nothing was recorded.

    ``translation`` is what stands now, ``changes`` what came since the version that they saw and
    ``clashes`` the fields concerned, for them to compare. ``edit`` is what they wanted to save;
    None when they wanted to move states only.
    """

    def __init__(
        self,
        seen: Translation,
        translation: Translation,
        changes: Sequence[Change],
        edit: Edit | None = None,
    ) -> None:
        people = ", ".join(dict.fromkeys(change.person for change in changes))
        told = f"{people} changed it" if people else "it never had the one that you saw"
        super().__init__(
            f"The translation of <{translation.concept}> into {translation.language!r} has version "
            f"{translation.version} now: {told}. Nothing was recorded: compare, then save again "
            "with that version."
        )
        self.translation = translation
        self.changes = tuple(changes)
        self.edit = edit
        self.clashes = tuple(
            Clash(
                field,
                seen.texts(field),
                translation.texts(field),
                edit.texts.get(field) if edit else None,
                _last(field, self.changes),
            )
            for field in Field
            if seen.texts(field) != translation.texts(field)
        )


def _last(field: Field, changes: Sequence[Change]) -> By:
    """Return who made the last of the changes that concern a field, or an undo."""
    of_field = [one for one in changes if field in one.fields or one.undoes]
    return By(of_field[-1].person, of_field[-1].at, of_field[-1].id)
