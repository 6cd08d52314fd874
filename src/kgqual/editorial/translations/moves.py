"""Steps of a translation that stands as it is: submit, review, approve, send back, withdraw."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.editorial.people import Person
from kgqual.editorial.translations.changes import Act, Written
from kgqual.editorial.translations.fields import Field, State
from kgqual.editorial.translations.requests import Made, refuse_several
from kgqual.editorial.translations.standing import Entry, Translation
from kgqual.errors import BadUsage


@dataclass(frozen=True, slots=True)
class Move:
    """A step of fields that stand as they are: submit, review, approve, send back, withdraw.

    ``fields`` None is all for which the step is the next.
    """

    key: str
    act: Act
    language: str
    concept: str
    version: int
    fields: frozenset[Field] | None = None
    comment: str = ""

    def content(self) -> object:
        """Return what must be the same when it is asked for again."""
        return [self.act, sorted(self.fields) if self.fields is not None else None]

    def allowed(self, person: Person, before: Translation) -> bool:
        """Tell whether a person may do this: translators only submit."""
        return person.translates if self.act is Act.SUBMIT else person.reviews_translations

    def made(self, before: Translation) -> Made:
        """Return how far the fields have come. Raises BadUsage where there is no such step."""
        if self.act is Act.SEND_BACK and not self.comment.strip():
            raise BadUsage("Say in a comment what is to be changed.")
        fields = {}
        for name, entry in before.entries.items():
            wanted = self.fields is None or name in self.fields
            if wanted and _is_next(self.act, entry, name in before.published):
                refuse_several(name, entry.texts, _reached(self.act, entry))
                fields[name] = Written(
                    entry.texts,
                    _reached(self.act, entry),
                    self.act is Act.SUBMIT or (self.act is Act.WITHDRAW and entry.submitted),
                    entry.source_hash,
                )
        if not fields:
            raise BadUsage(f"<{before.concept}> has nothing to {self.act.replace('-', ' ')}.")
        return Made(self.act, fields)


def _is_next(act: Act, entry: Entry, published: bool) -> bool:
    """Tell whether a step is the next that a field can take."""
    match act:
        case Act.SUBMIT:
            return entry.state in (State.DRAFT, State.UNTRANSLATED) and not entry.submitted
        case Act.REVIEW:
            return entry.state in (State.DRAFT, State.UNTRANSLATED) and entry.reviewed is None
        case Act.APPROVE:
            return entry.state is not State.APPROVED
        case Act.SEND_BACK:
            return entry.submitted or (entry.reviewed is not None and entry.approved is None)
        case Act.WITHDRAW:
            return published
    raise BadUsage(f"A translation is not moved by a {act}.")


def _reached(act: Act, entry: Entry) -> State:
    """Return the state after a step."""
    if act is Act.REVIEW:
        return State.REVIEWED
    if act is Act.APPROVE:
        return State.APPROVED
    if act is Act.WITHDRAW and entry.state is State.REVIEWED:
        return State.REVIEWED
    return State.DRAFT
