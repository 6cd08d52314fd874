"""Putting right at once what checks are sure of: looked at by everyone, done by who translates."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from kgqual.editorial import Person
from kgqual.editorial.translations import Edit
from kgqual.errors import BadUsage
from kgqual.web.posted_fields import posted_fields
from kgqual.web.routes.translate_acts import body
from kgqual.web.routes.translate_saving import BESIDE, SAVED
from kgqual.web.translating.addresses import REPAIRS
from kgqual.web.translating.batches import BatchAnswer, record_once
from kgqual.web.translating.posted import AtOnce
from kgqual.web.translating.repairs_page import (
    PER_PAGE,
    Repairing,
    RepairsAnswer,
    here,
    repairs_answer,
    repairs_page,
)
from kgqual.web.translating.visit import Queueing, TranslatingVisit
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}},
    404: {"description": "There is no such page."},
}


@router.get(
    REPAIRS,
    summary="What checks can put right",
    response_model=RepairsAnswer,
    responses=_ANSWERS,
)
def look(
    visit: Queueing,
    page: Annotated[int, Query(ge=1, description=f"Each has {PER_PAGE} concepts.")] = 1,
    done: Annotated[str, Query(description="The batch of repairs right before.")] = "",
) -> Response:
    """List what can be put right for sure of what is chosen of the queue; nothing is changed.

    ``check`` names the check that repairs; without it all do.
    """
    found = Repairing(visit)
    if page > 1 and (page - 1) * PER_PAGE >= len(found.concepts):
        raise HTTPException(404, f"There is no page {page} of these repairs.")
    return repairs_page(found, page, done) if visit.page else as_json(repairs_answer(found, page))


@router.post(
    REPAIRS,
    summary="Put right what checks are sure of",
    response_model=BatchAnswer,
    responses=SAVED,
    openapi_extra=body(AtOnce),
)
async def repair(request: Request, visit: Queueing, person: Writer) -> Response:
    """Save all that is listed as drafts, or nothing; nothing is reviewed or approved by that."""
    sent = AtOnce.read(await posted_fields(request, BESIDE | {"to"}))
    return await asyncio.to_thread(_repaired, visit, person, sent.key)


def _repaired(visit: TranslatingVisit, person: Person, key: str) -> Response:
    def edits() -> list[Edit]:
        """Return what is to be saved. Raises BadUsage where there is nothing."""
        found = Repairing(visit).edits(key)
        if not found:
            raise BadUsage("There is nothing here that is sure to be repaired.")
        return found

    done = record_once(visit, person, key, edits)
    if visit.page:
        return RedirectResponse(visit.to(here(visit), done=key), 303, PRIVATE)
    assert done  # a repair changes a text
    return as_json(BatchAnswer.of(done))
