"""Writing in the review: a decision, undoing it, and accepting many suggestions at once.

A form is answered by the next page, a program by what was recorded. Either is sent only after the
decision is on the disk; sent again with the same key, a decision is the same one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from kgqual.editorial.reviews import Recorded
from kgqual.web.parameters import FORM
from kgqual.web.posted_fields import JSON, posted_fields
from kgqual.web.reviewing.addresses import HOME, queue_address
from kgqual.web.reviewing.answers import BatchAnswer, RecordedAnswer
from kgqual.web.reviewing.item import Decided
from kgqual.web.reviewing.notes import note, onwards
from kgqual.web.reviewing.posted import BESIDE, Accept, Decide, Undo, UndoAll
from kgqual.web.reviewing.visit import ReviewVisit, Show, ShowAsked, Visiting
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["review"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "It was recorded before, by the same key."},
    201: {"description": "It is recorded."},
    303: {"description": "A form's decision is recorded; what comes next is there."},
    401: {"description": "Nobody says who decides."},
    403: {"description": "The person may not do this, or another site's page asks."},
    404: {"description": "There is no such queue, item or decision."},
    409: {"description": "The key is another decision's, or the queue suggests this no more."},
}


def _body(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    content = {kind: {"schema": schema} for kind in (JSON, FORM)}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    HOME + "/{queue}/decisions",
    summary="Decide about an item",
    response_model=RecordedAnswer,
    responses=_ANSWERS,
    openapi_extra=_body(Decide),
)
async def decide(
    request: Request, visit: Visiting, person: Writer, queue: str, show: ShowAsked = Show.OPEN
) -> Response:
    """Record what a reviewer decides; the answer comes when it is on the disk."""
    asked = Decide.read(await posted_fields(request, BESIDE))

    def recording() -> Recorded:
        """Record it."""
        return visit.reviews.decide(person, asked.choice(queue))

    return await asyncio.to_thread(_recorded, visit, queue, asked.item, show, recording)


@router.post(
    HOME + "/{queue}/undo",
    summary="Undo a decision",
    response_model=RecordedAnswer,
    responses=_ANSWERS,
    openapi_extra=_body(Undo),
)
async def undo(
    request: Request, visit: Visiting, person: Writer, queue: str, show: ShowAsked = Show.OPEN
) -> Response:
    """Record that an earlier decision of the same reviewer does not count; both stay on record."""
    asked = Undo.read(await posted_fields(request, BESIDE))

    def recording() -> Recorded:
        """Record it."""
        return visit.reviews.undo(person, asked.own_key, asked.decision, asked.comment)

    return await asyncio.to_thread(_recorded, visit, queue, asked.item, show, recording)


@router.post(
    HOME + "/{queue}/batch",
    summary="Accept many suggestions at once",
    response_model=BatchAnswer,
    responses=_ANSWERS,
    openapi_extra=_body(Accept),
)
async def accept_all(request: Request, visit: Visiting, person: Writer, queue: str) -> Response:
    """Accept suggestions of undecided items, all of them or none."""
    asked = Accept.read(await posted_fields(request, BESIDE, several="suggestion"))

    def recording() -> list[Recorded]:
        """Record them."""
        return visit.reviews.accept_all(person, asked.key, queue, asked.suggestion)

    return await asyncio.to_thread(_together, visit, queue, asked.key, recording)


@router.post(
    HOME + "/{queue}/batch/undo",
    summary="Undo what was accepted at once",
    response_model=BatchAnswer,
    responses=_ANSWERS,
    openapi_extra=_body(UndoAll),
)
async def undo_all(request: Request, visit: Visiting, person: Writer, queue: str) -> Response:
    """Record that what the same reviewer accepted together does not count."""
    asked = UndoAll.read(await posted_fields(request, BESIDE))

    def recording() -> list[Recorded]:
        """Record it."""
        return visit.reviews.undo_all(person, asked.own_key, asked.batch)

    return await asyncio.to_thread(_together, visit, queue, asked.batch, recording)


def _recorded(
    visit: ReviewVisit, queue: str, number: int, show: Show, recording: Callable[[], Recorded]
) -> Response:
    """Record something about an item; return the next page, or what was recorded."""
    visit.reviews.item(queue, number)  # an unknown one is refused before anything is written
    done = recording()
    item = visit.reviews.item(queue, number, visit.name)
    following = onwards(visit, item, done.decision, show)
    if visit.page:
        return RedirectResponse(visit.to(following, noted=number), 303, PRIVATE)
    answer = RecordedAnswer(
        item=number,
        decision=Decided.of(done.decision),
        already=done.already,
        next=visit.to(following),
        said=note(visit, item, done.decision).said,
        progress=visit.progress(queue).text(visit.language),
    )
    return as_json(answer, 200 if done.already else 201)


def _together(
    visit: ReviewVisit, queue: str, batch: str, recording: Callable[[], list[Recorded]]
) -> Response:
    """Record many decisions; return the page of the queue, or what was recorded."""
    done = recording()
    if visit.page:
        return RedirectResponse(visit.to(queue_address(queue), batch=batch), 303, PRIVATE)
    already = all(one.already for one in done)
    answer = BatchAnswer(
        batch=batch,
        decisions=tuple(Decided.of(one.decision) for one in done),
        already=already,
        progress=visit.progress(queue).text(visit.language),
    )
    return as_json(answer, 200 if already else 201)
