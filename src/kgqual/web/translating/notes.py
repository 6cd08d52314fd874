"""What a translator is told of what they did right before."""

from __future__ import annotations

from dataclasses import dataclass

from kgqual.editorial.translations import Act, Change
from kgqual.editorial.translations.fields import State
from kgqual.web.reviewing.item_view import moment
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.wording import say

NOTHING = "nothing"
"""Noted in place of a concept when all was so already."""


@dataclass(frozen=True)
class Note:
    """What was recorded, in words; ``undo`` is the address and the change by which it is undone."""

    said: str
    undo: tuple[str, int] | None = None


def last_note(visit: TranslatingVisit, iri: str, undo: str) -> Note | None:
    """Return what is said of the reader's newest change of a concept; None without any."""
    if iri == NOTHING:
        return Note(say(visit.language, "translate.noted.same"))
    if iri not in visit.all:
        return None
    history = visit.translations.history(visit.target, iri)
    own = [one for one in history if one.person == visit.name]
    if not own:
        return None
    newest = own[-1]
    undone = any(one.undoes == newest.id for one in history)
    undoable = newest.act is not Act.UNDO and not undone
    return Note(_said(visit, newest), (undo, newest.id) if undoable else None)


def _said(visit: TranslatingVisit, change: Change) -> str:
    concept = visit.units.concepts.get(change.concept)
    return say(
        visit.language,
        f"translate.noted.{_reached(change)}",
        term=concept.term if concept else change.concept,
        version=change.version,
        when=moment(change.at),
    )


def _reached(change: Change) -> str:
    """Return what a change came to: saved texts may be approved or submitted by the same act."""
    if change.act is not Act.SAVE:
        return change.act.replace("-", "_")
    written = change.fields.values()
    if any(one.state is State.APPROVED for one in written):
        return "approve"
    if any(one.state is State.REVIEWED for one in written):
        return "review"
    return "submit" if any(one.submitted for one in written) else "save"
