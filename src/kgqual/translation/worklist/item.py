"""What one field of one concept asks of the translators after a new release."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kgqual.editorial.translations import Entry, Field
from kgqual.translation.differences import Piece, differences
from kgqual.translation.units import Concept


class Outcome(StrEnum):
    """What a new release means for the translation of a field, in the order of the work."""

    STALE = "stale"
    """It was made from another text than the release has: read the difference, save it again."""
    OFFERED = "offered"
    """The concept has another IRI than before, and what stood under the old one is offered."""
    NEW = "new"
    """The release has it, the one before had not, and nobody has translated it."""
    CHANGED = "changed"
    """The text is another than in the release before, and nobody has translated either."""
    REMOVED = "removed"
    """The release has it no more: a translation is kept, but published no more."""
    CARRIED = "carried"
    """The translation holds as it is."""


@dataclass(frozen=True)
class Offer:
    """What stood of the concept that another took the place of.

    ``confidence`` (0 to 1) is how sure that is, ``official`` says that a release itself states it.
    """

    predecessor: Concept
    confidence: float
    official: bool
    entry: Entry


class Item(NamedTuple):
    """One field of one concept.

    ``concept`` is as the newer release has it, or the older one where it is gone. ``before`` is
    the English text of before: the one that the translation was made from, or that the older
    release has; ``after`` what the newer one has. ``successors`` are the concepts that took the
    place of one that is gone.
    """

    outcome: Outcome
    concept: Concept
    field: Field
    before: tuple[str, ...]
    after: tuple[str, ...]
    entry: Entry | None = None
    offer: Offer | None = None
    successors: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """How the text of before differs from the one of after; terms of a list, one a line."""
        return differences("\n".join(self.before), "\n".join(self.after))
