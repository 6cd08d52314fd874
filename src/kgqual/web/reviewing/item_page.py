"""The page of one item: both sides, what was decided, and the form that decides."""

from __future__ import annotations

from uuid import uuid4

from starlette.responses import HTMLResponse

from kgqual.web.reviewing.addresses import item_address, queue_address
from kgqual.web.reviewing.item import ReviewItem
from kgqual.web.reviewing.item_view import ItemViews
from kgqual.web.reviewing.notes import Note
from kgqual.web.reviewing.visit import ReviewVisit, Show


def item_page(visit: ReviewVisit, item: ReviewItem, show: Show, noted: Note | None) -> HTMLResponse:
    """Return the page of an item; ``noted`` is what the reader has decided right before."""
    queue = visit.queue(item.queue)
    number, total = item.number, queue.progress.total
    following = visit.after(item.queue, number, show)
    return visit.render(
        "review_item.html",
        queue=queue,
        view=ItemViews(visit.terms, visit.language, visit.person).item(item),
        show=show.kept,
        key=uuid4(),
        noted=noted,
        previous=item_address(item.queue, number - 1, show.kept) if number > 1 else None,
        skip=item_address(item.queue, number + 1, show.kept) if number < total else None,
        following=item_address(item.queue, following, show.kept)
        if following
        else queue_address(item.queue),
        here=item_address(item.queue, number, show.kept),
    )
