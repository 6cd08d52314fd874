"""What programs are given of the review: queues, items in lists, what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kgqual.answering.envelope import Frozen
from kgqual.editorial.reviews import Choosable, Progress, Queue, State, Summary
from kgqual.web.reviewing.addresses import item_address, queue_address
from kgqual.web.reviewing.item import Decided


class ProgressAnswer(Frozen):
    """Items by how far they have come, and how many each reviewer has decided."""

    items: int
    states: Mapping[State, int]
    reviewers: Mapping[str, int]

    @classmethod
    def of(cls, progress: Progress) -> ProgressAnswer:
        """Return what the store counted."""
        return cls(items=progress.items, states=progress.states, reviewers=progress.reviewers)


class QueueAnswer(Frozen):
    """A queue of suggestions; ``about`` is what its file says of the whole set."""

    name: str
    title: str
    address: str
    mapping_set: str
    file: str
    loaded: datetime
    suggestions: int
    about: Mapping[str, Any]
    progress: ProgressAnswer

    @classmethod
    def of(cls, queue: Queue, progress: Progress) -> QueueAnswer:
        """Return a queue of the store."""
        return cls(
            name=queue.name,
            title=queue.title,
            address=queue_address(queue.name),
            mapping_set=queue.mapping_set,
            file=queue.file,
            loaded=queue.loaded,
            suggestions=queue.suggestions,
            about=queue.about,
            progress=ProgressAnswer.of(progress),
        )


class Queues(Frozen):
    """All queues, by name."""

    queues: tuple[QueueAnswer, ...]


class ItemInList(Frozen):
    """An item of a queue: what is mapped, the surest candidate, how far it has come."""

    number: int
    address: str
    subject: str
    label: str
    state: State
    candidates: int
    object: str | None
    confidence: float | None
    people: tuple[str, ...]


class Items(QueueAnswer):
    """A queue with a part of its items: ``total`` are in the state that was asked for."""

    total: int
    page: int
    items: tuple[ItemInList, ...]


class RecordedAnswer(Frozen):
    """A decision that is on the disk; ``already`` when it was sent again.

    ``next`` is where one goes on, ``said`` and ``progress`` say in words what was recorded and how
    far the queue has come.
    """

    item: int
    decision: Decided
    already: bool
    next: str
    said: str
    progress: str


class AcceptableSuggestion(Frozen):
    """The surest suggestion of an undecided item."""

    suggestion: int
    item: int
    subject: str
    confidence: float


class Acceptable(Frozen):
    """What could be accepted together: suggestions with a confidence of ``above`` or more."""

    above: float
    suggestions: tuple[AcceptableSuggestion, ...]

    @classmethod
    def of(cls, above: float, found: Iterable[Choosable]) -> Acceptable:
        """Return what the store found."""
        listed = (
            AcceptableSuggestion(
                suggestion=one.suggestion,
                item=one.item,
                subject=one.subject,
                confidence=one.confidence,
            )
            for one in found
        )
        return cls(above=above, suggestions=tuple(listed))


class BatchAnswer(Frozen):
    """Decisions that were recorded together; ``already`` when they were sent again."""

    batch: str
    decisions: tuple[Decided, ...]
    already: bool
    progress: str


def items_answer(
    queue: Queue, progress: Progress, found: Iterable[Summary], total: int, page: int
) -> Items:
    """Return a queue with some of its items."""
    return Items(
        **dict(QueueAnswer.of(queue, progress)),
        total=total,
        page=page,
        items=tuple(
            ItemInList(
                number=one.number,
                address=item_address(queue.name, one.number),
                subject=one.subject,
                label=one.label,
                state=one.state,
                candidates=one.candidates,
                object=one.object,
                confidence=one.confidence,
                people=one.people,
            )
            for one in found
        ),
    )
