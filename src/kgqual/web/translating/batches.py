"""What was done to many translations at once, as pages show it and as programs are given it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.answering.envelope import Frozen
from kgqual.editorial import Person
from kgqual.editorial.translations import Act, Batch, Request
from kgqual.web.reviewing.item_view import moment
from kgqual.web.translating.addresses import batch_addresses
from kgqual.web.translating.recording import record
from kgqual.web.translating.visit import TranslatingVisit
from kgqual.web.wording import say

MOST = 100
"""Batches that are listed, the newest."""


class BatchAnswer(Frozen):
    """Changes that were recorded together; ``undone`` of them count no more."""

    name: str
    person: str
    at: datetime
    act: Act
    comment: str
    assignee: str | None
    changes: int
    undone: int

    @classmethod
    def of(cls, batch: Batch) -> BatchAnswer:
        """Return what is told of a batch."""
        return cls(**{name: getattr(batch, name) for name in cls.model_fields})


class Batches(Frozen):
    """What was done to many translations at once, the newest first."""

    language: str
    batches: tuple[BatchAnswer, ...]


@dataclass(frozen=True)
class BatchView:
    """A batch as a page shows it; ``undoable`` by the reader, under ``key``."""

    name: str
    key: str
    what: str
    who: str
    at: str
    when: str
    comment: str
    changes: int
    undone: int
    undoable: bool


def recorded(visit: TranslatingVisit) -> list[Batch]:
    """Return the newest batches in the language; asking makes no database."""
    return visit.translations.batches(visit.target, MOST) if visit.editorial.exists() else []


def batches_page(visit: TranslatingVisit) -> HTMLResponse:
    """Return the page of the newest batches."""
    return visit.render(
        "translate_batches.html",
        target=visit.target,
        target_name=visit.target_name,
        queue=visit.queue_address,
        undo=batch_addresses(visit.target).undo,
        batches=[_view(visit, one) for one in recorded(visit)],
    )


def noted_batch(visit: TranslatingVisit, name: str) -> BatchView | None:
    """Return the batch of a name that the reader has recorded right before; None for any other."""
    known = visit.editorial.exists() and name
    found = visit.translations.batch(visit.target, name) if known else None
    return _view(visit, found) if found and found.person == visit.name else None


def record_once(
    visit: TranslatingVisit, person: Person, name: str, asked: Callable[[], Sequence[Request]]
) -> Batch | None:
    """Record what is asked as the batch of that name, unless the person has recorded it before.

    Return it, None where all was so already. What is asked depends on what stands, so that it
    would be something else the second time. Errors are those of ``asked`` and ``record``.
    """
    before = visit.translations.batch(visit.target, name) if visit.editorial.exists() else None
    if before and before.person == person.name:
        return before
    record(visit, person, asked(), name)
    return visit.translations.batch(visit.target, name)


def _view(visit: TranslatingVisit, batch: Batch) -> BatchView:
    who, own = visit.person, visit.name == batch.person
    return BatchView(
        name=batch.name,
        key=f"undo-{uuid4()}",
        what=_what(visit, batch),
        who=batch.person,
        at=batch.at.isoformat(),
        when=moment(batch.at),
        comment=batch.comment,
        changes=batch.changes,
        undone=batch.undone,
        undoable=bool(who) and batch.undoable and (visit.may.review or (visit.may.write and own)),
    )


def _what(visit: TranslatingVisit, batch: Batch) -> str:
    done = say(visit.language, f"translate.act.{batch.act.replace('-', '_')}")
    if batch.act is Act.ASSIGN:
        return f"{done}: {batch.assignee or say(visit.language, 'translate.filter.nobody')}"
    return done
