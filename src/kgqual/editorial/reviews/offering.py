"""What a queue offers: its items as the newest file has them, small enough to keep in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from kgqual.editorial.errors import UnknownItem, UnknownQueue
from kgqual.editorial.reviews.suggestions import NO_TERM, Extension, Suggestion
from kgqual.editorial.reviews.tables import LOADINGS, OFFERS, QUEUES, SUGGESTIONS


@dataclass(frozen=True)
class Queue:
    """A review queue, as the newest file that was loaded into it describes it.

    ``about`` are slots of the set, such as ``subject_source``.
    """

    name: str
    title: str
    mapping_set: str
    file: str
    loaded: datetime
    items: int
    suggestions: int
    about: Mapping[str, Any]
    id: int
    loading: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in short: what is offered for a subject, the surest first.

    ``candidates`` are suggestion ids with their objects and confidences; ``none`` is the
    confidence with which it is suggested that nothing fits.
    """

    number: int
    subject: str
    label: str
    candidates: tuple[tuple[int, str, float | None], ...]
    none: float | None

    @property
    def objects(self) -> tuple[str, ...]:
        """The things that are offered."""
        return tuple(object for _, object, _ in self.candidates)

    def surest(self) -> tuple[int, float] | None:
        """Return the suggestion that is surer than every other one, with its confidence."""
        if not self.candidates:
            return None
        [(number, _, best), *others] = self.candidates
        confidence = best or 0.0
        if others and (others[0][2] or 0.0) == confidence:
            return None
        return (number, confidence) if confidence > (self.none or 0.0) else None


@dataclass(frozen=True)
class Offering:
    """The items of one loading in their order, and where each subject is among them."""

    entries: Sequence[Entry]
    numbers: Mapping[str, int] = field(repr=False)

    def entry(self, number: int) -> Entry:
        """Return an item. Raises UnknownItem for a number that is none."""
        if not 1 <= number <= len(self.entries):
            raise UnknownItem(f"There is no item {number}: the queue has {len(self.entries)}.")
        return self.entries[number - 1]


def queues(connection: Connection, name: str | None = None) -> list[Queue]:
    """Return the queues by name, or the one of that name. Raises UnknownQueue if there is none."""
    newer = LOADINGS.alias("newer")
    later = select(newer.c.id).where(newer.c.queue == LOADINGS.c.queue, newer.c.id > LOADINGS.c.id)
    wanted = (
        select(QUEUES.c.name, LOADINGS)
        .join(LOADINGS, LOADINGS.c.queue == QUEUES.c.id)
        .where(~later.exists())
        .order_by(QUEUES.c.name)
    )
    if name is not None:
        wanted = wanted.where(QUEUES.c.name == name)
    found = [
        Queue(
            name=row.name,
            title=row.title,
            mapping_set=row.mapping_set,
            file=row.file,
            loaded=row.loaded,
            items=row.items,
            suggestions=row.suggestions,
            about=row.about,
            id=row.queue,
            loading=row.id,
        )
        for row in connection.execute(wanted)
    ]
    if name is not None and not found:
        known = ", ".join(queue.name for queue in queues(connection)) or "none"
        raise UnknownQueue(f"There is no review queue {name!r}. There is: {known}.")
    return found


def offering(connection: Connection, queue: Queue) -> Offering:
    """Return what the newest file of a queue offers."""
    columns = (
        SUGGESTIONS.c[name] for name in ("id", "subject", "subject_label", "object", "confidence")
    )
    rows = connection.execute(
        select(OFFERS.c.item, *columns)
        .join(SUGGESTIONS, SUGGESTIONS.c.id == OFFERS.c.suggestion)
        .where(OFFERS.c.loading == queue.loading)
        .order_by(OFFERS.c.item, OFFERS.c.rank)
    )
    items: dict[int, list[Any]] = {}
    for row in rows:
        items.setdefault(row.item, []).append(row)
    entries = [
        Entry(
            number,
            some[0].subject,
            next((row.subject_label for row in some if row.subject_label), ""),
            tuple((row.id, row.object, row.confidence) for row in some if row.object != NO_TERM),
            next((row.confidence for row in some if row.object == NO_TERM), None),
        )
        for number, some in items.items()
    ]
    return Offering(entries, {entry.subject: entry.number for entry in entries})


def suggestions(connection: Connection, queue: Queue, item: int) -> list[Suggestion]:
    """Return what is offered for an item, the surest first."""
    rows = connection.execute(
        select(SUGGESTIONS)
        .join(OFFERS)
        .where(OFFERS.c.loading == queue.loading, OFFERS.c.item == item)
        .order_by(OFFERS.c.rank)
    )
    return [_suggestion(row) for row in rows]


def suggested(connection: Connection, numbers: Sequence[int] | Select[Any]) -> list[Suggestion]:
    """Return the suggestions of these ids, also those that are offered no more."""
    wanted = select(SUGGESTIONS).where(SUGGESTIONS.c.id.in_(numbers)).order_by(SUGGESTIONS.c.id)
    return [_suggestion(row) for row in connection.execute(wanted)]


def _suggestion(row: Any) -> Suggestion:
    return Suggestion(
        subject=row.subject,
        predicate=row.predicate,
        object=row.object,
        justification=row.justification,
        subject_label=row.subject_label,
        object_label=row.object_label,
        confidence=row.confidence,
        slots=row.slots,
        extensions={name: Extension(**value) for name, value in row.extensions.items()},
        id=row.id,
    )
