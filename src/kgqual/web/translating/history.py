"""What people did to a translation, as the editor page tells it and as programs are given it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field as Described

from kgqual.answering.envelope import Frozen
from kgqual.editorial import Person
from kgqual.editorial.translations import Act, Change
from kgqual.editorial.translations.fields import Field, State
from kgqual.translation.differences import Piece, differences
from kgqual.web.reviewing.item_view import moment
from kgqual.web.translating.texts import in_one
from kgqual.web.wording import say


@dataclass(frozen=True)
class EventView:
    """One change: who did what, when, and how the texts differ from those before.

    ``undoable`` is its id where the reader may undo it.
    """

    what: str
    who: str
    at: str
    when: str
    comment: str
    fields: tuple[tuple[Field, tuple[Piece, ...]], ...]
    undone: bool
    undoable: int | None


class WrittenAnswer(Frozen):
    """What a change made of a field: the texts before and after, and how far they have come."""

    before: tuple[str, ...]
    texts: tuple[str, ...]
    state: State
    submitted: bool
    source_hash: str = Described(serialization_alias="sourceHash")


class ChangeAnswer(Frozen):
    """A change as it is recorded; ``undone`` when it does not count any more."""

    id: int
    person: str
    at: datetime
    act: Act
    version: int
    comment: str
    fields: dict[Field, WrittenAnswer]
    assignee: str | None
    check: str | None
    undoes: int | None
    undone: bool


class History(Frozen):
    """All changes of a translation, the oldest first."""

    concept: str
    language: str
    changes: tuple[ChangeAnswer, ...]


def changes_answer(changes: Sequence[Change]) -> tuple[ChangeAnswer, ...]:
    """Return changes for programs."""
    undone = {one.undoes for one in changes}
    return tuple(
        ChangeAnswer(
            id=one.id,
            person=one.person,
            at=one.at,
            act=one.act,
            version=one.version,
            comment=one.comment,
            fields={
                field: WrittenAnswer(
                    before=before[field],
                    texts=written.texts,
                    state=written.state,
                    submitted=written.submitted,
                    source_hash=written.source_hash,
                )
                for field, written in one.fields.items()
            },
            assignee=one.assignee,
            check=one.waived.check if one.waived else None,
            undoes=one.undoes,
            undone=one.id in undone,
        )
        for one, before in _with_texts_before(changes)
    )


def events(
    changes: Sequence[Change], reader: Person | None, language: str
) -> tuple[EventView, ...]:
    """Return changes as ``reader`` sees them, the newest first."""
    undone = {one.undoes for one in changes}
    views = (
        EventView(
            what=_what(one, language),
            who=one.person,
            at=one.at.isoformat(),
            when=moment(one.at),
            comment=one.comment,
            fields=tuple(
                (field, differences(in_one(field, old), in_one(field, one.fields[field].texts)))
                for field, old in before.items()
                if field in one.fields and old != one.fields[field].texts
            ),
            undone=one.id in undone,
            undoable=one.id if one.id not in undone and _may_undo(one, reader) else None,
        )
        for one, before in _with_texts_before(changes)
    )
    return tuple(reversed(list(views)))


def _with_texts_before(
    changes: Sequence[Change],
) -> Iterator[tuple[Change, dict[Field, tuple[str, ...]]]]:
    """Yield changes with the texts of all fields before each, as they counted in the end."""
    undone = {one.undoes for one in changes}
    texts: dict[Field, tuple[str, ...]] = dict.fromkeys(Field, ())
    for one in changes:
        yield one, dict(texts)
        if one.id not in undone and one.act is not Act.UNDO:
            texts.update({field: written.texts for field, written in one.fields.items()})


def _may_undo(change: Change, reader: Person | None) -> bool:
    if reader is None or change.act is Act.UNDO:
        return False
    return reader.reviews_translations or (reader.translates and change.person == reader.name)


def _what(change: Change, language: str) -> str:
    done = say(language, f"translate.act.{change.act.replace('-', '_')}")
    if change.act is Act.ASSIGN:
        return f"{done}: {change.assignee or say(language, 'translate.filter.nobody')}"
    if change.waived:
        return f"{done}: {change.waived.check}"
    states = {written.state for written in change.fields.values()}
    if change.act is Act.SAVE and states:
        reached = ", ".join(say(language, f"translate.state.{one}") for one in sorted(states))
        return f"{done} ({reached})"
    return done
