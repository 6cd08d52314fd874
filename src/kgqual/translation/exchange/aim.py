"""How far the texts of a file are brought when they are imported."""

from __future__ import annotations

from enum import StrEnum

from kgqual.editorial.translations import Entry, State


class Aim(StrEnum):
    """What imported texts become; more than to be submitted is a reviewer's to say."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    """A draft that is offered for review."""
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def state(self) -> State:
        """The state of the texts."""
        return State.DRAFT if self is Aim.SUBMITTED else State(self)

    @property
    def submitted(self) -> bool:
        """Whether they are offered for review."""
        return self is Aim.SUBMITTED

    def beyond(self, entry: Entry) -> bool:
        """Tell whether this is further than a text has come."""
        return _ORDER.index(self) > _ORDER.index(reached(entry))


_ORDER = [*Aim]


def reached(entry: Entry) -> Aim:
    """Return how far a text has come."""
    if entry.state is State.DRAFT:
        return Aim.SUBMITTED if entry.submitted else Aim.DRAFT
    return Aim(entry.state)
