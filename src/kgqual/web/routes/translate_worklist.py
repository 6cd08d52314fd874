"""What a new release of ESCO asks of the translators: a page, JSON and CSV."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from kgqual.errors import BadUsage
from kgqual.translation.worklist import Outcome
from kgqual.translation.worklist.report import as_csv, as_json
from kgqual.web.negotiation import accept_header, require
from kgqual.web.question_formats import NAMES, OFFERS, Form, by_name
from kgqual.web.translating.addresses import WORKLIST
from kgqual.web.translating.visit import Queueing
from kgqual.web.translating.worklist_asked import asked
from kgqual.web.translating.worklist_page import PER_PAGE, worklist_page
from kgqual.web.visiting import PRIVATE

router = APIRouter(tags=["translation"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {offer.media_type: {} for offer in OFFERS}},
    400: {"description": "There are no such releases of ESCO."},
    404: {"description": "There is no such page."},
}


@router.get(
    WORKLIST,
    summary="The worklist of a release",
    response_class=Response,
    responses=_ANSWERS,
)
def work(
    visit: Queueing,
    old: Annotated[
        str, Query(alias="from", description="The release before; by default the one before.")
    ] = "",
    new: Annotated[
        str, Query(alias="upto", description="The new release; by default the current one.")
    ] = "",
    only: Annotated[
        tuple[Outcome, ...],
        Query(description="What of it; may be repeated. By default all but what carried over."),
    ] = (),
    page: Annotated[int, Query(ge=1, description=f"Each has {PER_PAGE} fields.")] = 1,
    format: Annotated[str | None, Query(description=NAMES)] = None,
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
        return worklist_page(found, page)
    if not found.comparable:
        raise BadUsage("There is one release of ESCO in this data directory: add another one.")
    if form.choice is Form.JSON:
        return Response(
            as_json(found.worklist, found.items), 200, PRIVATE, media_type=form.media_type
        )
    return Response(as_csv(found.items), 200, PRIVATE, media_type=form.media_type)
