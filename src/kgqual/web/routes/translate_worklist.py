"""What a new release of ESCO asks of the translators: a page, JSON and CSV."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from kgqual.editorial import Person
from kgqual.editorial.translations import Edit
from kgqual.errors import BadUsage
from kgqual.translation.worklist import Outcome, adoptions, report
from kgqual.web.negotiation import accept_header, require
from kgqual.web.posted_fields import posted_fields
from kgqual.web.question_formats import NAMES, OFFERS, Form, by_name
from kgqual.web.routes.translate_acts import body
from kgqual.web.routes.translate_saving import BESIDE, SAVED
from kgqual.web.translating.addresses import WORKLIST
from kgqual.web.translating.batches import BatchAnswer, record_once
from kgqual.web.translating.posted import AtOnce
from kgqual.web.translating.visit import Queueing
from kgqual.web.translating.worklist_asked import WorklistAsked, asked
from kgqual.web.translating.worklist_page import PER_PAGE, worklist_page
from kgqual.web.visiting import PRIVATE, Writer, as_json

router = APIRouter(tags=["translation"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in OFFERS}},
    400: {"description": "There are no such releases of ESCO."},
    404: {"description": "There is no such page."},
}
From = Annotated[
    str, Query(alias="from", description="The release before; by default the one before.")
]
Upto = Annotated[
    str, Query(alias="upto", description="The new release; by default the current one.")
]


@router.get(
    WORKLIST,
    summary="The worklist of a release",
    response_class=Response,
    responses=_ANSWERS,
)
def work(
    visit: Queueing,
    old: From = "",
    new: Upto = "",
    only: Annotated[
        tuple[Outcome, ...],
        Query(description="What of it; may be repeated. By default all but what carried over."),
    ] = (),
    page: Annotated[int, Query(ge=1, description=f"Each has {PER_PAGE} fields.")] = 1,
    format: Annotated[str | None, Query(description=NAMES)] = None,
    done: Annotated[str, Query(description="The batch of adoptions right before.")] = "",
) -> Response:
    """List what became of each field from one release to the next, the difference marked.

    What carried over is counted; translations hold as long as their English text is the same.
    JSON and CSV list all that is asked for, pages a part of it.
    """
    form = by_name(format, OFFERS) or require(accept_header(visit.request), OFFERS)
    found = asked(visit, old, new, only)
    if form.choice is Form.HTML:
        if page > 1 and (not found.comparable or (page - 1) * PER_PAGE >= len(found.items)):
            raise HTTPException(404, f"There is no page {page} of this worklist.")
        return worklist_page(found, page, done)
    if not found.comparable:
        raise _one_release()
    if form.choice is Form.JSON:
        return Response(
            report.as_json(found.worklist, found.items), 200, PRIVATE, media_type=form.media_type
        )
    return Response(report.as_csv(found.items), 200, PRIVATE, media_type=form.media_type)


@router.post(
    WORKLIST + "/adopt",
    summary="Take over what a release offers",
    response_model=BatchAnswer,
    responses=SAVED,
    openapi_extra=body(AtOnce),
)
async def adopt(
    request: Request, visit: Queueing, person: Writer, old: From = "", new: Upto = ""
) -> Response:
    """Save as drafts all that is offered of concepts that have another IRI now, or nothing."""
    sent = AtOnce.read(await posted_fields(request, BESIDE | {"to", "from", "upto"}))
    return await asyncio.to_thread(_adopted, asked(visit, old, new, ()), person, sent.key)


def _adopted(found: WorklistAsked, person: Person, key: str) -> Response:
    visit = found.visit

    def edits() -> list[Edit]:
        """Return what is to be saved. Raises BadUsage where there is nothing."""
        if not found.comparable:
            raise _one_release()
        offered = adoptions(found.worklist, visit.all, key)
        if not offered:
            raise BadUsage("Nothing is offered: no translation stands under a former IRI.")
        return offered

    done = record_once(visit, person, key, edits)
    if visit.page:
        return RedirectResponse(visit.to(found.address, done=key), 303, PRIVATE)
    assert done  # an offer is of a field that has no translation
    return as_json(BatchAnswer.of(done))


def _one_release() -> BadUsage:
    return BadUsage("There is one release of ESCO in this data directory: add another one.")
