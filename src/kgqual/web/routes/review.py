"""Reading the review: the queues, what is in one, and an item with what the graph says of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from kgqual.reviewed import as_tsv
from kgqual.web.reviewing.addresses import HOME, item_address, queue_address
from kgqual.web.reviewing.answers import Acceptable, Items, QueueAnswer, Queues, items_answer
from kgqual.web.reviewing.batch_page import batch_page
from kgqual.web.reviewing.item import ReviewItem, review_item
from kgqual.web.reviewing.item_page import item_page
from kgqual.web.reviewing.notes import Note, last_note
from kgqual.web.reviewing.queue_page import PER_PAGE, queue_page
from kgqual.web.reviewing.queue_view import queue_views
from kgqual.web.reviewing.visit import ReviewVisit, Show, ShowAsked, Visiting
from kgqual.web.visiting import PRIVATE, as_json

router = APIRouter(tags=["review"])

TSV = "text/tab-separated-values"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}},
    404: {"description": "There is no such queue, item or page."},
}


@router.get(HOME, summary="List the review queues", response_model=Queues, responses=_ANSWERS)
def list_queues(visit: Visiting) -> Response:
    """List the queues of suggested mappings that people review, and how far each has come."""
    names = [queue.name for queue in visit.reviews.queues()] if visit.editorial.exists() else []
    listed = [(visit.reviews.queue(one), visit.reviews.progress(one, visit.name)) for one in names]
    if not visit.page:
        return as_json(Queues(queues=tuple(QueueAnswer.of(*each) for each in listed)))
    queues = queue_views(visit.graph, listed, visit.person, visit.language)
    return visit.render("review.html", queues=queues)


@router.get(
    HOME + ".sssom.tsv",
    summary="What reviewers state, as SSSOM",
    responses={200: {"content": {TSV: {}}}, 404: {"description": "Nobody has decided anything."}},
)
def export(visit: Visiting) -> Response:
    """Send what reviewers state as one mapping set, each mapping with its reviewers and dates."""
    stated = visit.reviews.stated() if visit.editorial.exists() else None
    if stated is None:
        raise HTTPException(404, "Nobody has decided anything yet.")
    return Response(as_tsv(stated), headers=PRIVATE, media_type=TSV)


@router.get(
    HOME + "/{queue}", summary="List the items of a queue", response_model=Items, responses=_ANSWERS
)
def list_items(
    visit: Visiting,
    queue: str,
    show: ShowAsked = Show.ALL,
    page: Annotated[int, Query(ge=1, description=f"Each has {PER_PAGE} items.")] = 1,
    batch: Annotated[str, Query(description="What the reader has accepted right before.")] = "",
) -> Response:
    """List the items of a queue: what is mapped, the surest candidate, how far each has come."""
    found = visit.items(queue, show)
    if page > 1 and (page - 1) * PER_PAGE >= len(found):
        raise HTTPException(404, f"There is no page {page} of these items.")
    if visit.page:
        return queue_page(visit, queue, show, found, page, batch)
    part = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    progress = visit.reviews.progress(queue, visit.name)
    return as_json(items_answer(visit.reviews.queue(queue), progress, part, len(found), page))


@router.get(HOME + "/{queue}/next", summary="Go to the next item", responses=_ANSWERS)
def go_on(
    visit: Visiting,
    queue: str,
    after: Annotated[int, Query(ge=0, description="Where one was: the number of an item.")] = 0,
    show: ShowAsked = Show.OPEN,
) -> Response:
    """Go to the next item that is to be decided, or to the queue when there is none."""
    number = visit.after(queue, after, show)
    address = item_address(queue, number, show.kept) if number else queue_address(queue)
    return RedirectResponse(visit.to(address), 303, PRIVATE)


@router.get(
    HOME + "/{queue}/items/{number}",
    summary="Look at an item",
    response_model=ReviewItem,
    responses=_ANSWERS,
)
def look(
    visit: Visiting,
    queue: str,
    number: int,
    show: ShowAsked = Show.OPEN,
    noted: Annotated[
        int | None, Query(description="The item that the reader decided right before.")
    ] = None,
) -> Response:
    """Show one thing to be mapped beside its candidates, with what the graph says of them."""
    item = review_item(visit.graph, visit.reviews.item(queue, number, visit.name))
    if not visit.page:
        return as_json(item)
    return item_page(visit, item, show, _noted(visit, queue, noted))


@router.get(
    HOME + "/{queue}/batch",
    summary="List what could be accepted together",
    response_model=Acceptable,
    responses=_ANSWERS,
)
def list_acceptable(
    visit: Visiting,
    queue: str,
    above: Annotated[float, Query(ge=0, le=1, description="The least confidence.")] = 0.9,
) -> Response:
    """List the surest suggestion of each undecided item, where it is sure enough.

    Left out are items for which several are equally sure, or as likely nothing fits.
    """
    found = visit.reviews.above(queue, above)
    if visit.page:
        return batch_page(visit, queue, above, found)
    return as_json(Acceptable.of(above, found))


def _noted(visit: ReviewVisit, queue: str, number: int | None) -> Note | None:
    return last_note(visit, queue, number) if number and visit.person else None
